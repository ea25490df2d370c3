//! In a real browser, by `wasm-pack test`: the vectors, and `FetchTransport` against a real server,
//! the one that serves this very page.
#![cfg(all(target_arch = "wasm32", feature = "fetch"))]

use eiotclub::api::account::balance::GetBalance;
use eiotclub::api::packages::order::OrderPackage;
use eiotclub::client::{Client, FetchTransport, Transport};
use eiotclub::notification;
use eiotclub::schema::check::Reader;
use eiotclub::{Error, sign};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn vectors() {
    let requests: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("vectors/requests.json")).unwrap();
    for one in &requests {
        let (params, secret) = (
            one["params"].as_str().unwrap(),
            one["secret"].as_str().unwrap(),
        );
        assert_eq!(
            one["sign"],
            sign::sign(params, secret).unwrap().as_str(),
            "{}",
            one["name"]
        );
    }
    let callbacks: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("vectors/notifications.json")).unwrap();
    for one in &callbacks {
        let (body, secret) = (
            one["body"].as_str().unwrap(),
            one["secret"].as_str().unwrap(),
        );
        let verdict = match notification::verify(body.as_bytes(), &[secret], None, 0, Reader::Rust)
        {
            Ok(_) => "accept",
            Err(refused) => refused.reason.name(),
        };
        assert_eq!(one["expect"], verdict, "{}", one["name"]);
    }
    assert_eq!((requests.len(), callbacks.len()), (63, 86));
}

#[wasm_bindgen(inline_js = "
    let original;
    export function answerWith(text, delay, seen) {
        original ??= globalThis.fetch;
        globalThis.fetch = async (request, init) => {
            const sent = new Request(request, init);
            seen(sent.url, await sent.clone().text(), sent.headers.get('content-type'));
            await new Promise((resolve, reject) => {
                setTimeout(resolve, delay);
                sent.signal.addEventListener('abort', () => reject(sent.signal.reason));
            });
            return new Response(text);
        };
    }
    export function failThenAnswer(times, text, date) {
        original ??= globalThis.fetch;
        let calls = 0;
        globalThis.fetch = async () => {
            if (calls++ < times) throw new TypeError('reset');
            return new Response(text, { headers: { date } });
        };
        return () => calls;
    }
    export function restore() { if (original) globalThis.fetch = original; }
    export function origin() { return globalThis.location.origin; }
")]
extern "C" {
    #[wasm_bindgen(js_name = answerWith)]
    fn answer_with(text: &str, delay: u32, seen: &Closure<dyn FnMut(String, String, String)>);
    #[wasm_bindgen(js_name = failThenAnswer)]
    fn fail_then_answer(times: u32, text: &str, date: &str) -> js_sys::Function;
    fn restore();
    fn origin() -> String;
}

#[wasm_bindgen_test]
async fn a_call_is_signed_sent_and_read() {
    let (send, receive) = std::sync::mpsc::channel();
    let seen = Closure::<dyn FnMut(String, String, String)>::new(move |url, body, ty| {
        send.send((url, body, ty)).unwrap()
    });
    answer_with(
        r#"{"code":"200","message":"","data":{"balance":"8.50","currency":"USD"}}"#,
        0,
        &seen,
    );
    let client = Client::new("000001", "a1b1c1d1", FetchTransport::default());
    let answered = client.send(&GetBalance {}).await;
    restore();
    assert_eq!(
        answered.unwrap().data.unwrap().balance.as_deref(),
        Some("8.50")
    );
    let (url, body, ty) = receive.recv().unwrap();
    assert_eq!(url, "https://oapi.eiotclub.com/api/v3/agent/balance");
    assert_eq!(ty, "application/json; charset=utf-8");
    let fields: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        fields["sign"],
        sign::sign(&body, "a1b1c1d1").unwrap().as_str()
    );
    assert!((10_000..=99_999).contains(&fields["nonce"].as_u64().unwrap()));
}

#[wasm_bindgen_test]
async fn a_hung_connection_times_out() {
    let seen = Closure::<dyn FnMut(String, String, String)>::new(|_, _, _| {});
    answer_with("{}", 60_000, &seen);
    let client = Client::new("000001", "a1b1c1d1", FetchTransport::with_timeout_ms(50));
    let answered = client.send(&GetBalance {}).await;
    restore();
    assert_eq!(answered.unwrap_err(), Error::Timeout);
}

#[wasm_bindgen_test]
async fn a_lost_read_is_repeated_after_a_real_wait() {
    let balance = r#"{"code":"200","message":"","data":{"balance":"8.50","currency":"USD"}}"#;
    let calls = fail_then_answer(2, balance, "");
    let client = Client::new("000001", "a1b1c1d1", FetchTransport::default());
    let answered = client.send(&GetBalance {}).await;
    restore();
    assert!(answered.is_ok(), "{answered:?}");
    assert_eq!(calls.call0(&JsValue::NULL).unwrap(), 3);
}

#[wasm_bindgen_test]
async fn an_order_whose_answers_are_lost_is_unknown() {
    let calls = fail_then_answer(u32::MAX, "", "");
    // Retries and look-ups take up all of it.
    let client =
        Client::new("000001", "a1b1c1d1", FetchTransport::default()).with_timeout_ms(4_000);
    let order = OrderPackage {
        iccid: "89852243101000600107".into(),
        package_code: "P".into(),
        out_trade_no: client.order_number(),
        renew: None,
    };
    let error = client.send(&order).await.unwrap_err();
    restore();
    let Error::OutcomeUnknown(unknown) = error else {
        panic!("{error}")
    };
    assert!(unknown.pending.params.contains(&order.out_trade_no));
    assert!(calls.call0(&JsValue::NULL).unwrap().as_f64() > Some(3.0));
}

#[wasm_bindgen_test]
async fn a_date_is_read_from_the_answers_head() {
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    fail_then_answer(0, r#"{"code":"42203","message":""}"#, date);
    let transport = FetchTransport::default();
    let reply = transport.exchange("/x", "{}".into(), 1_000).await;
    restore();
    assert_eq!(reply.unwrap().date, Some(784_111_777));
}

#[wasm_bindgen_test]
async fn a_real_server_that_is_not_the_platform_is_told_apart() {
    let client =
        Client::new("000001", "a1b1c1d1", FetchTransport::default()).with_base_url(origin());
    let error = client.send(&GetBalance {}).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    let nowhere = Client::new("000001", "a1b1c1d1", FetchTransport::default())
        .with_base_url("http://127.0.0.1:9");
    assert!(matches!(
        nowhere.send(&GetBalance {}).await.unwrap_err(),
        Error::Network(_)
    ));
}

#[wasm_bindgen_test]
fn nonces_are_not_fixed() {
    let transport = FetchTransport::default();
    assert_ne!(
        (transport.random(), transport.random()),
        (transport.random(), transport.random())
    );
    assert!(transport.now() > 1_700_000_000);
}
