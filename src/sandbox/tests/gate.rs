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
