//! What a moved package, a batch and a pool leave behind: money, states, notifications, lists.

use super::*;
use crate::calendar::date;

impl Bench {
    /// A card of the first product that never had a package.
    pub fn spare(&self) -> String {
        let cards = self.cards(|card| {
            card.product.code == "SB-GLOBAL-IOT"
                && card.orders.is_empty()
                && card.stage == world::Stage::Ready
                && card.iccid != self.card
        });
        cards[0].clone()
    }

    fn move_to(&mut self, new: &str, order: i64) -> i64 {
        let params =
            json!({ "oldIccid": self.card, "newIccid": new, "orderId": order, "orderNumber": "" });
        let moved = self
            .ask("cards.transferPackage", &params.to_string())
            .unwrap();
        moved["newOrderId"].as_i64().unwrap()
    }

    fn amount_back(&mut self, order: i64) -> Result<Value, String> {
        let params = json!({ "iccid": self.card, "orderId": order.to_string() });
        self.ask("packages.refundAmount", &params.to_string())
    }
}

#[test]
fn a_moved_package_is_one_sale_with_one_rest() {
    let mut bench = Bench::new();
    bench.uses(50);
    let (order, _) = bench.buy_order("SB-1G-30D", "t", 0);
    let balance = bench.balance();
    bench.sandbox.advance(4 * DAY + 3, START);
    bench.told();
    let (old, new) = (bench.card.clone(), bench.spare());
    let sales = bench.profits(&json!({})).len();
    let back = bench.amount_back(order).unwrap();
    assert_eq!(back["amount_int"], 790 * (1024 - 200) / 1024);
    let moved = bench.move_to(&new, order);
    let now = bench.sandbox.clock();

    // The old card: the order is over, not given back, and nothing follows it.
    assert_eq!(
        bench.orders_of_card(&["orderId", "state", "isRefund", "outTradeNo", "endDate"]),
        [[
            json!(order),
            json!(2),
            json!(0),
            json!("t"),
            json!(date(now))
        ]]
    );
    assert_eq!(bench.card_shown()["cardStatus"], "DEACTIVATED_NAME");
    let said = bench.said();
    let events: Vec<&Value> = said.iter().map(|one| &one["event"]).collect();
    assert_eq!(events, ["PkgQuantityList", "CardStopped", "SubPkgList"]);
    assert_eq!(said[0]["data"][0]["orderId"], order);
    let told = &said[2]["data"][0];
    assert_eq!(
        [
            &told["iccid"],
            &told["orderId"],
            &told["fromIccid"],
            &told["fromOrderId"],
            &told["salesChannel"],
            &told["state"]
        ],
        [
            &json!(new),
            &json!(moved),
            &json!(old),
            &json!(order),
            &json!("TRANSFER"),
            &json!(0)
        ]
    );

    // The new card: what is left, of data and of days, once it takes effect.
    bench.card = new.clone();
    bench.uses(50);
    bench.sandbox.advance(3, START);
    assert_eq!(bench.names().last().unwrap(), "PkgEffective");
    assert_eq!(
        bench.orders_of_card(&[
            "orderId",
            "state",
            "price",
            "flowTotal",
            "flowRemain",
            "startDate",
            "endDate"
        ]),
        [[
            json!(moved),
            json!(1),
            json!(7.9),
            json!(824.0),
            json!(824.0),
            json!(date(now + 3)),
            json!(date(now + 3 + 26 * DAY))
        ]]
    );
    assert_eq!(bench.card_shown()["cardStatus"], "ACTIVATED_NAME");

    // Nothing was paid for it, it earned nothing twice, and a refund pays back what it would have paid before.
    assert_eq!(bench.balance(), balance);
    assert_eq!(bench.profits(&json!({})).len(), sales);
    assert_eq!(bench.amount_back(moved).unwrap(), back);
    bench.refund(moved).unwrap();
    assert_eq!(bench.profits(&json!({})).len(), sales - 1);
    assert_eq!(bench.profits(&json!({ "param": old })), [Value::Null; 0]);
    assert_eq!(bench.names(), ["Refund", "PkgQuantityList", "CardStopped"]);
    assert_eq!(bench.orders_of_card(&["state", "isRefund"]), [[2, 1]]);
    bench.card = old;
    assert_eq!(bench.amount_back(order), Err("42008".into()));
    assert_eq!(bench.orders_of_card(&["state", "isRefund"]), [[2, 0]]);
}

