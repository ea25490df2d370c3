//! Each flow of the platform, natively.

use super::*;
use crate::client::answer;
use crate::client::call::{Call, Credentials, Stamp};
use crate::error::Error;
use crate::notification::{self, Event, Notification};
use crate::schema::check::Reader;

const START: i64 = 1_767_225_600;
const DAY: i64 = 86_400;

struct Bench {
    sandbox: Sandbox,
    nonce: u32,
    card: String,
}

impl Bench {
    fn new() -> Self {
        let mut bench = Bench {
            sandbox: Sandbox::new(config(7)),
            nonce: 0,
            card: String::new(),
        };
        let idle = bench
            .ask("cards.list", r#"{"cardStatus":"ACTIVATION_READY_NAME"}"#)
            .unwrap();
        bench.card = idle["cardInfoList"][0]["iccid"].as_str().unwrap().into();
        bench
    }

    fn body(&mut self, name: &str, params: &str) -> (&'static str, String) {
        self.nonce += 1;
        let operation = api::by_name(name).unwrap();
        // What the client would refuse has to reach the sandbox's own checks.
        let call = Call::operation(operation, params)
            .or_else(|_| Call::path(operation.path, params, None))
            .unwrap();
        let credentials = Credentials::new("000001", "s").unwrap();
        (
            operation.path,
            call.body(&credentials, Stamp::new(self.sandbox.clock(), self.nonce)),
        )
    }

    /// An answer's data or the platform's code; any departure from the documentation is a failure.
    fn ask(&mut self, name: &str, params: &str) -> Result<Value, String> {
        let (path, body) = self.body(name, params);
        let reply = self.sandbox.handle("POST", path, body.as_bytes(), START);
        assert_eq!(reply.status, 200, "{}", reply.body);
        let operation = api::by_name(name).unwrap();
        match answer::check(reply.body.as_bytes(), Some(operation), Reader::Rust) {
            Ok(checked) => {
                assert_eq!(checked.drift, [], "{name}");
                Ok(serde_json::from_str::<Value>(&reply.body).unwrap()["data"].take())
            }
            Err(Error::Api(refusal)) => Err(refusal.code),
            Err(other) => panic!("{name}: {other}"),
        }
    }

    fn raw(&mut self, body: &str) -> String {
        let reply = self
            .sandbox
            .handle("POST", "/api/v3/agent/balance", body.as_bytes(), START);
        let value: Value = serde_json::from_str(&reply.body).unwrap();
        value["code"].as_str().unwrap_or("none").into()
    }

    fn order(&mut self, code: &str, number: &str) -> Result<i64, String> {
        let params = json!({ "iccid": self.card, "packageCode": code, "outTradeNo": number });
        self.ask("packages.order", &params.to_string())
            .map(|order| order["orderId"].as_i64().unwrap())
    }

    fn refund(&mut self, order: i64) -> Result<Value, String> {
        let params = json!({ "iccid": self.card, "orderId": order.to_string(), "remark": "test" });
        self.ask("packages.refund", &params.to_string())
    }

    fn balance(&mut self) -> String {
        self.ask("account.balance", "{}").unwrap()["balance"]
            .as_str()
            .unwrap()
            .into()
    }

    /// What is delivered for the card under test, each verified and without drift.
    fn told(&mut self) -> Vec<Notification> {
        let mut told = Vec::new();
        for delivery in self.sandbox.due(START) {
            let now = self.sandbox.clock();
            let window = Some(notification::Window {
                past: 400 * DAY,
                future: 0,
            });
            let verified =
                notification::verify(delivery.body.as_bytes(), &["s"], window, now, Reader::Rust)
                    .unwrap();
            assert_eq!(verified.checked.drift, [], "{}", verified.event);
            if delivery.body.contains(&self.card) {
                told.push(verified.decode().unwrap());
            }
            self.sandbox.settled(delivery.number, "", true);
        }
        told
    }

    fn names(&mut self) -> Vec<String> {
        let told = self.told();
        let name = |event: &Event| format!("{event:?}").split('(').next().unwrap().to_owned();
        told.iter().map(|one| name(&one.event)).collect()
    }
}

fn config(seed: u64) -> Config {
    Config {
        appkey: "000001".into(),
        secret: "s".into(),
        seed,
        started: START,
        fixed_clock: true,
        follow: false,
    }
}

#[test]
fn an_order_takes_effect_runs_low_and_stops_the_card() {
    let mut bench = Bench::new();
    assert_eq!(bench.balance(), "500.00");
    let order = bench.order("SB-500M-30D", "t1").unwrap();
    assert_eq!(bench.balance(), "495.50");
    assert_eq!(bench.names(), ["SubPkgList"]);
    let params = json!({ "iccid": bench.card, "orderId": order }).to_string();
    assert_eq!(
        bench.ask("packages.orderStatus", &params).unwrap()["status"],
        1
    );
    bench.sandbox.advance(3, START);
    let told = bench.told();
    let Event::PkgEffective(effective) = &told[0].event else {
        panic!("{told:?}")
    };
    let package = &effective.data.as_ref().unwrap().0;
    assert_eq!(
        (package.order_id, package.out_trade_no.as_deref()),
        (Some(order), Some("t1"))
    );
    let get = json!({ "iccid": bench.card }).to_string();
    assert_eq!(
        bench.ask("cards.get", &get).unwrap()["cardStatus"],
        "ACTIVATED_NAME"
    );
    bench.sandbox.advance(DAY, START);
    let card = bench.ask("cards.get", &get).unwrap();
    let (used, left) = (
        card["monthUseFlow"].as_f64().unwrap(),
        card["monthRemainFlow"].as_f64().unwrap(),
    );
    assert!(
        (20.0..=120.0).contains(&used) && (used + left - 500.0).abs() < 0.01,
        "{used} {left}"
    );
    bench.sandbox.advance(31 * DAY, START);
    let names = bench.names();
    assert!(names.contains(&"FlowAlert".to_owned()), "{names:?}");
    assert_eq!(names.last().unwrap(), "CardStopped");
    assert_eq!(
        bench.ask("cards.get", &get).unwrap()["cardStatus"],
        "DEACTIVATED_NAME"
    );
}

#[test]
fn a_second_package_waits_for_the_first() {
    let mut bench = Bench::new();
    bench.order("SB-100M-7D", "t1").unwrap();
    bench.order("SB-100M-7D", "t2").unwrap();
    bench.sandbox.advance(60, START);
    assert_eq!(bench.names(), ["SubPkgList", "SubPkgList", "PkgEffective"]);
    bench.sandbox.advance(15 * DAY, START);
    let names = bench.names();
    assert!(names.contains(&"PkgEffective".to_owned()), "{names:?}");
    assert_eq!(names.last().unwrap(), "CardStopped");
    assert_eq!(
        names.iter().filter(|name| *name == "CardStopped").count(),
        1
    );
}

#[test]
fn refunds_follow_the_rule_and_are_told() {
    let mut bench = Bench::new();
    let order = bench.order("SB-12G-360D", "t1").unwrap();
    bench.sandbox.advance(DAY, START);
    bench.told();
    assert_eq!(bench.refund(order).unwrap(), json!({}));
    assert_eq!(bench.balance(), "500.00");
    let told = bench.told();
    let Event::Refund(refund) = &told[0].event else {
        panic!("{told:?}")
    };
    assert_eq!(
        (
            refund.order_amount.as_deref(),
            refund.refund_amount.as_deref()
        ),
        (Some("64.90"), Some("64.90"))
    );
    assert!(matches!(told[1].event, Event::CardStopped(_)));
    assert_eq!(bench.refund(order), Err("42008".into()));

    let order = bench.order("SB-12G-360D", "t2").unwrap();
    bench.sandbox.advance(10 * DAY + 3, START);
    bench.told();
    bench.refund(order).unwrap();
    let told = bench.told();
    let Event::Refund(refund) = &told[0].event else {
        panic!("{told:?}")
    };
    let paid_back: f64 = refund.refund_amount.as_ref().unwrap().parse().unwrap();
    // 350 of 360 days are left, and with 20 to 120 MB a day about as much or less of the data.
    assert!((58.0..=63.09).contains(&paid_back), "{paid_back}");
    assert_eq!(bench.balance(), format!("{:.2}", 500.0 - 64.90 + paid_back));
}

#[test]
fn what_the_platform_forbids_is_refused_with_its_code() {
    let mut bench = Bench::new();
    let card = bench.card.clone();
    bench.order("SB-100M-7D", "t1").unwrap();
    assert_eq!(bench.order("SB-100M-7D", "t1"), Err("42002".into()));
    assert_eq!(bench.order("NONE", "t2"), Err("41018".into()));
    for number in 0..7 {
        bench.order("SB-12G-360D", &format!("big{number}")).unwrap();
    }
    assert_eq!(bench.order("SB-12G-360D", "too much"), Err("45112".into()));
    for (name, params, code) in [
        ("cards.get", json!({ "iccid": "89" }), "42405"),
        ("cards.get", json!({ "iccid": "x" }), "41002"),
        ("cards.list", json!({ "pageNum": "0" }), "42403"),
        ("cards.list", json!({ "pageSize": 501 }), "42407"),
        (
            "packages.orderStatus",
            json!({ "iccid": card, "orderId": "1" }),
            "42004",
        ),
        (
            "packages.orderStatus",
            json!({ "iccid": card, "orderId": "x" }),
            "42003",
        ),
    ] {
        assert_eq!(
            bench.ask(name, &params.to_string()),
            Err(code.into()),
            "{name} {params}"
        );
    }
}

#[test]
fn the_gate_checks_appkey_signature_timestamp_and_nonce() {
    let mut bench = Bench::new();
    let signed = |appkey: &str, secret: &str, at: i64, nonce: u32| {
        let call = Call::operation(api::by_name("account.balance").unwrap(), "{}").unwrap();
        call.body(
            &Credentials::new(appkey, secret).unwrap(),
            Stamp::new(at, nonce),
        )
    };
    let good = signed("000001", "s", START, 500);
    assert_eq!(bench.raw(&good), "200");
    assert_eq!(bench.raw(&good), "43332");
    assert_eq!(bench.raw(&signed("000002", "s", START, 501)), "42102");
    assert_eq!(bench.raw(&signed("000001", "x", START, 501)), "42402");
    assert_eq!(bench.raw(&signed("000001", "s", START - 301, 501)), "42203");
    assert_eq!(bench.raw(&signed("000001", "s", START + 301, 501)), "42203");
    assert_eq!(bench.raw("{}"), "42101");
    assert_eq!(bench.raw(r#"{"appkey":"000001"}"#), "42401");
    assert_eq!(bench.raw("{"), "none");
    bench.sandbox.advance(DAY, START);
    // A client's clock need not follow the simulation.
    assert_eq!(bench.raw(&signed("000001", "s", START, 502)), "200");
    assert_eq!(bench.raw(&signed("000001", "s", START + DAY, 503)), "200");
}

#[test]
fn where_the_documentation_is_silent_the_sandbox_speaks_for_itself() {
    let mut sandbox = Sandbox::new(config(1));
    for (method, path, body, status) in [
        ("GET", "/api/v3/agent/balance", "", 405),
        ("POST", "/api/v3/nothing", "{}", 404),
        ("POST", "/api/v3/agent/balance", "[]", 400),
    ] {
        let reply = sandbox.handle(method, path, body.as_bytes(), START);
        assert_eq!(reply.status, status);
        assert!(reply.body.contains("\"sandbox\""), "{}", reply.body);
    }
}

#[test]
fn a_delivery_is_repeated_with_growing_delay_until_it_succeeds() {
    let mut bench = Bench::new();
    bench.order("SB-100M-7D", "t1").unwrap();
    let mut waits = Vec::new();
    for _ in 0..6 {
        let due = bench.sandbox.due(START);
        assert!(
            bench.sandbox.due(START).is_empty(),
            "one that is out is not handed out again"
        );
        let ours = due
            .iter()
            .find(|one| one.body.contains("SubPkgList"))
            .expect("due");
        for one in &due {
            bench
                .sandbox
                .settled(one.number, "500", one.number != ours.number);
        }
        let before = bench.sandbox.clock();
        while bench.sandbox.deliveries.all()[ours.number as usize].due > bench.sandbox.clock() {
            bench.sandbox.advance(5, START);
        }
        waits.push(bench.sandbox.clock() - before);
    }
    assert_eq!(waits, [5, 15, 60, 300, 3600, 3600]);
    let due = bench.sandbox.due(START);
    due.iter()
        .for_each(|one| bench.sandbox.settled(one.number, "200", true));
    bench.sandbox.advance(DAY, START);
    assert!(!bench.names().contains(&"SubPkgList".to_owned()));
}

#[test]
fn the_same_seed_and_calls_give_the_same_bytes() {
    let run = |seed| {
        let mut bench = Bench {
            sandbox: Sandbox::new(config(seed)),
            nonce: 0,
            card: String::new(),
        };
        let (path, body) = bench.body("cards.list", "{}");
        let mut bytes = bench
            .sandbox
            .handle("POST", path, body.as_bytes(), START)
            .body;
        bench.sandbox.advance(40 * DAY, START);
        for one in bench.sandbox.due(START) {
            bytes += &one.body;
        }
        bytes
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}
