use super::*;
use crate::api::by_name;

fn ask(name: &str, params: &str, layers: &str) -> Result<String, String> {
    apply(params, by_name(name), layers).map_err(|refusal| match refusal {
        Refusal::Denied(denied) => {
            let field = denied.field.unwrap_or_default();
            format!("{} {field}", denied.reason)
        }
        Refusal::Unknown(problems) => {
            let names: Vec<_> = problems.into_iter().map(|problem| problem.field).collect();
            format!("unknown {}", names.join(","))
        }
    })
}

#[track_caller]
fn passes(name: &str, params: &str, layers: &str, sent: &str) {
    assert_eq!(ask(name, params, layers).as_deref(), Ok(sent), "{params}");
}

#[track_caller]
fn refused(name: &str, params: &str, layers: &str, why: &str) {
    let refusal = ask(name, params, layers).expect_err(params);
    assert_eq!(refusal, why, "{params}");
}

#[test]
fn a_pinned_field_has_its_value_whatever_the_page_says() {
    let layers = r#"[{"pin":{"iccid":"8985","renew":1}}]"#;
    let sent = r#"{"packageCode":"P","iccid":"8985","renew":1}"#;
    for params in [
        r#"{"packageCode":"P"}"#,
        r#"{"packageCode":"P","iccid":"8985"}"#,
        r#"{"iccid":8985,"packageCode":"P","renew":"1"}"#,
        r#"{"iccid":"","packageCode":"P","renew":null}"#,
        r#"{"iccid":"\u00389\u00385","packageCode":"P"}"#,
    ] {
        passes("packages.order", params, layers, sent);
    }
    for params in [
        r#"{"iccid":"8986"}"#,
        r#"{"iccid":"8985 "}"#,
        r#"{"iccid":["8985","8986"]}"#,
        r#"{"iccid":{"a":"8985"}}"#,
        r#"{"iccid":true}"#,
    ] {
        refused("packages.order", params, layers, "pinned iccid");
    }
    refused("packages.order", r#"{"renew":1.0}"#, layers, "pinned renew");
}

#[test]
fn a_pinned_list_is_compared_as_it_is_sent() {
    let layers = r#"[{"pin":{"iccids":["1","2"]}}]"#;
    for params in ["{}", r#"{"iccids":"1,2"}"#, r#"{"iccids":[1,2]}"#] {
        passes("cards.list", params, layers, r#"{"iccids":["1","2"]}"#);
    }
    refused(
        "cards.list",
        r#"{"iccids":["2","1"]}"#,
        layers,
        "pinned iccids",
    );
}

#[test]
fn a_set_of_cards_holds_for_every_field_that_names_one() {
    let layers = r#"[{"allow":{"iccid":["1",2]}}]"#;
    for (name, params) in [
        ("cards.get", r#"{"iccid":"1"}"#),
        ("cards.get", r#"{"iccid":2}"#),
        ("cards.list", r#"{"iccids":["2","1"]}"#),
        ("cards.list", r#"{"iccids":"2,1"}"#),
        ("pools.addCards", r#"{"pool_object_id":1,"iccid_arr":[1]}"#),
        (
            "cards.transferPackage",
            r#"{"oldIccid":"1","newIccid":"2"}"#,
        ),
    ] {
        passes(name, params, layers, params);
    }
    for (name, params, why) in [
        ("cards.get", r#"{"iccid":"3"}"#, "not_allowed iccid"),
        ("cards.get", r#"{"iccid":"1,3"}"#, "not_allowed iccid"),
        ("cards.get", r#"{"iccid":" 1"}"#, "not_allowed iccid"),
        ("cards.get", r#"{"iccid":1.0}"#, "not_allowed iccid"),
        ("cards.get", r#"{"iccid":{"1":"1"}}"#, "not_allowed iccid"),
        (
            "cards.list",
            r#"{"iccids":["1","3"]}"#,
            "not_allowed iccids",
        ),
        ("cards.list", r#"{"iccids":["1,3"]}"#, "not_allowed iccids"),
        ("cards.list", r#"{"iccids":[["1"]]}"#, "not_allowed iccids"),
        ("cards.list", r#"{"iccids":"1,"}"#, "not_allowed iccids"),
        ("cards.list", "{}", "not_named iccid"),
        ("cards.list", r#"{"iccids":""}"#, "not_named iccid"),
        ("cards.list", r#"{"iccids":null}"#, "not_named iccid"),
        ("account.balance", "{}", "not_named iccid"),
        (
            "cards.transferPackage",
            r#"{"oldIccid":"1","newIccid":"3"}"#,
            "not_allowed newIccid",
        ),
        (
            "cards.switchNetwork",
            r#"{"iccid":"1","imsi":"46"}"#,
            "denied imsi",
        ),
    ] {
        refused(name, params, layers, why);
    }
}

#[test]
fn an_empty_list_names_no_card_and_is_no_way_round_a_set() {
    // Empty lists are not sent, and without one the platform lists every card of the account.
    let layers = r#"[{"allow":{"iccid":["1"]}}]"#;
    refused("cards.list", r#"{"iccids":[]}"#, layers, "not_named iccid");
    refused("cards.list", r#"{"iccids":[ ]}"#, layers, "not_named iccid");
}

#[test]
fn any_other_field_can_be_limited_and_refused_too() {
    let layers = r#"[{"allow":{"packageCode":["P","Q"]},"deny":["renew"]}]"#;
    passes(
        "packages.order",
        r#"{"packageCode":"Q"}"#,
        layers,
        r#"{"packageCode":"Q"}"#,
    );
    for (params, why) in [
        (r#"{"packageCode":"R"}"#, "not_allowed packageCode"),
        ("{}", "not_named packageCode"),
        (r#"{"packageCode":"P","renew":1}"#, "denied renew"),
        (r#"{"packageCode":"P","\u0072enew":1}"#, "denied renew"),
    ] {
        refused("packages.order", params, layers, why);
    }
}

#[test]
fn a_session_narrows_and_never_widens() {
    let both = r#"[{"allow":{"iccid":["1","2"]}},{"allow":{"iccid":["2","3"]}}]"#;
    passes("cards.get", r#"{"iccid":"2"}"#, both, r#"{"iccid":"2"}"#);
    refused("cards.get", r#"{"iccid":"1"}"#, both, "not_allowed iccid");
    refused("cards.get", r#"{"iccid":"3"}"#, both, "not_allowed iccid");
    let pins = r#"[{"pin":{"iccid":"1"}},{"pin":{"iccid":"2"}}]"#;
    refused("cards.get", "{}", pins, "pinned iccid");
    // What is pinned is held against the sets and the refusals like anything else.
    let pinned = r#"[{"pin":{"iccid":"9"}},{"allow":{"iccid":["1"]}}]"#;
    refused("cards.get", "{}", pinned, "not_allowed iccid");
    let denied = r#"[{"pin":{"renew":1}},{"deny":["renew"]}]"#;
    refused("packages.order", "{}", denied, "denied renew");
}

#[test]
fn an_operation_takes_what_it_declares() {
    for (params, why) in [
        (r#"{"iccid":"1","ICCID":"2"}"#, "unknown ICCID"),
        (r#"{"iccid":"1","__proto__":{}}"#, "unknown __proto__"),
        (
            r#"{"iccid":"1","iccid&appkey":"2","x":1}"#,
            "unknown iccid&appkey,x",
        ),
    ] {
        refused("cards.get", params, "[]", why);
    }
    let extra = r#"[{"extra":["x"]}]"#;
    passes(
        "cards.get",
        r#"{"iccid":"1","x":2}"#,
        extra,
        r#"{"iccid":"1","x":2}"#,
    );
    refused("cards.get", r#"{"iccid":"1","y":2}"#, extra, "unknown y");
}

#[test]
fn rules_that_are_not_understood_are_not_taken_for_kept() {
    for layers in [
        "",
        "{}",
        r#"[{"alow":{}}]"#,
        r#"[{"deny":"x"}]"#,
        r#"[{"pin":[]}]"#,
        r#"[{"allow":{"iccid":"1"}}]"#,
        "[1]",
    ] {
        refused("cards.get", r#"{"iccid":"1"}"#, layers, "rules ");
    }
    refused(
        "cards.get",
        r#"{"iccid":"1","iccid":"2"}"#,
        "[]",
        "malformed ",
    );
}