#[test]
fn a_package_that_waits_moves_whole() {
    let mut bench = Bench::new();
    bench.uses(50);
    let (first, _) = bench.buy_order("SB-1G-30D", "t1", 0);
    let (second, _) = bench.buy_order("SB-500M-30D", "t2", 0);
    bench.sandbox.advance(2 * DAY, START);
    bench.told();
    let (old, new) = (bench.card.clone(), bench.spare());
    bench.move_to(&new, second);
    // The one in use goes on, so the card is not stopped.
    assert_eq!(bench.names(), ["SubPkgList"]);
    assert_eq!(
        bench.orders_of_card(&["orderId", "state"]),
        [[first, 1], [second, 2]]
    );
    bench.card = new.clone();
    assert_eq!(
        bench.orders_of_card(&["state", "flowTotal"]),
        [[json!(0), json!(500.0)]]
    );
    bench.sandbox.advance(3, START);
    assert_eq!(
        bench.orders_of_card(&["state", "endDate"]),
        [[json!(1), json!(date(START + 32 * DAY + 3))]]
    );
    bench.card = old;
    bench.sandbox.advance(30 * DAY, START);
    assert_eq!(bench.names().last().unwrap(), "CardStopped");
}

#[test]
fn a_batch_tells_how_many_it_reached_and_changes_nothing_else() {
    let mut bench = Bench::new();
    let balance = bench.balance();
    let all = bench.cards(|_| true);
    let online = bench.cards(|card| card.stage == world::Stage::Activated && !card.locked);
    let idle = bench.cards(|card| card.orders.is_empty());
    assert!(online.len() > 5 && idle.len() > 2);
    let before = bench.ask("cards.list", r#"{"pageNum":"1"}"#).unwrap();
    for some in [&all, &online, &idle] {
        let params = json!({ "iccids": some.join(",") });
        assert_eq!(
            bench.ask("cards.reset", &params.to_string()).unwrap(),
            Value::Null
        );
    }
    let states = |bench: &mut Bench| {
        let found = bench
            .ask(
                "tasks.query",
                r#"{"ids":"1000001,1000002,1000003,1000004,x"}"#,
            )
            .unwrap();
        let rows = found.as_array().unwrap().iter();
        rows.map(|row| {
            [&row["id"], &row["status"], &row["result"]].map(|one| one.as_str().unwrap().to_owned())
        })
        .collect::<Vec<_>>()
    };
    let each = |status: [&str; 3], result: [String; 3]| {
        let ids = ["1000001", "1000002", "1000003"];
        (0..3)
            .map(|at| {
                [
                    ids[at].to_owned(),
                    status[at].to_owned(),
                    result[at].clone(),
                ]
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(states(&mut bench), each(["0"; 3], Default::default()));
    bench.sandbox.advance(4, START);
    assert_eq!(states(&mut bench), each(["0"; 3], Default::default()));
    bench.sandbox.advance(1, START);
    assert_eq!(states(&mut bench), each(["1"; 3], Default::default()));
    // Two seconds for each card.
    bench.sandbox.advance(2 * idle.len() as i64, START);
    let none = format!("success 0, failed {}", idle.len());
    assert_eq!(
        states(&mut bench),
        each(
            ["1", "1", "-2"],
            [String::new(), String::new(), none.clone()]
        )
    );
    bench.sandbox.advance(2 * all.len() as i64, START);
    let some = format!(
        "success {}, failed {}",
        online.len(),
        all.len() - online.len()
    );
    let whole = format!("success {}, failed 0", online.len());
    assert_eq!(
        states(&mut bench),
        each(["2", "2", "-2"], [some, whole, none])
    );
    assert_eq!(bench.balance(), balance);
    // But for what was used meanwhile the cards are as they were.
    let after = bench.ask("cards.list", r#"{"pageNum":"1"}"#).unwrap();
    for (card, was) in after["cardInfoList"]
        .as_array()
        .unwrap()
        .iter()
        .zip(before["cardInfoList"].as_array().unwrap())
    {
        for field in [
            "iccid",
            "cardStatus",
            "orderId",
            "packageEndDate",
            "network",
            "imei",
            "isIMEIPool",
        ] {
            assert_eq!(card[field], was[field], "{field}");
        }
    }
    // No event is documented for it.
    let said: Vec<&str> = bench.sandbox.sent().iter().map(|sent| sent.event).collect();
    assert!(!said.iter().any(|event| event.contains("Card")), "{said:?}");
}
