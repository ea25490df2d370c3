use super::*;
use crate::api::account::balance::GetBalance;
use crate::api::cloud_esim::purchase::PurchaseCloudEsimPackage;
use crate::api::packages::order::OrderPackage;
use crate::api::packages::refund::RefundPackage;
use crate::client::headers::RetryAfter;
use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

const NOW: i64 = 1_716_860_087;

/// Answers by a function of path, body and how many calls there were before; never really waits.
struct Scripted<F> {
    answer: F,
    asked: RefCell<Vec<(String, serde_json::Value)>>,
    slept: RefCell<Vec<u32>>,
    clock: Cell<i64>,
    elapsed: Cell<u64>,
    /// Seconds that pass until each answer.
    answers_after: i64,
    waits: bool,
    random: Cell<u32>,
}

impl<F: Fn(&str, &serde_json::Value, usize) -> Result<Reply, Error>> Transport for &Scripted<F> {
    fn now(&self) -> i64 {
        self.clock.get()
    }

    fn random(&self) -> u32 {
        self.random.set(self.random.get().wrapping_add(77));
        self.random.get()
    }

    async fn post(&self, _: &str, _: String) -> Result<Vec<u8>, Error> {
        unreachable!("the client exchanges")
    }

    async fn exchange(&self, url: &str, body: String, limit: u32) -> Result<Reply, Error> {
        assert!(limit > 0);
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        let path = url.trim_start_matches("https://oapi.eiotclub.com/api/v3/");
        let before = self.asked.borrow().len();
        self.clock.set(self.clock.get() + self.answers_after);
        let passed = u64::try_from(self.answers_after * 1000).unwrap();
        self.elapsed.set(self.elapsed.get() + passed);
        self.asked.borrow_mut().push((path.into(), body.clone()));
        (self.answer)(path, &body, before)
    }

    fn monotonic_ms(&self) -> u64 {
        self.elapsed.get()
    }

    async fn sleep(&self, ms: u32) -> bool {
        self.elapsed.set(self.elapsed.get() + u64::from(ms));
        self.slept.borrow_mut().push(ms);
        self.waits
    }
}

fn scripted<F>(answer: F) -> Scripted<F>
where
    F: Fn(&str, &serde_json::Value, usize) -> Result<Reply, Error>,
{
    Scripted {
        answer,
        asked: RefCell::default(),
        slept: RefCell::default(),
        clock: Cell::new(NOW),
        elapsed: Cell::new(0),
        answers_after: 0,
        waits: true,
        random: Cell::new(7),
    }
}

fn client<T: Transport>(transport: T) -> Client<T> {
    Client::new("AK", "secret", transport)
}

/// Nothing here is ever pending.
fn run<D>(future: impl Future<Output = D>) -> D {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("something waits"),
    }
}

