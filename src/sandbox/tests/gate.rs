//! Who may come in.

use super::*;

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
    assert_eq!(bench.raw(&good), "200");
    assert_eq!(bench.raw(&signed("000002", "s", START, 501)), "42102");
    assert_eq!(bench.raw(&signed("000001", "x", START, 501)), "42402");
    assert_eq!(bench.raw(&signed("000001", "s", START - 301, 501)), "42203");
    assert_eq!(bench.raw(&signed("000001", "s", START + 301, 501)), "42203");
    assert_eq!(bench.raw("{}"), "42101");
    assert_eq!(bench.raw(r#"{"appkey":"000001"}"#), "42401");
    assert_eq!(bench.raw("{"), "none");
    for extreme in [i64::MIN, i64::MAX, 0] {
        let fields = format!(r#""appkey":"000001","timestamp":{extreme},"nonce":12345"#);
        let sign = crate::sign::sign(&format!("{{{fields}}}"), "s").unwrap();
        let body = format!(r#"{{{fields},"sign":"{sign}"}}"#);
        assert_eq!(bench.raw(&body), "42203");
    }
    assert_eq!(bench.raw(&good.to_lowercase()), "42402");
    bench.sandbox.advance(DAY, START);
    // A client's clock need not follow the simulation.
    assert_eq!(bench.raw(&signed("000001", "s", START, 502)), "200");
    assert_eq!(bench.raw(&signed("000001", "s", START + DAY, 503)), "200");
}

fn request<'r>(body: &'r [u8], address: &'r str) -> Request<'r> {
    Request {
        method: "POST",
        path: "/api/v3/agent/balance",
        content_type: "application/json",
        address,
        body,
    }
}

#[test]
fn only_addresses_that_are_listed_may_call_where_some_are() {
    let mut bench = Bench::new();
    bench.sandbox.config.allowlist = vec!["192.0.2.1".into(), "::1".into()];
    let (_, body) = bench.body("account.balance", "{}");
    let mut from = |address| {
        let reply = bench
            .sandbox
            .receive(&request(body.as_bytes(), address), START);
        reply.body.contains("\"200\"") || !reply.body.contains("\"42104\"")
    };
    assert!(from("192.0.2.1") && from("::1"));
    assert!(!from("192.0.2.2") && !from(""));
}

#[test]
fn calls_beyond_the_rate_are_refused_until_the_next_second() {
    let mut bench = Bench::new();
    bench.sandbox.config.rate_limit = 3;
    let mut codes = |second: i64| -> Vec<String> {
        let body = bench.body("account.balance", "{}").1;
        let mut one = || {
            let reply = bench
                .sandbox
                .receive(&request(body.as_bytes(), ""), START + second);
            serde_json::from_str::<Value>(&reply.body).unwrap()["code"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        (0..4).map(|_| one()).collect()
    };
    assert_eq!(codes(0), ["200", "200", "200", "501"]);
    assert_eq!(codes(1), ["200", "200", "200", "501"]);
}

#[test]
fn a_replay_is_refused_where_that_is_asked_for() {
    let mut bench = Bench::new();
    bench.sandbox.config.refuse_replays = true;
    let (_, body) = bench.body("account.balance", "{}");
    assert_eq!(bench.raw(&body), "200");
    assert_eq!(bench.raw(&body), "43332");
}

#[test]
fn another_call_with_the_same_time_and_nonce_is_no_replay() {
    let mut bench = Bench::new();
    bench.sandbox.config.refuse_replays = true;
    let (path, body) = bench.body("cards.count", "{}");
    bench.sandbox.handle("POST", path, body.as_bytes(), START);
    bench.nonce -= 1;
    let (_, other) = bench.body("account.balance", r#"{"more":1}"#);
    assert_eq!(bench.raw(&other), "200");
}

#[test]
fn a_missing_or_misshapen_timestamp_or_nonce_has_its_code() {
    let mut bench = Bench::new();
    for (fields, code) in [
        (r#""nonce":12345"#.to_owned(), "42201"),
        (r#""timestamp":"now","nonce":12345"#.to_owned(), "42204"),
        (format!(r#""timestamp":{START}"#), "42301"),
        (format!(r#""timestamp":{START},"nonce":"x""#), "42301"),
        (format!(r#""timestamp":{START},"nonce":9999"#), "42301"),
        (format!(r#""timestamp":{START},"nonce":100000"#), "42301"),
    ] {
        let fields = format!(r#""appkey":"000001",{fields}"#);
        let sign = crate::sign::sign(&format!("{{{fields}}}"), "s").unwrap();
        assert_eq!(
            bench.raw(&format!(r#"{{{fields},"sign":"{sign}"}}"#)),
            code,
            "{fields}"
        );
    }
}

#[test]
fn a_clock_that_is_off_refuses_and_tells_its_time() {
    let mut bench = Bench::new();
    let rules = json!([{ "kind": "clock", "seconds": 3600 }]);
    bench.sandbox.set_faults(&rules.to_string()).unwrap();
    let (path, body) = bench.body("account.balance", "{}");
    let reply = bench.sandbox.handle("POST", path, body.as_bytes(), START);
    assert!(reply.body.contains("42203"), "{}", reply.body);
    assert_eq!(reply.date, START + 3600);
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
    for (content_type, status) in [
        ("", 400),
        ("application/json;charset=utf-8", 400),
        ("text/plain", 415),
    ] {
        let request = Request {
            content_type,
            ..request(b"[]", "")
        };
        let reply = sandbox.receive(&request, START);
        assert_eq!(reply.status, status);
        assert!(reply.body.contains("\"sandbox\""), "{}", reply.body);
    }
}

#[test]
fn faults_lose_the_answer_before_or_after_the_platform_acted() {
    for acted in [true, false] {
        let mut bench = Bench::new();
        let rules = json!([{ "kind": "reset", "operation": "packages.order", "acted": acted }]);
        bench.sandbox.set_faults(&rules.to_string()).unwrap();
        let params = json!({ "iccid": bench.card, "packageCode": "SB-100M-7D", "outTradeNo": "t" });
        let (path, body) = bench.body("packages.order", &params.to_string());
        let reply = bench.sandbox.handle("POST", path, body.as_bytes(), START);
        assert_eq!(reply.fate, Fate::Reset);
        bench.sandbox.set_faults("[]").unwrap();
        assert_eq!(bench.balance(), if acted { "498.80" } else { "500.00" });
        assert_eq!(bench.names().len(), usize::from(acted));
    }
}
