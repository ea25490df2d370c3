//! Package orders.

use super::*;

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
    assert!(matches!(told[1].event, Event::PkgQuantityList(_)));
    assert!(matches!(told[2].event, Event::CardStopped(_)));
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
