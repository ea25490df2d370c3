//! Cloud eSIMs: packages from their order to their end, moves, locks.

mod later;

use super::*;

impl Bench {
    /// A bench that looks at the cloud eSIM with a number.
    fn of_cloud(at: usize) -> Bench {
        let mut bench = Bench::new();
        bench.card = bench.sandbox.world.cloud.esims[at].eid.clone();
        bench
    }

    fn cloud(&mut self, name: &str, mut params: Value) -> Result<Value, String> {
        if params.get("eid").is_none() && params.get("oldEid").is_none() {
            params["eid"] = self.card.as_str().into();
        }
        self.ask(&format!("cloudEsim.{name}"), &params.to_string())
    }

    fn buy_cloud(&mut self, code: &str, number: &str) -> Result<i64, String> {
        self.cloud(
            "purchase",
            json!({ "packageCode": code, "outTradeNo": number }),
        )
        .map(|order| order["eshopOrderId"].as_i64().unwrap())
    }

    fn cloud_order(&mut self, name: &str, order: i64) -> Result<Value, String> {
        let mut params = json!({ "eshopOrderId": order });
        if name == "refund" {
            params["remark"] = "test".into();
        }
        self.ask(&format!("cloudEsim.{name}"), &params.to_string())
    }

    fn cloud_status(&mut self, order: i64) -> i64 {
        let status = self.cloud_order("orderStatus", order).unwrap();
        status["status"].as_i64().unwrap()
    }
}

#[test]
fn a_package_takes_effect_runs_low_is_used_up_and_the_esim_stops() {
    let mut bench = Bench::of_cloud(0);
    assert_eq!(
        bench.cloud("get", json!({})).unwrap()["cardStatus"],
        "ACTIVATION_READY_NAME"
    );
    let offers = bench.cloud("listPackages", json!({})).unwrap();
    assert_eq!(offers["list"][0]["packageCode"], "SB-CLOUD-100M-7D");
    let order = bench.buy_cloud("SB-CLOUD-1G-30D", "c1").unwrap();
    assert_eq!(bench.balance(), "491.10");
    assert_eq!(bench.cloud_status(order), 1);
    assert_eq!(bench.cloud_order("refund", order), Err("45113".into()));
    bench.sandbox.advance(5, START);
    assert_eq!(bench.cloud_status(order), 2);
    assert_eq!(
        bench.names(),
        ["CloudESimSubPkgList", "CloudESimPkgActivate"]
    );
    bench.sandbox.advance(DAY, START);
    let got = bench.cloud("get", json!({})).unwrap();
    let bytes = |name: &str| got[name].as_i64().unwrap();
    let used = bytes("currentPkgUsedBytes");
    assert!((19 << 20..=120 << 20).contains(&used), "{used}");
    assert_eq!(used + bytes("currentPkgRemainBytes"), 1024 << 20);
    assert_eq!(bytes("remainFlowBytes"), bytes("currentPkgRemainBytes"));
    let records = bench.cloud("listOrders", json!({})).unwrap();
    assert_eq!(records["total"], 1);
    assert_eq!(
        records["list"][0]["flowRemainBytes"],
        bytes("currentPkgRemainBytes")
    );
    bench.sandbox.advance(31 * DAY, START);
    let names = bench.names();
    assert!(
        names.contains(&"CloudESimFlowAlert".to_owned()),
        "{names:?}"
    );
    assert_eq!(
        names[names.len() - 2..],
        ["CloudESimPkgDeactivate", "CloudESimCardStopped"]
    );
    assert_eq!(
        bench.cloud("get", json!({})).unwrap()["cardStatus"],
        "DEACTIVATED_NAME"
    );
    assert_eq!(bench.cloud_order("refund", order), Err("42008".into()));
}

#[test]
fn a_refund_pays_back_by_the_rule_and_is_told() {
    let mut bench = Bench::of_cloud(0);
    let order = bench.buy_cloud("SB-CLOUD-12G-360D", "c1").unwrap();
    bench.sandbox.advance(10 * DAY + 5, START);
    bench.told();
    let amount = bench.cloud_order("refundAmount", order).unwrap()["amount"]
        .as_i64()
        .unwrap();
    assert!((6000..=6900 * 350 / 360).contains(&amount), "{amount}");
    bench.cloud_order("refund", order).unwrap();
    assert_eq!(bench.balance(), world::money(50_000 - 6900 + amount));
    let told = bench.told();
    let Event::CloudESimRefund(refund) = &told[0].event else {
        panic!("{told:?}")
    };
    assert_eq!(refund.out_trade_no.as_deref(), Some("c1"));
    assert_eq!(refund.order_amount.as_deref(), Some("69.00"));
    assert_eq!(refund.refund_amount, Some(world::money(amount)));
    assert!(matches!(told[1].event, Event::CloudESimPkgDeactivate(_)));
    assert!(matches!(told[2].event, Event::CloudESimCardStopped(_)));
    assert_eq!(bench.cloud_status(order), 3);
    assert_eq!(bench.cloud_order("refund", order), Err("45113".into()));
}

