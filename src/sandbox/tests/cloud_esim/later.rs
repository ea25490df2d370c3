//! What comes after an order of a cloud eSIM: alerts, renewals, moves.

use super::*;
use crate::calendar::date;

impl Bench {
    /// A bench whose first cloud eSIM uses so many bytes a second.
    fn of_cloud_using(rate: i64) -> Bench {
        let mut bench = Bench::of_cloud(0);
        bench.sandbox.world.cloud.esims[0].rate = rate;
        bench
    }

    /// Some fields of each of the eSIM's orders.
    fn cloud_orders(&mut self, fields: &[&str]) -> Vec<Vec<Value>> {
        let list = self.cloud("listOrders", json!({})).unwrap();
        let rows = list["list"].as_array().unwrap();
        assert_eq!(list["total"], rows.len());
        rows.iter()
            .map(|row| fields.iter().map(|field| row[*field].clone()).collect())
            .collect()
    }

    fn cloud_state(&mut self) -> Value {
        self.cloud("get", json!({})).unwrap()["cardStatus"].take()
    }
}

#[test]
fn each_alert_comes_in_its_second_and_once() {
    let tenth_of_gb = 1024 * 1024 * 1024 / 10;
    let used = |bytes: i64, rate: i64| (bytes + rate - 1) / rate;
    let low = |left: i64, rate: i64| used((1024 << 20) - left + 1, rate);
    for (code, rate, alerts) in [
        (
            "SB-CLOUD-100M-7D",
            1024,
            vec![(used((90 << 20) + 1, 1024), 2, "10")],
        ),
        (
            "SB-CLOUD-1G-30D",
            1024,
            vec![
                (low(tenth_of_gb, 1024), 2, "10"),
                (low(100 << 20, 1024), 1, "100"),
            ],
        ),
        // Time runs low first, and is over before the data.
        (
            "SB-CLOUD-1G-30D",
            400,
            vec![
                (23 * DAY + 1, 3, "7"),
                (low(tenth_of_gb, 400), 2, "10"),
                (low(100 << 20, 400), 1, "100"),
            ],
        ),
    ] {
        let mut bench = Bench::of_cloud_using(rate);
        bench.buy_cloud(code, "c").unwrap();
        bench.sandbox.advance(5, START);
        bench.told();
        for (at, kind, value) in alerts {
            let before = START + 5 + at - 1 - bench.sandbox.clock();
            bench.sandbox.advance(before, START);
            assert_eq!(bench.names(), [""; 0], "{code} before {kind}");
            bench.sandbox.advance(1, START);
            let said = bench.said();
            let fields = ["event", "eid", "alert_type", "alert_value"];
            let told: Vec<_> = said
                .iter()
                .map(|one| json!(fields.map(|name| &one[name])))
                .collect();
            assert_eq!(
                told,
                [json!(["CloudESimFlowAlert", bench.card, kind, value])]
            );
        }
        bench.sandbox.advance(40 * DAY, START);
        assert_eq!(
            bench.names(),
            ["CloudESimPkgDeactivate", "CloudESimCardStopped"]
        );
    }
}

#[test]
fn an_order_that_renews_itself_is_bought_and_paid_again() {
    let mut bench = Bench::of_cloud_using(1024);
    let params = json!({ "packageCode": "SB-CLOUD-100M-7D", "outTradeNo": "c1", "renew": 1 });
    bench.cloud("purchase", params).unwrap();
    bench.sandbox.advance(5, START);
    assert_eq!(bench.balance(), "498.50");
    bench.told();
    // 100 MB last so many seconds.
    for balance in ["497.00", "495.50"] {
        bench.sandbox.advance(102_400, START);
        assert_eq!(
            bench.names(),
            [
                "CloudESimFlowAlert",
                "CloudESimPkgDeactivate",
                "CloudESimSubPkgList"
            ]
        );
        assert_eq!(bench.balance(), balance);
        assert_eq!(bench.cloud_state(), "ACTIVATED_NAME");
        bench.sandbox.advance(3, START);
        assert_eq!(bench.names(), ["CloudESimPkgActivate"]);
    }
    assert_eq!(
        bench.cloud_orders(&["state", "renew", "price", "isRefund"]),
        [
            [json!(2), json!(0), json!(1.5), json!(0)],
            [json!(2), json!(1), json!(1.5), json!(0)],
            [json!(1), json!(1), json!(1.5), json!(0)],
        ]
    );
    // A refund of the one in use ends it.
    let last = bench.cloud_orders(&["eshopOrderId"])[2][0]
        .as_i64()
        .unwrap();
    bench.cloud_order("refund", last).unwrap();
    assert_eq!(
        bench.names(),
        [
            "CloudESimRefund",
            "CloudESimPkgDeactivate",
            "CloudESimCardStopped"
        ]
    );
    assert_eq!(bench.balance(), "497.00");
    bench.sandbox.advance(10 * DAY, START);
    assert_eq!(bench.cloud_orders(&[]).len(), 3);
}

