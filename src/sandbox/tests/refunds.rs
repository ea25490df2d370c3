//! Refunds of packages that limit time, to the day.

use super::*;

impl Bench {
    fn refund_amount(&mut self, order: i64) -> Value {
        let params = json!({ "iccid": self.card, "orderId": order.to_string() });
        self.ask("packages.refundAmount", &params.to_string())
            .unwrap()
    }
}

#[test]
fn days_alone_decide() {
    // Package, cents, its days, seconds after its beginning, days that are left then.
    for (code, cents, days, after, left) in [
        ("SB-DAY-7D", 1500, 7, 0, 7),
        // 24 hours from the order, which was 3 s before.
        ("SB-DAY-7D", 1500, 7, DAY - 3, 7),
        ("SB-DAY-7D", 1500, 7, DAY - 2, 6),
        ("SB-DAY-7D", 1500, 7, 2 * DAY, 5),
        ("SB-DAY-7D", 1500, 7, 2 * DAY + 1, 4),
        ("SB-DAY-7D", 1500, 7, 7 * DAY - 1, 0),
        ("SB-SLOW-1G-30D", 990, 30, 2 * DAY, 28),
        // Its data was used up on the ninth day.
        ("SB-SLOW-1G-30D", 990, 30, 10 * DAY, 20),
    ] {
        let mut bench = Bench::new();
        bench.uses(120);
        let (order, _) = bench.buy_order(code, "t", 0);
        bench.sandbox.advance(3 + after, START);
        bench.told();
        let cents_back = cents * left / days;
        let back = world::money(cents_back);
        let expected = json!({ "amount": back, "amount_int": cents_back, "currency": "USD" });
        assert_eq!(bench.refund_amount(order), expected, "{code} {after}");
        bench.refund(order).unwrap();
        assert_eq!(bench.balance(), world::money(50_000 - cents + cents_back));
        let said = bench.said();
        let events: Vec<&Value> = said.iter().map(|one| &one["event"]).collect();
        assert_eq!(events, ["Refund", "PkgQuantityList", "CardStopped"]);
        assert_eq!(said[0]["refundAmount"], back.as_str());
        assert_eq!(said[0]["orderAmount"], world::money(cents).as_str());
        assert_eq!(said[0]["orderId"], order);
        assert_eq!(said[1]["data"][0]["orderId"], order);
        assert_eq!(
            bench.orders_of_card(&["state", "isRefund", "flowRemain"]),
            [[json!(2), json!(1), json!(0.0)]]
        );
        let end = bench.orders_of_card(&["endDate"])[0][0].clone();
        assert_eq!(end, crate::calendar::date(bench.sandbox.clock()));
        let status = json!({ "iccid": bench.card, "orderId": order.to_string() });
        let status = bench.ask("packages.orderStatus", &status.to_string());
        assert_eq!(status.unwrap()["status"], -1);
        assert_eq!(bench.card_shown()["cardStatus"], "DEACTIVATED_NAME");
        // Nothing of it comes later.
        bench.sandbox.advance(40 * DAY, START);
        assert_eq!(bench.names(), [""; 0]);
    }
}

#[test]
fn of_one_that_waits_all_days_are_left() {
    let mut bench = Bench::new();
    bench.uses(20);
    let (first, _) = bench.buy_order("SB-DAY-7D", "t1", 0);
    let (second, _) = bench.buy_order("SB-DAY-7D", "t2", 0);
    bench.sandbox.advance(3 * DAY, START);
    bench.told();
    assert_eq!(bench.refund_amount(second)["amount"], "15.00");
    bench.refund(second).unwrap();
    assert_eq!(bench.balance(), "485.00");
    // The one in use goes on.
    assert_eq!(bench.names(), ["Refund"]);
    assert_eq!(
        bench.orders_of_card(&["orderId", "state", "isRefund"]),
        [[first, 1, 0], [second, 2, 1]]
    );
    bench.sandbox.advance(4 * DAY + 3, START);
    assert_eq!(bench.names(), ["PkgQuantityList", "CardStopped"]);
}
