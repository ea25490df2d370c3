use super::*;

fn faults(rules: serde_json::Value) -> Faults {
    Faults::parse(&rules.to_string(), 7).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn reply() -> Reply {
    Reply::of(200, r#"{"code":"200","message":"好","data":{}}"#.into(), 0)
}

#[test]
fn a_rule_strikes_whom_it_concerns_from_the_call_and_as_often_as_it_says() {
    let mut faults = faults(
        json!([{ "kind": "reset", "operation": ["packages", "cards.get"], "skip": 1, "count": 2 }]),
    );
    let mut struck = |name| !faults.of_call(name).acted();
    assert!(!struck("cards.list"));
    assert!(!struck("packages.order"));
    assert!(struck("packages.order"));
    assert!(!struck("cards.list"));
    assert!(struck("cards.get"));
    assert!(!struck("cards.get"));
}

#[test]
fn where_it_strikes_follows_from_the_seed_and_not_from_other_rules() {
    let strikes = |seed: u64, more: Option<serde_json::Value>| -> Vec<bool> {
        let mut rules = vec![json!({ "kind": "reset", "rate": 0.3 })];
        rules.extend(more);
        let mut faults = Faults::parse(&json!(rules).to_string(), seed).unwrap();
        (0..1000)
            .map(|_| !faults.of_call("cards.get").acted())
            .collect()
    };
    let one = strikes(1, None);
    assert_eq!(one, strikes(1, None));
    assert_eq!(
        one,
        strikes(1, Some(json!({ "kind": "timeout", "rate": 0.0 })))
    );
    assert_ne!(one, strikes(2, None));
    let count = one.iter().filter(|struck| **struck).count();
    assert!((250..350).contains(&count), "{count}");
}

#[test]
fn a_call_ends_once_and_the_later_rule_waits_for_another() {
    let mut faults = faults(json!([
        { "kind": "timeout", "count": 1 },
        { "kind": "empty", "count": 1 },
        { "kind": "latency", "ms": [5, 9] },
        { "kind": "clock", "seconds": -60 },
    ]));
    let first = faults.of_call("cards.get");
    assert_eq!(first.end, Some(End::Silence { acted: false }));
    assert!((5..=9).contains(&first.wait_ms));
    assert_eq!(first.clock, -60);
    assert_eq!(faults.of_call("cards.get").end, Some(End::Empty));
    assert_eq!(faults.of_call("cards.get").end, None);
}

#[test]
fn each_kind_does_to_an_answer_what_it_says() {
    let after = |rule: serde_json::Value| {
        let fault = faults(json!([rule])).of_call("packages.order");
        (fault.acted(), fault.applied_to(reply()))
    };
    for acted in [true, false] {
        assert_eq!(
            after(json!({ "kind": "timeout", "acted": acted })),
            (
                acted,
                Reply {
                    fate: Fate::Silence,
                    ..reply()
                }
            )
        );
        assert_eq!(
            after(json!({ "kind": "reset", "acted": acted })),
            (
                acted,
                Reply {
                    fate: Fate::Reset,
                    ..reply()
                }
            )
        );
        let (did, http) =
            after(json!({ "kind": "http", "status": 502, "retryAfter": 3, "acted": acted }));
        assert_eq!(
            (did, http.status, http.retry_after, http.html),
            (acted, 502, Some(3), true)
        );
        let (did, code) = after(json!({ "kind": "code", "code": 43331, "acted": acted }));
        assert_eq!((did, code.status, code.retry_after), (acted, 200, None));
        assert!(code.body.contains(r#""code":"43331""#), "{}", code.body);
    }
    let broken = |kind: &str| {
        let (acted, reply) = after(json!({ "kind": kind }));
        assert!(acted && reply.status == 200);
        assert!(
            crate::json::document(&reply.body).is_err(),
            "{}",
            reply.body
        );
        reply.body.len()
    };
    assert_eq!(broken("empty"), 0);
    assert!(broken("truncated") < broken("malformed"));
}

#[test]
fn notifications_have_troubles_of_their_own() {
    let mut faults = faults(json!([
        { "kind": "duplicate", "event": "SubPkgList", "copies": 2, "seconds": 5 },
        { "kind": "reorder", "event": "PkgEffective" },
        { "kind": "delay", "seconds": 60, "count": 1 },
        { "kind": "drop", "event": ["PkgEffective"] },
    ]));
    assert_eq!(
        faults.of_notification("SubPkgList"),
        NotificationFault {
            copies: 2,
            apart: 5,
            delay: 60,
            ..Default::default()
        }
    );
    assert_eq!(
        faults.of_notification("PkgEffective"),
        NotificationFault {
            overtaken: true,
            dropped: 1,
            ..Default::default()
        }
    );
}

#[test]
fn wrong_rules_are_refused_with_the_field_and_what_would_be_right() {
    for (rules, field, right) in [
        (json!({}), "faults", "list of rules"),
        (json!(["timeout"]), "faults[0]", "kind"),
        (json!([{ "kind": "tiemout" }]), "faults[0].kind", "timeout"),
        (json!([{}]), "faults[0].kind", "one of"),
        (
            json!([{ "kind": "reset", "rate": 2 }]),
            "faults[0].rate",
            "from 0",
        ),
        (
            json!([{ "kind": "reset", "skip": -1 }]),
            "faults[0].skip",
            "whole",
        ),
        (
            json!([{ "kind": "reset", "count": 0.5 }]),
            "faults[0].count",
            "whole",
        ),
        (
            json!([{ "kind": "reset", "operation": "packages.oder" }]),
            "faults[0].operation",
            "packages.order",
        ),
        (
            json!([{ "kind": "reset", "operation": [] }]),
            "faults[0].operation",
            "list",
        ),
        (
            json!([{ "kind": "reset", "event": "Refund" }]),
            "faults[0].event",
            "operation",
        ),
        (
            json!([{ "kind": "drop", "event": "Refound" }]),
            "faults[0].event",
            "SubPkgList",
        ),
        (
            json!([{ "kind": "timeout", "acted": 1 }]),
            "faults[0].acted",
            "true or false",
        ),
        (
            json!([{ "kind": "latency" }]),
            "faults[0].ms",
            "milliseconds",
        ),
        (
            json!([{ "kind": "latency", "ms": [9, 5] }]),
            "faults[0].ms",
            "[least, most]",
        ),
        (
            json!([{ "kind": "clock", "seconds": 1e300 }]),
            "faults[0].seconds",
            "whole",
        ),
        (
            json!([{ "kind": "http", "status": 200 }]),
            "faults[0].status",
            "400",
        ),
        (
            json!([{ "kind": "code", "code": "1" }]),
            "faults[0].code",
            "43331",
        ),
        (
            json!([{ "kind": "http", "retryAfter": "soon" }]),
            "faults[0].retryAfter",
            "whole",
        ),
        (
            json!([{ "kind": "duplicate", "copies": 0 }]),
            "faults[0].copies",
            "from 1",
        ),
        (json!([{ "kind": "delay" }]), "faults[0].seconds", "whole"),
    ] {
        let Err(problems) = Faults::parse(&rules.to_string(), 1) else {
            panic!("taken: {rules}");
        };
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].field, field);
        assert!(problems[0].reason.contains(right), "{problems:?}");
    }
    let both = r#"[{ "kind": "x" }, { "kind": "drop", "tries": 0, "rate": -1 }]"#;
    assert_eq!(Faults::parse(both, 1).err().map(|all| all.len()), Some(3));
}