fn ok(data: &str) -> Result<Reply, Error> {
    Ok(format!(r#"{{"code":"200","message":"","data":{data}}}"#)
        .into_bytes()
        .into())
}

fn code(code: &str) -> Result<Reply, Error> {
    Ok(format!(r#"{{"code":"{code}","message":""}}"#)
        .into_bytes()
        .into())
}

fn lost() -> Result<Reply, Error> {
    Err(Error::Network("reset".into()))
}

fn order() -> OrderPackage {
    serde_json::from_str(r#"{"iccid":"8985","packageCode":"P","outTradeNo":"mine"}"#).unwrap()
}

const PLACED: &str = r#"{"orderNumber":"n","orderId":7}"#;
const BALANCE: &str = r#"{"balance":"8.50","currency":"USD"}"#;

#[test]
fn reads_and_orders_are_repeated_signed_anew_with_the_same_number() {
    let transport = scripted(|_, _, before| if before < 2 { lost() } else { ok(PLACED) });
    let answered = run(client(&transport).send(&order())).unwrap();
    assert_eq!(answered.data.unwrap().order_id, Some(7));
    assert_eq!(answered.recovered, None);
    let asked = transport.asked.borrow();
    assert!(asked.iter().all(|(_, body)| body["outTradeNo"] == "mine"));
    assert_ne!(asked[0].1["sign"], asked[1].1["sign"]);
    let slept = transport.slept.borrow();
    assert!(slept.len() == 2 && slept[0] <= 250 && slept[1] <= 500);
}

#[test]
fn a_transport_that_cannot_wait_repeats_nothing() {
    let mut transport = scripted(|_, _, _| lost());
    transport.waits = false;
    assert_eq!(
        run(client(&transport).send(&GetBalance {}))
            .unwrap_err()
            .kind(),
        "network"
    );
    assert_eq!(transport.asked.borrow().len(), 1);
}

#[test]
fn a_lost_order_is_looked_up_and_returned() {
    let transport = scripted(|path, _, before| match (path, before) {
        ("package/orderPackage", 0) => lost(),
        ("package/orderPackage", _) => code("42002"),
        (_, 2) => ok("[]"),
        _ => ok(
            r#"[{"outTradeNo":"mine","iccid":"8985","packageCode":"P","orderNumber":"n","orderId":7}]"#,
        ),
    });
    let answered = run(client(&transport).send(&order())).unwrap();
    assert_eq!(answered.data.unwrap().order_number.as_deref(), Some("n"));
    assert_eq!(answered.recovered, Some(Confidence::Exact));
}

#[test]
fn an_order_that_is_not_found_is_unknown_and_can_be_asked_for_later() {
    let found = Cell::new(false);
    let transport = scripted(|path, _, _| match path {
        "package/orderPackage" => lost(),
        _ if found.get() => ok(
            r#"[{"outTradeNo":"mine","iccid":"8985","packageCode":"P","orderNumber":"n","orderId":7}]"#,
        ),
        _ => ok("[]"),
    });
    let client = client(&transport);
    let Err(Error::OutcomeUnknown(unknown)) = run(client.send(&order())) else {
        panic!("not unknown")
    };
    assert_eq!(unknown.pending.operation, "packages.order");
    assert_eq!(unknown.pending.since, NOW * 1000);
    assert_eq!(unknown.cause.kind(), "network");
    assert!(unknown.next_step.contains("packages.orderDetails"));
    assert_eq!(run(client.recheck(&unknown.pending)).unwrap(), None);
    found.set(true);
    let later = run(client.recheck(&unknown.pending)).unwrap();
    let later = later.unwrap();
    assert_eq!(
        (later.data.as_str(), later.confidence),
        (PLACED, Confidence::Exact)
    );
}

#[test]
fn a_refusal_after_a_lost_attempt_proves_nothing_whatever_the_lists_show() {
    for details in [ok("[]"), code("500")] {
        let transport = scripted(move |path, _, before| match (path, before) {
            ("package/orderPackage", 0) => lost(),
            ("package/orderPackage", _) => code("45112"),
            _ => details.clone(),
        });
        let error = run(client(&transport).send(&order())).unwrap_err();
        assert_eq!(error.kind(), "outcome_unknown");
    }
}

#[test]
fn a_number_that_was_taken_before_is_the_callers_error_and_tells_the_order() {
    for (details, kind) in [
        (
            r#"[{"outTradeNo":"mine","iccid":"1","orderNumber":"n","orderId":7}]"#,
            "api",
        ),
        ("[]", "outcome_unknown"),
    ] {
        let transport = scripted(move |path, _, _| match path {
            "package/orderPackage" => code("42002"),
            _ => ok(details),
        });
        let error = run(client(&transport).send(&order())).unwrap_err();
        assert_eq!(error.kind(), kind);
        if let Error::Api(refusal) = error {
            let existing = r#"{"orderNumber":"n","orderId":7,"iccid":"1"}"#;
            assert_eq!(refusal.existing.as_deref(), Some(existing));
        }
        let asked = transport.asked.borrow();
        let orders = asked
            .iter()
            .filter(|(path, _)| path == "package/orderPackage");
        assert_eq!(orders.count(), 1);
    }
}

#[test]
fn a_refund_is_sent_once_and_known_by_its_orders_state() {
    let refund: RefundPackage =
        serde_json::from_str(r#"{"iccid":"8985","orderId":"7","remark":"r"}"#).unwrap();
    for (status, done) in [(-1, true), (1, false)] {
        let transport = scripted(move |path, _, _| match path {
            "package/refundPackage" => lost(),
            _ => ok(&format!(r#"{{"status":{status}}}"#)),
        });
        let ended = run(client(&transport).send(&refund));
        assert_eq!(ended.is_ok(), done, "{ended:?}");
        let asked = transport.asked.borrow();
        assert_eq!(
            asked
                .iter()
                .filter(|(path, _)| path == "package/refundPackage")
                .count(),
            1
        );
    }
}

#[test]
fn a_cloud_esim_order_is_likely_and_never_sure() {
    let transport = scripted(|path, _, _| match path {
        "cloudesim/purchase" => lost(),
        _ => ok(
            r#"{"list":[{"eid":"E","packageCode":"P","createDate":"2024-05-28 09:34:50","eshopOrderId":3}],"total":1}"#,
        ),
    });
    let purchase: PurchaseCloudEsimPackage =
        serde_json::from_str(r#"{"eid":"E","packageCode":"P","outTradeNo":"mine"}"#).unwrap();
    let answered = run(client(&transport).send(&purchase)).unwrap();
    assert_eq!(answered.recovered, Some(Confidence::Probable));
    assert_eq!(answered.data.unwrap().eshop_order_id, Some(3));
}

#[test]
fn the_clock_is_learnt_from_the_date_and_kept() {
    let transport = scripted(|_, body, _| {
        let right = body["timestamp"].as_i64() == Some(NOW + 600);
        let mut reply = if right { ok(BALANCE)? } else { code("42203")? };
        reply.date = Some(NOW + 600);
        Ok(reply)
    });
    let client = client(&transport);
    run(client.send(&GetBalance {})).unwrap();
    assert_eq!(transport.asked.borrow().len(), 2);
    run(client.send(&GetBalance {})).unwrap();
    assert_eq!(transport.asked.borrow().len(), 3);
    assert!(transport.slept.borrow().is_empty());
}

#[test]
fn retry_after_is_waited_for_within_the_deadline_and_not_beyond() {
    for (seconds, calls) in [(5, 2), (60, 1)] {
        let transport = scripted(move |_, _, before| {
            let mut reply = if before == 0 {
                code("501")?
            } else {
                ok(BALANCE)?
            };
            reply.retry_after = Some(RetryAfter::Seconds(seconds));
            Ok(reply)
        });
        let ended = run(client(&transport).send(&GetBalance {}));
        assert_eq!(
            (ended.is_ok(), transport.asked.borrow().len()),
            (calls == 2, calls)
        );
        assert!(transport.slept.borrow().iter().all(|ms| *ms == 5_000));
    }
}

#[test]
fn the_deadline_ends_a_call_whatever_its_tries() {
    let mut transport = scripted(|_, _, _| Err(Error::Timeout));
    transport.answers_after = 20;
    let ended = run(client(&transport).send(&GetBalance {}));
    assert_eq!(ended.unwrap_err(), Error::Timeout);
    assert_eq!(transport.asked.borrow().len(), 2);
}

#[cfg(feature = "sandbox")]
#[test]
fn a_thousand_orders_in_a_storm_are_each_placed_once() {
    use crate::client::call::{Call, Stamp};
    use crate::sandbox::{Config, Sandbox};
    let config = Config {
        appkey: "AK".into(),
        secret: "secret".into(),
        started: NOW,
        cards: 10,
        cents: 10_000_000,
        ..Config::default()
    };
    let platform = RefCell::new(Sandbox::new(config));
    let storm = Cell::new(0u32);
    let transport = scripted(|path, body, _| {
        storm.set(
            storm
                .get()
                .wrapping_mul(1_664_525)
                .wrapping_add(1_013_904_223),
        );
        // Before it is taken, after it was taken, or not at all.
        let fate = storm.get() >> 24;
        if fate < 40 {
            return lost();
        }
        let path = ["/api/v3/", path].concat();
        let answer = platform
            .borrow_mut()
            .handle("POST", &path, body.to_string().as_bytes(), NOW);
        if fate < 80 {
            return lost();
        }
        Ok(Reply {
            status: answer.status,
            ..answer.body.into_bytes().into()
        })
    });
    let client = client(&transport);
    let calm = |platform: &RefCell<Sandbox>, path: &str, params: &str| -> serde_json::Value {
        let call = Call::path(path, params, api::by_path(path)).unwrap();
        let body = call.body(
            &Credentials::new("AK", "secret").unwrap(),
            Stamp::new(NOW, 5),
        );
        let answer = platform
            .borrow_mut()
            .handle("POST", path, body.as_bytes(), NOW);
        serde_json::from_str::<serde_json::Value>(&answer.body).unwrap()["data"].take()
    };
    let cents = || {
        let data = calm(&platform, "/api/v3/agent/balance", "{}");
        let balance = data["balance"].as_str().unwrap().replace('.', "");
        balance.parse::<i64>().unwrap()
    };
    let card = calm(
        &platform,
        "/api/v3/card/getAllCardInfo",
        r#"{"pageNum":"1"}"#,
    );
    let iccid = card["cardInfoList"][0]["iccid"]
        .as_str()
        .unwrap()
        .to_owned();
    let offers = calm(
        &platform,
        "/api/v3/package/listOrderPackageByIccid",
        &format!(r#"{{"iccid":"{iccid}"}}"#),
    );
    let package_code = offers[0]["packageCode"].as_str().unwrap().to_owned();
    let (begin, mut placed, mut unknown) = (cents(), 0, Vec::new());
    for at in 0..1000 {
        let order = OrderPackage {
            iccid: iccid.clone(),
            package_code: package_code.clone(),
            out_trade_no: format!("o{at}"),
            renew: None,
        };
        match run(client.send(&order)) {
            Ok(_) => placed += 1,
            Err(Error::OutcomeUnknown(one)) => unknown.push(one.pending),
            Err(other) => panic!("{other}"),
        }
    }
    let mut found = 0;
    for lost in &unknown {
        // The storm goes on, so it may take several times to hear.
        let answer = (0..50).find_map(|_| run(client.recheck(lost)).unwrap());
        found += i64::from(answer.is_some());
    }
    let each = (offers[0]["gzhPrice"].as_f64().unwrap() * 100.0).round() as i64;
    assert!(
        placed > 800 && !unknown.is_empty(),
        "{placed} {}",
        unknown.len()
    );
    assert_eq!(begin - cents(), (placed + found) * each);
}