#[test]
fn a_lock_stops_usage_until_it_is_unlocked() {
    let mut bench = Bench::of_cloud(7);
    let used = |bench: &mut Bench| {
        bench.cloud("get", json!({})).unwrap()["currentPkgUsedBytes"]
            .as_i64()
            .unwrap()
    };
    let before = used(&mut bench);
    bench.sandbox.advance(3600, START);
    assert_eq!(used(&mut bench), before);
    assert_eq!(bench.cloud("refreshUsage", json!({})), Err("44002".into()));
    let order = bench.buy_cloud("SB-CLOUD-EU-100M-7D", "c1").unwrap();
    bench.sandbox.advance(2, START);
    assert_eq!(bench.cloud_status(order), -1);
    assert_eq!(bench.balance(), "500.00");
    bench.cloud("unlock", json!({})).unwrap();
    assert_eq!(bench.cloud("unlock", json!({})), Err("45102".into()));
    bench.sandbox.advance(600, START);
    assert!(used(&mut bench) > before);
    assert_eq!(bench.cloud("unlock", json!({})), Err("45104".into()));
    bench.sandbox.advance(3600, START);
    assert_eq!(bench.names(), ["CloudESimUnLock", "CloudESimLocked"]);
    for _ in 0..4 {
        bench.cloud("unlock", json!({})).unwrap();
        bench.sandbox.advance(3600, START);
    }
    assert_eq!(bench.cloud("unlock", json!({})), Err("45103".into()));
}

#[test]
fn an_installed_profile_moves_the_esim_to_another_product() {
    let mut bench = Bench::of_cloud(0);
    let params = json!({ "productCode": "SB-CLOUD-EUROPE", "enable": true,
        "cloudSimPackageCode": "SB-CLOUD-EU-100M-7D", "simPackageCode": "SB-100M-7D" });
    let eid = bench.card.clone();
    let mut install = |params: &Value| {
        let mut params = params.clone();
        params["eid"] = eid.as_str().into();
        bench.ask("esim.install", &params.to_string())
    };
    install(&params).unwrap();
    let other =
        json!({ "productCode": "SB-CLOUD-GLOBAL", "cloudSimPackageCode": "SB-CLOUD-EU-100M-7D" });
    assert_eq!(install(&other), Err("41050".into()));
    assert_eq!(
        install(&json!({ "productCode": "NONE" })),
        Err("45109".into())
    );
    // Not enabled, it changes nothing.
    install(&json!({ "productCode": "SB-CLOUD-GLOBAL", "enable": false })).unwrap();
    bench.sandbox.advance(5, START);
    assert_eq!(
        bench.names(),
        [
            "CloudESimSwitchProduct",
            "CloudESimSubPkgList",
            "CloudESimPkgActivate"
        ]
    );
    assert_eq!(
        bench.cloud("get", json!({})).unwrap()["productCode"],
        "SB-CLOUD-EUROPE"
    );
    assert_eq!(bench.balance(), world::money(50_000 - 130 - 120));
}

#[test]
fn lists_hold_to_their_pages_and_filters() {
    let mut bench = Bench::of_cloud(0);
    let all = bench.cloud("list", json!({ "pageNum": "1" })).unwrap();
    assert_eq!(all["cardInfoList"].as_array().unwrap().len(), 8);
    let second = bench
        .cloud("list", json!({ "pageNum": "2", "pageSize": 5 }))
        .unwrap();
    assert_eq!(second["totalPage"], 2);
    assert_eq!(second["cardInfoList"].as_array().unwrap().len(), 3);
    let ready = json!({ "pageNum": "1", "cardStatus": "ACTIVATION_READY_NAME" });
    let ready = bench.cloud("list", ready).unwrap();
    assert_eq!(ready["cardInfoList"].as_array().unwrap().len(), 2);
    let eid = bench.card.clone();
    let one = bench
        .cloud("list", json!({ "pageNum": "1", "eids": eid }))
        .unwrap();
    assert_eq!(one["cardInfoList"][0]["eid"], eid);
    let orders: Vec<i64> = (0..3)
        .map(|at| {
            bench
                .buy_cloud("SB-CLOUD-100M-7D", &format!("c{at}"))
                .unwrap()
        })
        .collect();
    let page = bench
        .cloud("listOrders", json!({ "page": 2, "pageSize": 2 }))
        .unwrap();
    assert_eq!(page["total"], 3);
    assert_eq!(page["list"][0]["eshopOrderId"], orders[2]);
    let ids = json!({ "orderIdArrStr": orders[1].to_string() });
    assert_eq!(bench.cloud("listOrders", ids).unwrap()["total"], 1);
    let late = json!({ "createDateStart": "2026-01-02 00:00:00" });
    assert_eq!(bench.cloud("listOrders", late).unwrap()["total"], 0);
}

