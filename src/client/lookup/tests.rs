use super::*;
use crate::api::{OPERATIONS, Safety, by_name};
use crate::notification::EVENTS;
use crate::schema::params;

/// 2024-05-28 09:34:47 at UTC+8.
const SINCE: i64 = 1_716_860_087;

const ORDER: &str = r#"{"iccid":"8985","packageCode":"P","outTradeNo":"mine"}"#;
const CLOUD: &str = r#"{"eid":"E","packageCode":"P","outTradeNo":"mine"}"#;

fn lookups(name: &str) -> Lookups<'static> {
    Lookups(rule(by_name(name).unwrap()).unwrap())
}

fn subject(params: &str) -> Subject<'_> {
    Subject {
        params,
        since: SINCE,
        claimed: &[],
    }
}

fn read(name: &str, params: &str, answer: &str) -> Match {
    lookups(name).read(0, answer, &subject(params))
}

fn read_event(name: &str, params: &str, event: &str, notification: &str) -> Match {
    lookups(name).read_event(event, notification, &subject(params))
}

fn exact(data: &str) -> Match {
    Match::Found {
        data: data.into(),
        confidence: Confidence::Exact,
    }
}

fn probable(data: &str) -> Match {
    Match::Found {
        data: data.into(),
        confidence: Confidence::Probable,
    }
}

/// Writes that cost nothing, and that can be seen and set again: a lost response is an ordinary error.
const WITHOUT_MONEY: [&str; 16] = [
    "cards.refresh",
    "cards.switchNetwork",
    "cards.unlockImei",
    "cards.addImeiToPool",
    "cards.bindDevice",
    "cards.unbindDevice",
    "cards.refreshUsage",
    "cards.cancelSession",
    "cards.reset",
    "cards.addIccidsToPool",
    "cloudEsim.refreshUsage",
    "cloudEsim.cancelSession",
    "cloudEsim.unlock",
    "pools.delete",
    "pools.addCards",
    "pools.removeCards",
];

#[test]
fn every_operation_that_changes_something_has_a_rule_or_costs_nothing() {
    for operation in OPERATIONS {
        let changes = operation.safety != Safety::Read;
        let free = WITHOUT_MONEY.contains(&operation.name);
        assert_eq!(
            changes && !free,
            concerns_money(operation),
            "{}: write a look-up rule, or say that it costs nothing",
            operation.name
        );
    }
}

