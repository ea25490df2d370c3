use super::*;
use serde_json::{Value, json};

const ORDER: &str = r#"{"iccid":"8985","packageCode":"P"}"#;
const CLOCK: Clock = Clock {
    monotonic_ms: 12,
    unix_ms: 1_716_860_087_123,
    random: u32::MAX,
};

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn begin() -> Value {
    let started = start("packages.order", "", ORDER, "{}", CLOCK.unix_ms, [1; 3]);
    parse(&started.unwrap())
}

fn take(state: &Value, shared: &Value, event: &str, body: &[u8]) -> Value {
    let (state, shared) = (state.as_str().unwrap(), shared.as_str().unwrap_or(""));
    let account = Some(("AK", "secret"));
    parse(&step(state, shared, account, CLOCK, event, body).unwrap())
}

#[test]
fn a_call_goes_there_and_back_as_text() {
    let call = begin();
    assert_eq!(call["number"].as_str().map(str::len), Some(31));
    let sent = take(&call["state"], &Value::Null, r#"{"type":"started"}"#, b"");
    assert_eq!(sent["command"]["type"], "send");
    let body = parse(sent["command"]["body"].as_str().unwrap());
    assert_eq!(
        (&body["timestamp"], &body["outTradeNo"]),
        (&json!(1_716_860_087), &call["number"])
    );
    let response = r#"{"type":"response","status":200,"date":null,"retryAfter":"x"}"#;
    let body = br#"{"code":"200","data":{"orderNumber":"n","orderId":"7"}}"#;
    let done = take(&sent["state"], &sent["shared"], response, body);
    let command = &done["command"];
    assert_eq!(
        (&command["type"], &command["answer"]),
        (&json!("done"), &json!("repaired"))
    );
    assert_eq!(command["value"]["data"]["orderId"], 7);
    assert_eq!(command["drift"][0]["field"], "data.orderId");
}

#[test]
fn a_lost_order_ends_as_a_pending_call_that_can_be_looked_for() {
    let call = begin();
    let sent = take(&call["state"], &Value::Null, r#"{"type":"started"}"#, b"");
    let lost = take(
        &sent["state"],
        &sent["shared"],
        r#"{"type":"aborted"}"#,
        b"",
    );
    let unknown = &lost["command"];
    assert_eq!(unknown["type"], "unknown");
    assert_eq!(unknown["cause"], json!({ "kind": "aborted" }));
    assert_eq!(unknown["pending"]["since"], CLOCK.unix_ms);
    let pending = unknown["pending"].to_string();
    let again = parse(&recheck(&pending, "{}").unwrap());
    let asked = take(
        &again["state"],
        &lost["shared"],
        r#"{"type":"started"}"#,
        b"",
    );
    assert_eq!(asked["command"]["operation"], "packages.orderDetails");
    let absent = take(
        &asked["state"],
        &asked["shared"],
        r#"{"type":"looked_up"}"#,
        b"",
    );
    assert_eq!(absent["command"]["type"], "look_up");
    let number = call["number"].as_str().unwrap();
    let event = format!(
        r#"{{"event":"SubPkgList","data":[{{"iccid":"8985","packageCode":"P","orderId":7,"outTradeNo":"{number}"}}]}}"#
    );
    let found = parse(&reconcile(&event, &format!("[null,{{}},{pending}]"), ""));
    let reconciled = &found["reconciled"][0];
    assert_eq!(
        (&reconciled["index"], &reconciled["confidence"]),
        (&json!(2), &json!("exact"))
    );
}

#[test]
fn what_cannot_be_read_is_reported_and_never_panics() {
    let state = begin()["state"].as_str().unwrap().to_owned();
    let account = Some(("AK", "secret"));
    for result in [
        start("packages.order", "", "[]", "{}", 0, [0; 3]),
        start("", "/api/../x", "{}", "", 0, [0; 3]),
        recheck("{}", "{}"),
        recheck(r#"{"operation":"no.such","params":{},"since":1}"#, "{}"),
        step("", "", account, CLOCK, r#"{"type":"started"}"#, b""),
        step("00ff", "", account, CLOCK, r#"{"type":"started"}"#, b""),
        step(&state, "zz", account, CLOCK, r#"{"type":"started"}"#, b""),
        step(&state, "", account, CLOCK, r#"{"type":"odd"}"#, b""),
        step(&state, "", account, CLOCK, "", b""),
        step(
            &state,
            "",
            Some(("", "s")),
            CLOCK,
            r#"{"type":"started"}"#,
            b"",
        ),
    ] {
        let error = parse(&result.unwrap_err());
        assert_eq!(error["kind"], "validation");
        assert!(error["problems"][0]["reason"].is_string(), "{error}");
    }
}