#[test]
fn a_balance_that_is_too_small_ends_renewals() {
    let mut bench = Bench::of_cloud_using(1024);
    let params = json!({ "packageCode": "SB-CLOUD-100M-7D", "outTradeNo": "c1", "renew": 1 });
    bench.cloud("purchase", params).unwrap();
    bench.sandbox.world.cents = 149;
    bench.sandbox.advance(8 * DAY, START);
    assert_eq!(bench.names().last().unwrap(), "CloudESimCardStopped");
    assert_eq!(bench.balance(), "1.49");
    assert_eq!(bench.cloud_orders(&["state"]), [[2]]);
    assert_eq!(bench.cloud_state(), "DEACTIVATED_NAME");
}

#[test]
fn a_moved_package_takes_its_rest_along() {
    let mut bench = Bench::of_cloud_using(1024);
    let old = bench.card.clone();
    let new = bench.sandbox.world.cloud.esims[4].eid.clone();
    let order = bench.buy_cloud("SB-CLOUD-1G-30D", "c1").unwrap();
    let balance = bench.balance();
    bench.sandbox.advance(DAY * 2 + 5, START);
    bench.told();
    let now = bench.sandbox.clock();
    let left = (1024 << 20) - 2 * DAY * 1024;
    let before = bench.cloud_order("refundAmount", order).unwrap();
    let params = json!({ "oldEid": old, "oldEshopOrderId": order, "newEid": new, "memo": "x" });
    let moved = bench.cloud("transferPackage", params.clone()).unwrap();
    // The other product's package of that size.
    assert_eq!(moved["newPkgCode"], "SB-CLOUD-EU-1G-30D");
    let moved = moved["newEshopOrderId"].as_i64().unwrap();
    let said = bench.said();
    // Of the new eSIM the old one is told, too: its EID stands there as `fromEid`.
    let events: Vec<&Value> = said.iter().map(|one| &one["event"]).collect();
    assert_eq!(
        events,
        [
            "CloudESimPkgDeactivate",
            "CloudESimCardStopped",
            "CloudESimSubPkgList"
        ]
    );
    assert_eq!(said[0]["data"][0]["eshopOrderId"], order);
    let told = &said[2]["data"][0];
    let fields = ["eid", "eshopOrderId", "fromEid", "fromOrderId"];
    assert_eq!(
        fields.map(|field| told[field].clone()),
        [json!(new), json!(moved), json!(old), json!(order)]
    );
    // The old eSIM's order is over and not given back.
    assert_eq!(bench.cloud_state(), "DEACTIVATED_NAME");
    assert_eq!(
        bench.cloud_orders(&["state", "isRefund", "flowRemainBytes", "endDate"]),
        [[json!(2), json!(0), json!(0), json!(date(now))]]
    );
    assert_eq!(bench.cloud_order("refund", order), Err("42008".into()));
    assert_eq!(bench.cloud("transferPackage", params), Err("42006".into()));
    // The new one has what was left of the data and, from its effect, of the time.
    bench.card = new;
    bench.sandbox.advance(3, START);
    assert_eq!(bench.names(), ["CloudESimPkgActivate"]);
    assert_eq!(bench.cloud_state(), "ACTIVATED_NAME");
    let fields = [
        "eshopOrderId",
        "state",
        "price",
        "flowRemainBytes",
        "endDate",
    ];
    let end = date(now + 3 + 28 * DAY);
    assert_eq!(
        bench.cloud_orders(&fields),
        [[json!(moved), json!(1), json!(8.9), json!(left), json!(end)]]
    );
    // Nothing was paid for the move, and a refund pays back what it would have paid before.
    assert_eq!(bench.balance(), balance);
    assert_eq!(bench.cloud_order("refundAmount", moved).unwrap(), before);
    bench.cloud_order("refund", moved).unwrap();
    let back = before["amount"].as_i64().unwrap();
    assert_eq!(bench.balance(), world::money(50_000 - 890 + back));
    assert_eq!(bench.cloud_status(moved), 3);
    assert_eq!(
        bench.names(),
        [
            "CloudESimRefund",
            "CloudESimPkgDeactivate",
            "CloudESimCardStopped"
        ]
    );
}
