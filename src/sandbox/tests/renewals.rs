//! Orders that are bought again when they end.

use super::*;

/// 100 MB at 50 MB a day.
const LASTS: i64 = 2 * DAY;
const SHOWN: [&str; 4] = ["state", "renew", "price", "outTradeNo"];

/// A card whose order of 1.20 renews itself, at the moment it takes effect.
fn renewing() -> (Bench, i64) {
    let mut bench = Bench::new();
    bench.uses(50);
    let (order, _) = bench.buy_order("SB-100M-7D", "r1", 1);
    bench.sandbox.advance(3, START);
    assert_eq!(bench.names(), ["SubPkgList", "PkgEffective"]);
    assert_eq!(bench.balance(), "498.80");
    (bench, order)
}

#[test]
fn an_order_is_bought_and_paid_again_each_time_it_ends() {
    let (mut bench, first) = renewing();
    for (round, balance) in ["497.60", "496.40"].into_iter().enumerate() {
        bench.sandbox.advance(LASTS, START);
        assert_eq!(
            bench.names(),
            ["FlowAlert", "PkgQuantityList", "SubPkgList"],
            "{round}"
        );
        assert_eq!(bench.balance(), balance);
        assert_eq!(bench.card_shown()["cardStatus"], "ACTIVATED_NAME");
        bench.sandbox.advance(3, START);
        assert_eq!(bench.names(), ["PkgEffective"]);
    }
    // What was bought again is a renewal, and has no number of a caller.
    assert_eq!(
        bench.orders_of_card(&SHOWN),
        [
            [json!(2), json!(0), json!(1.2), json!("r1")],
            [json!(2), json!(1), json!(1.2), Value::Null],
            [json!(1), json!(1), json!(1.2), Value::Null],
        ]
    );
    let ids = bench.orders_of_card(&["orderId"]);
    assert_eq!(ids[0][0], first);
    // The balance ends it.
    bench.sandbox.world.cents = 119;
    bench.sandbox.advance(LASTS, START);
    assert_eq!(
        bench.names(),
        ["FlowAlert", "PkgQuantityList", "CardStopped"]
    );
    assert_eq!(bench.balance(), "1.19");
    assert_eq!(bench.card_shown()["cardStatus"], "DEACTIVATED_NAME");
    assert_eq!(bench.orders_of_card(&["state"]).len(), 3);
}

#[test]
fn an_order_is_bought_once_unless_told_otherwise() {
    let mut bench = Bench::new();
    bench.uses(50);
    bench.buy_order("SB-100M-7D", "r0", 0);
    let wrong =
        json!({ "iccid": bench.card, "packageCode": "SB-100M-7D", "outTradeNo": "r2", "renew": 2 });
    let refused = bench.ask("packages.order", &wrong.to_string());
    assert_eq!(refused, Err("43332".into()));
    bench.sandbox.advance(3 + LASTS, START);
    assert_eq!(bench.names().last().unwrap(), "CardStopped");
    assert_eq!(
        bench.orders_of_card(&SHOWN),
        [[json!(2), json!(0), json!(1.2), json!("r0")]]
    );
    assert_eq!(bench.balance(), "498.80");
}

#[test]
fn what_waits_comes_before_a_renewal() {
    let (mut bench, _) = renewing();
    bench.buy_order("SB-500M-30D", "next", 0);
    bench.sandbox.advance(LASTS + 3, START);
    assert_eq!(
        bench.orders_of_card(&["state", "packageCode"]),
        [
            [json!(2), json!("SB-100M-7D")],
            [json!(1), json!("SB-500M-30D")],
            [json!(0), json!("SB-100M-7D")],
        ]
    );
    assert_eq!(bench.balance(), "493.10");
}

#[test]
fn a_refund_ends_renewals() {
    let (mut bench, order) = renewing();
    bench.refund(order).unwrap();
    assert_eq!(bench.names(), ["Refund", "PkgQuantityList", "CardStopped"]);
    bench.sandbox.advance(10 * DAY, START);
    assert_eq!(bench.names(), [""; 0]);
    assert_eq!(bench.orders_of_card(&["state", "isRefund"]), [[2, 1]]);
    assert_eq!(bench.balance(), "500.00");
}

#[test]
fn a_moved_order_renews_itself_where_it_went() {
    let (mut bench, order) = renewing();
    let old = bench.card.clone();
    let new = bench.spare();
    let params = json!({ "oldIccid": old, "newIccid": new, "orderId": order, "orderNumber": "" });
    bench
        .ask("cards.transferPackage", &params.to_string())
        .unwrap();
    assert_eq!(bench.orders_of_card(&["state"]), [[2]]);
    bench.card = new;
    bench.uses(50);
    bench.sandbox.advance(LASTS + 3, START);
    assert_eq!(bench.orders_of_card(&["state", "renew"]), [[2, 0], [0, 1]]);
    assert_eq!(bench.balance(), "497.60");
    bench.card = old;
    assert_eq!(bench.orders_of_card(&["state"]), [[2]]);
}
