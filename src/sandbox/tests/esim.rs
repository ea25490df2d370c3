//! eSIM goods: bought, processed, sold out, given back.

use super::*;

impl Bench {
    fn buy(&mut self, goods: &str, number: &str) -> Result<String, String> {
        let params = json!({ "eSIMGoodsCode": goods, "outTradeNo": number });
        self.ask("esim.purchase", &params.to_string())
            .map(|order| order["orderId"].as_str().unwrap().to_owned())
    }

    fn of_order(&mut self, name: &str, order: &str) -> Result<Value, String> {
        let params = json!({ "orderId": order, "remark": "test" });
        let read = json!({ "orderId": order });
        let params = if name == "refund" { params } else { read };
        self.ask(&format!("esim.{name}"), &params.to_string())
    }
}

#[test]
fn an_esim_is_processed_used_and_given_back() {
    let mut bench = Bench::new();
    let goods = bench.ask("esim.listGoods", "{}").unwrap();
    assert_eq!(goods["list"][1]["code"], "SB-ESIM-1G-30D");
    assert_eq!(goods["list"][1]["price"], 790);
    let order = bench.buy("SB-ESIM-1G-30D", "e1").unwrap();
    assert_eq!(bench.balance(), "492.10");
    assert_eq!(
        bench.of_order("orderStatus", &order).unwrap(),
        json!({ "status": 1, "iccid": "", "activationCode": "" })
    );
    assert_eq!(bench.of_order("refundAmount", &order), Err("45113".into()));
    bench.sandbox.advance(5, START);
    let status = bench.of_order("orderStatus", &order).unwrap();
    assert_eq!(status["status"], 2);
    let code = status["activationCode"].as_str().unwrap();
    assert!(code.starts_with("LPA:1$"), "{code}");
    bench.card = status["iccid"].as_str().unwrap().into();
    bench.sandbox.advance(3, START);
    assert_eq!(bench.names(), ["SubPkgList", "PkgEffective"]);
    let get = json!({ "iccid": bench.card }).to_string();
    assert_eq!(
        bench.ask("cards.get", &get).unwrap()["packageCode"],
        "SB-1G-30D"
    );
    bench.sandbox.advance(3 * DAY, START);
    let amount = bench.of_order("refundAmount", &order).unwrap()["amount"]
        .as_i64()
        .unwrap();
    // 26 whole days are left of 30, and with 20 to 120 MB a day about as much or less of the data.
    assert!((500..=790 * 26 / 30).contains(&amount), "{amount}");
    bench.of_order("refund", &order).unwrap();
    assert_eq!(bench.balance(), world::money(50_000 - 790 + amount));
    assert_eq!(bench.of_order("orderStatus", &order).unwrap()["status"], 3);
    assert_eq!(bench.of_order("refund", &order), Err("45113".into()));
    assert_eq!(bench.names(), ["PkgQuantityList", "CardStopped"]);
}

#[test]
fn goods_are_sold_until_there_are_none() {
    let mut bench = Bench::new();
    for number in 0..3 {
        bench.buy("SB-ESIM-100M-7D", &format!("e{number}")).unwrap();
    }
    let balance = bench.balance();
    assert_eq!(bench.buy("SB-ESIM-100M-7D", "e3"), Err("45110".into()));
    assert_eq!(bench.balance(), balance);
    // A refused number was not used.
    bench.buy("SB-ESIM-1G-30D", "e3").unwrap();
}

#[test]
fn a_failed_order_gives_back_money_and_piece() {
    let mut bench = Bench::new();
    let order = bench.buy("SB-ESIM-FAILS", "e1").unwrap();
    assert_eq!(bench.balance(), "495.50");
    bench.sandbox.advance(5, START);
    assert_eq!(
        bench.of_order("orderStatus", &order).unwrap(),
        json!({ "status": -1, "iccid": "", "activationCode": "" })
    );
    assert_eq!(bench.balance(), "500.00");
    assert_eq!(bench.of_order("refund", &order), Err("45113".into()));
}

#[test]
fn each_refusal_of_goods_has_its_code() {
    let mut bench = Bench::new();
    let order = bench.buy("SB-ESIM-1G-30D", "taken").unwrap();
    bench.sandbox.advance(5, START);
    let long = "x".repeat(33);
    for (name, params, code) in [
        (
            "purchase",
            json!({ "eSIMGoodsCode": "NONE", "outTradeNo": "1" }),
            "45109",
        ),
        ("purchase", json!({ "outTradeNo": "1" }), "43332"),
        (
            "purchase",
            json!({ "eSIMGoodsCode": "SB-ESIM-1G-30D" }),
            "42001",
        ),
        (
            "purchase",
            json!({ "eSIMGoodsCode": "SB-ESIM-1G-30D", "outTradeNo": long }),
            "42001",
        ),
        (
            "purchase",
            json!({ "eSIMGoodsCode": "SB-ESIM-1G-30D", "outTradeNo": "taken" }),
            "503016",
        ),
        ("orderStatus", json!({}), "42003"),
        ("orderStatus", json!({ "orderId": "x" }), "42003"),
        ("orderStatus", json!({ "orderId": "1" }), "45111"),
        ("refund", json!({ "orderId": order }), "45106"),
        ("refundAmount", json!({ "orderId": "9999999999" }), "45111"),
    ] {
        let name = format!("esim.{name}");
        let refused = bench.ask(&name, &params.to_string());
        assert_eq!(refused, Err(code.into()), "{name} {params}");
    }
    // One number names one order of the account, whatever kind it is of.
    assert_eq!(bench.order("SB-100M-7D", "taken"), Err("42002".into()));
    bench.order("SB-100M-7D", "of a package").unwrap();
    assert_eq!(
        bench.buy("SB-ESIM-1G-30D", "of a package"),
        Err("503016".into())
    );
    bench.sandbox.world.cents = 100;
    assert_eq!(bench.buy("SB-ESIM-1G-30D", "1"), Err("45112".into()));
}