#[test]
fn each_refusal_of_cloud_esims_has_its_code() {
    let mut bench = Bench::of_cloud(1);
    let (mine, other) = (
        bench.card.clone(),
        bench.sandbox.world.cloud.esims[2].eid.clone(),
    );
    let order = bench.buy_cloud("SB-CLOUD-100M-7D", "taken").unwrap();
    let many = vec!["1"; 501].join(",");
    bench.sandbox.advance(2, START);
    for name in ["refreshUsage", "cancelSession"] {
        bench.cloud(name, json!({})).unwrap();
        assert_eq!(bench.cloud(name, json!({})), Err("44001".into()));
    }
    for (name, params, code) in [
        ("get", json!({ "eid": "" }), "43332"),
        ("get", json!({ "eid": "x" }), "43332"),
        ("get", json!({ "eid": "89" }), "900911"),
        ("list", json!({ "pageNum": "x" }), "42403"),
        ("list", json!({ "pageNum": "0" }), "42403"),
        ("list", json!({ "pageNum": "1", "pageSize": 501 }), "42407"),
        (
            "list",
            json!({ "pageNum": "1", "cardStatus": "X" }),
            "43332",
        ),
        ("list", json!({ "pageNum": "1", "eids": "x" }), "43332"),
        ("list", json!({ "pageNum": "1", "eids": many }), "41007"),
        ("listOrders", json!({ "pageSize": 1001 }), "42407"),
        ("listOrders", json!({ "page": 0 }), "42403"),
        ("listOrders", json!({ "orderIdArrStr": "x" }), "42003"),
        ("listOrders", json!({ "createDateStart": "today" }), "42409"),
        (
            "listOrders",
            json!({ "updateDateStart": "2026-01-02", "updateDateEnd": "2026-01-01" }),
            "41006",
        ),
        (
            "purchase",
            json!({ "packageCode": "NONE", "outTradeNo": "1" }),
            "41018",
        ),
        (
            "purchase",
            json!({ "packageCode": "SB-CLOUD-100M-7D" }),
            "42001",
        ),
        (
            "purchase",
            json!({ "packageCode": "SB-CLOUD-100M-7D", "outTradeNo": "taken" }),
            "42002",
        ),
        (
            "purchase",
            json!({ "packageCode": "SB-CLOUD-EU-100M-7D", "outTradeNo": "1" }),
            "41050",
        ),
        (
            "purchase",
            json!({ "packageCode": "SB-CLOUD-100M-7D", "outTradeNo": "1", "renew": 2 }),
            "43332",
        ),
        ("orderStatus", json!({}), "42003"),
        ("orderStatus", json!({ "eshopOrderId": "x" }), "42003"),
        ("orderStatus", json!({ "eshopOrderId": 1 }), "42004"),
        (
            "orderStatus",
            json!({ "orderId": order.to_string() }),
            "42004",
        ),
        ("refund", json!({ "eshopOrderId": order }), "45106"),
        (
            "transferPackage",
            json!({ "oldEid": mine, "newEid": other }),
            "42003",
        ),
        (
            "transferPackage",
            json!({ "oldEid": mine, "newEid": other, "oldEshopOrderId": 1 }),
            "42004",
        ),
        (
            "transferPackage",
            json!({ "oldEid": other, "newEid": mine, "oldEshopOrderId": order }),
            "41028",
        ),
        (
            "transferPackage",
            json!({ "oldEid": mine, "newEid": mine, "oldEshopOrderId": order }),
            "43332",
        ),
        (
            "transferPackage",
            json!({ "oldEid": mine, "newEid": "1", "oldEshopOrderId": order }),
            "900911",
        ),
        ("unlock", json!({}), "45104"),
    ] {
        let refused = bench.cloud(name, params.clone());
        assert_eq!(refused, Err(code.into()), "{name} {params}");
    }
    bench.sandbox.world.cents = 100;
    assert_eq!(bench.buy_cloud("SB-CLOUD-1G-30D", "1"), Err("45112".into()));
}