#[test]
fn every_rule_tells_what_to_do_and_asks_only_reads_that_the_platform_takes() {
    for rule in RULES {
        let name = rule.operation.name;
        assert!(rule.next_step.len() > 30, "{name}");
        assert_eq!(by_name(name).unwrap().path, rule.operation.path);
        for (event, ..) in rule.events {
            assert!(EVENTS.iter().any(|known| known.name == event.name));
        }
        let mut all = String::from("{");
        for (at, field) in rule.operation.request.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            all.push_str(&format!(r#"{comma}"{}":"1""#, field.name));
        }
        all.push('}');
        let lookups = Lookups(rule);
        for round in 0..lookups.count() {
            let (asked, text) = lookups.request(round, &all).unwrap();
            assert_eq!(asked.safety, Safety::Read, "{name}");
            params::normalise(&text, Some(asked)).unwrap();
        }
        assert!(lookups.request(lookups.count(), &all).is_none());
    }
}

#[test]
fn every_row_is_compared_with_all_that_it_and_the_call_know() {
    for rule in RULES {
        let lookups = rule.lookups.iter().map(|lookup| &lookup.matching);
        let events = rule.events.iter().map(|(.., matching)| matching);
        for matching in lookups.chain(events) {
            let compared = usize::from(!matches!(matching.named, Named::Nothing));
            let name = rule.operation.name;
            assert!(compared + matching.same.len() > 0, "{name}");
            // Without a number, and without the order that was asked for, only time is left.
            if matches!(matching.named, Named::Nothing) {
                assert!(matching.created.is_some(), "{name}");
            }
        }
    }
}

#[test]
fn a_package_order_is_asked_for_in_each_state() {
    let asked: Vec<String> = (0..3)
        .map(|round| lookups("packages.order").request(round, ORDER).unwrap().1)
        .collect();
    assert_eq!(
        asked[0],
        r#"{"outTradeNoArrStr":"mine","page":1,"pageSize":50,"state":1}"#
    );
    assert!(asked[1].ends_with(r#""state":0}"#) && asked[2].ends_with(r#""state":2}"#));
}

#[test]
fn a_package_order_is_found_by_number_card_and_package() {
    let row = |number: &str, card: &str, package: &str| {
        format!(
            r#"[{{"outTradeNo":"{number}","iccid":"{card}","packageCode":"{package}","orderNumber":"n","orderId":7}}]"#
        )
    };
    let found = r#"{"orderNumber":"n","orderId":7}"#;
    for (number, card, package, expected) in [
        ("mine", "8985", "P", exact(found)),
        ("other", "8985", "P", Match::Absent),
        // Another's order under the same number is not this call's.
        ("mine", "8986", "P", Match::Ambiguous),
        ("mine", "8985", "Q", Match::Ambiguous),
        // A row that does not say so is believed less.
        ("mine", "", "P", probable(found)),
        ("", "8985", "P", Match::Absent),
    ] {
        let answer = row(number, card, package);
        assert_eq!(read("packages.order", ORDER, &answer), expected, "{answer}");
    }
    for answer in ["[]", "null", "{}", "", r#"[{"orderNumber":"n"}]"#] {
        assert_eq!(read("packages.order", ORDER, answer), Match::Absent);
    }
}

#[test]
fn a_number_with_a_comma_cannot_be_looked_up() {
    let params = r#"{"iccid":"8985","packageCode":"P","outTradeNo":"A,B"}"#;
    assert!(lookups("packages.order").request(0, params).is_none());
}

#[test]
fn two_rows_are_ambiguous_unless_they_are_one_order() {
    let row = |id: u32| {
        format!(
            r#"{{"outTradeNo":"mine","iccid":"8985","packageCode":"P","orderNumber":"n","orderId":{id}}}"#
        )
    };
    let twice = format!("[{},{}]", row(7), row(7));
    assert!(matches!(
        read("packages.order", ORDER, &twice),
        Match::Found { .. }
    ));
    let two = format!("[{},{}]", row(7), row(8));
    assert_eq!(read("packages.order", ORDER, &two), Match::Ambiguous);
}

#[test]
fn a_pool_subscription_is_found_by_its_number_in_its_pool() {
    let params = r#"{"pool_object_id":7,"pool_type_code":"T","out_trade_no":"mine"}"#;
    assert_eq!(
        lookups("pools.subscribe").request(0, params).unwrap().1,
        r#"{"pool_object_id":7,"out_trade_no_arr":"mine","page":1,"page_size":1000}"#
    );
    let answer = |kind: &str| {
        format!(
            r#"{{"list":[{{"order_no":"a"}},{{"order_no":"b","out_trade_no":"mine","pool_type_code":"{kind}"}}]}}"#
        )
    };
    assert_eq!(
        read("pools.subscribe", params, &answer("T")),
        exact(r#"{"order_no":"b"}"#)
    );
    assert_eq!(
        read("pools.subscribe", params, &answer("U")),
        Match::Ambiguous
    );
}

#[test]
fn a_cloud_esim_order_is_matched_by_package_and_time_and_never_called_exact() {
    let answer = |rows: &[(&str, &str, u32)]| {
        let row = |(code, date, id): &(&str, &str, u32)| {
            format!(
                r#"{{"eid":"E","packageCode":"{code}","createDate":"{date}","eshopOrderId":{id}}}"#
            )
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        format!(r#"{{"list":[{}],"total":1}}"#, rows.join(","))
    };
    let id = |id: u32| format!(r#"{{"eshopOrderId":{id}}}"#);
    let before = ("P", "2024-05-28 09:33:40", 1);
    let other = ("Q", "2024-05-28 09:34:50", 2);
    let (one, two) = (
        ("P", "2024-05-28 09:34:50", 3),
        ("P", "2024-05-28 09:34:51", 4),
    );
    for (rows, expected) in [
        (&[before, other][..], Match::Absent),
        (&[before, other, one], probable(&id(3))),
        (&[one, two], Match::Ambiguous),
    ] {
        assert_eq!(read("cloudEsim.purchase", CLOUD, &answer(rows)), expected);
    }
    // A row that another call was told as its own.
    let claimed = ["3".to_owned()];
    let known = Subject {
        claimed: &claimed,
        ..subject(CLOUD)
    };
    let found = lookups("cloudEsim.purchase").read(0, &answer(&[one, two]), &known);
    assert_eq!(found, probable(&id(4)));
}

#[test]
fn an_esim_order_is_found_by_no_operation() {
    assert_eq!(lookups("esim.purchase").count(), 0);
    let step = next_step(by_name("esim.purchase").unwrap());
    assert!(step.contains("503016") && step.contains("可以通过查询eSIM订单详情接口获取结果"));
}

#[test]
fn a_refund_is_known_by_the_state_of_its_order_each_kind_in_its_own_numbers() {
    for (name, params, refunded, others) in [
        (
            "packages.refund",
            r#"{"iccid":"1","orderId":7}"#,
            -1,
            [0, 1, 3],
        ),
        ("esim.refund", r#"{"orderId":"7"}"#, 3, [1, 2, -1]),
        ("cloudEsim.refund", r#"{"eshopOrderId":7}"#, 3, [1, 2, -1]),
    ] {
        let (_, asked) = lookups(name).request(0, params).unwrap();
        assert!(asked.contains('7'));
        let state = |status| read(name, params, &format!(r#"{{"status":{status}}}"#));
        assert_eq!(state(refunded), exact("{}"), "{name}");
        for status in others {
            assert_eq!(state(status), Match::Absent, "{name} {status}");
        }
    }
}

#[test]
fn a_transfer_is_looked_for_on_the_card_that_the_package_moved_to() {
    let params = r#"{"oldIccid":"A","newIccid":"B","orderId":7,"orderNumber":"n"}"#;
    let row = |more: &str| {
        format!(
            r#"{{"data":[{{"orderId":9,"iccid":"B","packageCode":"P","createDate":"2024-05-28 09:35:00"{more}}},
            {{"orderId":8,"iccid":"B","packageCode":"P","createDate":"2024-05-01 09:35:00"}}],"total":2}}"#
        )
    };
    let moved = r#"{"newPkgCode":"P","newOrderId":9}"#;
    let name = "cards.transferPackage";
    assert_eq!(read(name, params, &row("")), probable(moved));
    // An order for the new card, placed at the same time.
    let ordered = row(r#","outTradeNo":"another""#);
    assert_eq!(read(name, params, &ordered), Match::Absent);
    let told =
        r#"{"data":[{"orderId":9,"iccid":"B","packageCode":"P","fromIccid":"A","fromOrderId":7}]}"#;
    let event = |text: &str| read_event(name, params, "SubPkgList", text);
    assert_eq!(event(told), exact(moved));
    assert_eq!(event(&told.replace(":7", ":8")), Match::Absent);
    assert_eq!(
        event(&told.replace(r#"iccid":"B"#, r#"iccid":"C"#)),
        Match::Ambiguous
    );
}

#[test]
fn a_new_pool_is_known_by_its_note_and_time() {
    let row = |memo: &str, at: i64| {
        format!(r#"{{"list":[{{"pool_object_id":7,"memo":"{memo}","create_at":{at}}}]}}"#)
    };
    let params = r#"{"pool_type_code":"T","memo":"m"}"#;
    let found = probable(r#"{"pool_object_id":7}"#);
    assert_eq!(read("pools.create", params, &row("m", SINCE + 2)), found);
    for (memo, at) in [("n", SINCE + 2), ("m", SINCE - 61)] {
        assert_eq!(read("pools.create", params, &row(memo, at)), Match::Absent);
    }
    // Without a note, any new pool would do.
    let bare = r#"{"pool_type_code":"T"}"#;
    assert!(lookups("pools.create").request(0, bare).is_none());
    assert_eq!(
        read("pools.create", bare, &row("m", SINCE + 2)),
        Match::Absent
    );
}

#[test]
fn an_event_tells_what_no_response_did() {
    let row = |number: &str| {
        format!(
            r#"{{"data":[{{"eid":"E","packageCode":"P","createDate":"2024-05-28 09:35:00","eshopOrderId":7{number}}}]}}"#
        )
    };
    let given = r#"{"eshopOrderId":7}"#;
    for (number, expected) in [
        (r#","outTradeNo":"mine""#, exact(given)),
        ("", probable(given)),
        (r#","outTradeNo":"another""#, Match::Absent),
    ] {
        let told = row(number);
        let event = "CloudESimSubPkgList";
        assert_eq!(
            read_event("cloudEsim.purchase", CLOUD, event, &told),
            expected
        );
    }
    let told = r#"{"event":"SubPkgList","data":[{"orderId":6},{"orderId":7,"outTradeNo":"mine","iccid":"8985","packageCode":"P"}]}"#;
    let order = |event: &str| read_event("packages.order", ORDER, event, told);
    assert_eq!(order("SubPkgList"), exact(r#"{"orderId":7}"#));
    assert_eq!(order("PkgEffective"), Match::Absent);
}

#[test]
fn a_refund_event_of_another_order_or_another_card_matches_nothing() {
    let params = r#"{"iccid":"1","orderId":"7"}"#;
    let event = |text: &str| read_event("packages.refund", params, "Refund", text);
    assert_eq!(event(r#"{"iccid":"1","orderId":7}"#), exact("{}"));
    assert_eq!(event(r#"{"iccid":"1","orderId":8}"#), Match::Absent);
    assert_eq!(event(r#"{"iccid":"2","orderId":7}"#), Match::Ambiguous);
    // A refund that was named by another id is not known to be this one.
    let event = |params: &str| {
        let told = r#"{"eid":"other","eshopOrderId":1}"#;
        read_event("cloudEsim.refund", params, "CloudESimRefund", told)
    };
    assert_eq!(event(r#"{"orderId":"20005717"}"#), Match::Absent);
    assert_eq!(event(r#"{"eshopOrderId":"1"}"#), exact("{}"));
}
