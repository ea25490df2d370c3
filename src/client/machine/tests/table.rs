//! Status × body × code → outcome, for a read, an order and a refund.

use super::*;

/// Statuses of one kind.
const STATUSES: [&[u16]; 4] = [
    &[200, 201, 204],
    &[301, 302, 307],
    &[400, 401, 403, 404, 408, 429],
    &[500, 501, 502, 503, 504],
];

/// A body, and for each kind of status (2xx, 3xx, 4xx, 5xx) the outcome of a read, an order and a refund that
/// were sent once: D done, R refused by proof, F failed, U unknown.
const TABLE: &[(&str, [&str; 4])] = &[
    // Success is in the code, whatever the status.
    (r#"{"code":"200","data":{}}"#, ["DDD", "DDD", "DDD", "DDD"]),
    (r#"{"code":200,"data":{}}"#, ["DDD", "DDD", "DDD", "DDD"]),
    (
        "\u{feff}{\"code\":\"200\",\"data\":{}}",
        ["DDD", "DDD", "DDD", "DDD"],
    ),
    (r#"{"code":"200"}"#, ["DDD", "DDD", "DDD", "DDD"]),
    // Codes that say that nothing was done.
    (r#"{"code":"45112"}"#, ["RRR", "RUU", "RRR", "RUU"]),
    (
        r#"{"code":41001,"message":"x"}"#,
        ["RRR", "RUU", "RRR", "RUU"],
    ),
    (r#"{"code":"42402"}"#, ["RRR", "RUU", "RRR", "RUU"]),
    (r#"{"code":"42203"}"#, ["RRR", "RUU", "RRR", "RUU"]),
    (r#"{"code":"501"}"#, ["RRR", "RUU", "RRR", "RUU"]),
    (r#"{"code":"44001"}"#, ["RRR", "RUU", "RRR", "RUU"]),
    // Of an existing order: that a new one was refused it does not say.
    (r#"{"code":"42008"}"#, ["RUR", "RUU", "RUR", "RUU"]),
    (r#"{"code":"42004"}"#, ["RUR", "RUU", "RUR", "RUU"]),
    // Of goods: that nothing was refunded it does not say.
    (r#"{"code":"50001"}"#, ["RRU", "RUU", "RRU", "RUU"]),
    // Codes that leave it open.
    (r#"{"code":"500"}"#, ["FUU", "FUU", "FUU", "FUU"]),
    (r#"{"code":43331}"#, ["FUU", "FUU", "FUU", "FUU"]),
    (r#"{"code":"41036"}"#, ["RUU", "RUU", "RUU", "RUU"]),
    (r#"{"code":"43333"}"#, ["RUU", "RUU", "RUU", "RUU"]),
    // A taken number is looked up, and not found here.
    (r#"{"code":"42002"}"#, ["RUU", "RUU", "RUU", "RUU"]),
    (r#"{"code":"503016"}"#, ["RUU", "RUU", "RUU", "RUU"]),
    // Codes that no table has.
    (r#"{"code":"504"}"#, ["RUU", "RUU", "RUU", "RUU"]),
    (
        r#"{"code":503,"message":"x"}"#,
        ["RUU", "RUU", "RUU", "RUU"],
    ),
    (r#"{"code":"-1"}"#, ["RUU", "RUU", "RUU", "RUU"]),
    (r#"{"code":""}"#, ["RUU", "RUU", "RUU", "RUU"]),
    (r#"{"code":"045112"}"#, ["RUU", "RUU", "RUU", "RUU"]),
    (r#"{"code":"45112 "}"#, ["RUU", "RUU", "RUU", "RUU"]),
    (r#"{"code":4.5112e4}"#, ["RUU", "RUU", "RUU", "RUU"]),
    // What is no answer of the platform.
    ("", ["FUU", "FUU", "FUU", "FUU"]),
    ("  ", ["FUU", "FUU", "FUU", "FUU"]),
    ("<html>Bad gateway</html>", ["FUU", "FUU", "FUU", "FUU"]),
    ("upstream error", ["FUU", "FUU", "FUU", "FUU"]),
    ("[]", ["FUU", "FUU", "FUU", "FUU"]),
    ("null", ["FUU", "FUU", "FUU", "FUU"]),
    (r#"{"code":"45112""#, ["FUU", "FUU", "FUU", "FUU"]),
    (r#"{"code":"45112"} <"#, ["FUU", "FUU", "FUU", "FUU"]),
    (
        r#"{"code":"200","data":{"ord"#,
        ["FUU", "FUU", "FUU", "FUU"],
    ),
    (r#"{"message":"x"}"#, ["FUU", "FUU", "FUU", "FUU"]),
    (r#"{"code":null}"#, ["FUU", "FUU", "FUU", "FUU"]),
    (r#"{"code":{"code":"45112"}}"#, ["FUU", "FUU", "FUU", "FUU"]),
    (
        r#"{"error":{"kind":"proxy","sent":false}}"#,
        ["FUU", "FUU", "FUU", "FUU"],
    ),
];

const CALLS: [(&str, &str); 3] = [
    ("account.balance", "{}"),
    ("packages.order", ORDER),
    ("packages.refund", REFUND),
];

#[test]
fn every_answer_has_its_outcome() {
    for (body, expected) in TABLE {
        for (statuses, expected) in STATUSES.iter().zip(expected) {
            for status in *statuses {
                let outcomes: String = CALLS
                    .iter()
                    .map(|(name, params)| {
                        let acts = [Act::Answer(*status, (*body).into())];
                        let none = [Some("[]")];
                        let mut bench = Bench::default();
                        letter(&bench.call_with(one_attempt(), name, params, &acts, &none))
                    })
                    .collect();
                assert_eq!(&outcomes, expected, "{status} {body:?}");
            }
        }
    }
}

#[test]
fn no_answer_is_a_failure_only_before_the_request_left() {
    for (act, expected) in [
        (Act::Lose, "FUU"),
        (Act::Refuse, "FFF"),
        (Act::Abort, "FUU"),
    ] {
        let outcomes: String = CALLS
            .iter()
            .map(|(name, params)| {
                let acts = [act.clone()];
                let mut bench = Bench::default();
                letter(&bench.call_with(one_attempt(), name, params, &acts, &[Some("[]")]))
            })
            .collect();
        assert_eq!(outcomes, expected, "{act:?}");
    }
}

#[test]
fn every_odd_answer_is_unknown_for_everything_that_costs_money() {
    for rule in lookup::RULES {
        let name = rule.operation.name;
        let params: serde_json::Map<_, _> = rule
            .operation
            .request
            .iter()
            .map(|field| (field.name.to_owned(), "7".into()))
            .collect();
        let params = serde_json::Value::from(params).to_string();
        for body in ["", "<html>", r#"{"code":"500"}"#, r#"{"code":"41036"}"#] {
            let acts = [Act::Answer(200, body.into())];
            let mut bench = Bench::default();
            let ended = bench.call_with(one_attempt(), name, &params, &acts, &[Some("[]")]);
            assert_eq!(letter(&ended), 'U', "{name} {body}");
        }
    }
}

#[test]
fn a_proxy_is_believed_about_what_left_it() {
    for (status, error, expected) in [
        (
            403,
            r#"{"error":{"kind":"proxy","reason":"operation","message":"x","sent":false}}"#,
            "FFF",
        ),
        (
            502,
            r#"{"error":{"kind":"proxy","reason":"relay","message":"x"}}"#,
            "FUU",
        ),
        (502, r#"{"error":{"kind":"network","message":"x"}}"#, "FUU"),
        (
            504,
            r#"{"error":{"kind":"timeout","message":"x","sent":true}}"#,
            "FUU",
        ),
        (403, "<html>", "FUU"),
    ] {
        let outcomes: String = CALLS
            .iter()
            .map(|(name, params)| {
                let acts = [Act::Answer(status, error.into())];
                let mut bench = Bench {
                    proxied: true,
                    ..Bench::default()
                };
                letter(&bench.call_with(one_attempt(), name, params, &acts, &[Some("[]")]))
            })
            .collect();
        assert_eq!(outcomes, expected, "{status} {error}");
    }
}
