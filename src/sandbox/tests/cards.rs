//! Cards: networks, devices and their pools, upkeep, transfer, tasks.

use super::*;

impl Bench {
    /// ICCIDs of the cards of the beginning that fit.
    pub fn cards(&self, fits: impl Fn(&world::Card) -> bool) -> Vec<String> {
        let cards = self.sandbox.world.cards.iter();
        cards
            .filter(|card| fits(card))
            .map(|card| card.iccid.clone())
            .collect()
    }

    fn on_card(&mut self, name: &str) -> Result<Value, String> {
        let params = json!({ "iccid": self.card }).to_string();
        self.ask(name, &params)
    }
}

#[test]
fn a_network_of_another_product_moves_the_card_there() {
    let mut bench = Bench::new();
    bench.card =
        bench.cards(|card| card.product.code == "SB-TN-V3-W" && card.current.is_some())[0].clone();
    let options = bench.on_card("cards.networkOptions").unwrap();
    assert_eq!(options["network"], "all");
    assert_eq!(options["operators"].as_array().unwrap().len(), 7);
    let switch = |bench: &mut Bench, network: &str| {
        let params = json!({ "iccid": bench.card, "network": network }).to_string();
        bench.ask("cards.switchNetwork", &params).map(|_| ())
    };
    assert_eq!(switch(&mut bench, "USA-AT&T"), Ok(()));
    assert!(bench.names().is_empty());
    assert_eq!(switch(&mut bench, "China-Mobile"), Ok(()));
    assert_eq!(bench.names(), ["SwitchProduct"]);
    assert_eq!(
        bench.on_card("cards.product").unwrap()["productCode"],
        "SB-TN-V3-W-CN"
    );
    assert_eq!(bench.order("SB-TN-2G-30D", "t"), Err("41050".into()));
    assert!(bench.order("SB-TN-CN-1G-30D", "t").is_ok());
}

#[test]
fn a_pool_locks_a_card_in_a_strange_device_until_it_is_unlocked() {
    let mut bench = Bench::new();
    bench.order("SB-3G-90D", "t").unwrap();
    let add = json!({ "plockGroupId": 3, "iccids": bench.card }).to_string();
    bench.ask("cards.addIccidsToPool", &add).unwrap();
    bench.sandbox.advance(120, START);
    assert_eq!(
        bench.names(),
        [
            "SubPkgList",
            "CardMovedInIMEIPool",
            "PkgEffective",
            "CardIMEILocked"
        ]
    );
    let locked = bench.card_shown();
    assert_eq!(
        (&locked["imeiPoolStatus"], &locked["isIMEIPool"]),
        (&json!(1), &json!(1))
    );
    bench.sandbox.advance(DAY, START);
    assert_eq!(
        bench.card_shown()["monthUseFlow"],
        locked["monthUseFlow"],
        "a locked card uses nothing"
    );
    assert_eq!(
        bench.on_card("cards.unlockImei").unwrap()["imeiPoolUnlockCount"],
        1
    );
    assert_eq!(bench.on_card("cards.unlockImei"), Err("45104".into()));
    // Still in the strange device: locked again, until that joins the pool.
    bench.sandbox.advance(3600, START);
    assert_eq!(bench.names(), ["IMEIUnLock", "CardIMEILocked"]);
    let bind = json!({ "iccid": bench.card, "imei": "350000000000001" }).to_string();
    bench.ask("cards.bindDevice", &bind).unwrap();
    let join = json!({ "imei": "350000000000001", "plockGroupId": 3 }).to_string();
    bench.ask("cards.addImeiToPool", &join).unwrap();
    bench.on_card("cards.unlockImei").unwrap();
    bench.sandbox.advance(DAY, START);
    assert_eq!(bench.names(), ["IMEIUnLock"]);
    assert_ne!(bench.card_shown()["monthUseFlow"], locked["monthUseFlow"]);
    let add = json!({ "plockGroupId": 1, "iccids": bench.card }).to_string();
    bench.ask("cards.addIccidsToPool", &add).unwrap();
    assert_eq!(
        bench.names(),
        ["CardMovedOutIMEIPool", "CardMovedInIMEIPool"]
    );
}

#[test]
fn a_temporary_membership_ends_by_itself_and_tells_the_pool() {
    let mut bench = Bench::new();
    bench.card = bench.cards(|card| card.temporary)[0].clone();
    assert_eq!(bench.card_shown()["isIMEIPool"], 2);
    bench.sandbox.advance(7 * DAY, START);
    assert!(bench.names().contains(&"CardMovedOutIMEIPool".to_owned()));
    assert_eq!(bench.card_shown()["isIMEIPool"], 0);
}

#[test]
fn a_package_moves_with_what_is_left_of_it() {
    let mut bench = Bench::new();
    let order = bench.order("SB-1G-30D", "t").unwrap();
    bench.sandbox.advance(2 * DAY, START);
    bench.told();
    let old_card = bench.card.clone();
    let before = bench.card_shown();
    let first_product =
        |card: &world::Card| card.product.code == "SB-GLOBAL-IOT" && card.orders.is_empty();
    let new_card = bench.cards(first_product)[0].clone();
    let params =
        json!({ "oldIccid": old_card, "orderId": order, "orderNumber": "", "newIccid": new_card });
    let moved = bench
        .ask("cards.transferPackage", &params.to_string())
        .unwrap();
    assert_eq!(moved["newPkgCode"], "SB-1G-30D");
    bench.sandbox.advance(3, START);
    assert_eq!(
        bench.names(),
        [
            "PkgQuantityList",
            "CardStopped",
            "SubPkgList",
            "PkgEffective"
        ]
    );
    bench.card = new_card;
    let after = bench.card_shown();
    assert_eq!(after["monthRemainFlow"], before["monthRemainFlow"]);
    let again = bench.ask("cards.transferPackage", &params.to_string());
    assert_eq!(again, Err("42006".into()));
    bench.sandbox.advance(32 * DAY, START);
    assert_eq!(bench.names().last().unwrap(), "CardStopped");
}

#[test]
fn a_reset_is_a_task_that_takes_time() {
    let mut bench = Bench::new();
    let all: Vec<String> = bench.cards(|_| true);
    let params = json!({ "iccids": all.join(",") }).to_string();
    bench.ask("cards.reset", &params).unwrap();
    let id = bench.sandbox.overview(10)["tasks"]["list"][0]["id"].clone();
    let status = |bench: &mut Bench| {
        let params = json!({ "ids": id.as_str().unwrap() }).to_string();
        bench.ask("tasks.query", &params).unwrap()[0].take()
    };
    assert_eq!(status(&mut bench)["status"], "0");
    bench.sandbox.advance(5, START);
    assert_eq!(status(&mut bench)["status"], "1");
    bench.sandbox.advance(2 * all.len() as i64, START);
    let done = status(&mut bench);
    assert_eq!(done["status"], "2");
    assert!(done["result"].as_str().unwrap().starts_with("success "));
}

#[test]
fn usage_adds_up_to_what_the_api_reports() {
    let mut bench = Bench::new();
    for (offer, number) in [
        ("SB-100M-7D", "a"),
        ("SB-SLOW-1G-30D", "b"),
        ("SB-DAY-7D", "c"),
    ] {
        bench.order(offer, number).unwrap();
    }
    let index = bench.sandbox.world.card(&bench.card).unwrap();
    for day in 0..50 {
        bench.sandbox.advance(DAY - 7, START);
        // Offline and online again must neither lose nor invent a byte.
        if day % 7 == 3 {
            bench.sandbox.world.suspend(index);
            bench.sandbox.advance(100, START);
            bench.sandbox.world.resume(index);
        }
    }
    let world = &bench.sandbox.world;
    let end = world.clock - world.clock % 3600 + 3600;
    let hours = (START..end).step_by(3600);
    let by_hour: i64 = hours
        .map(|hour| world.usage_bytes(index, hour, hour + 3600))
        .sum();
    assert!(by_hour > 100 << 20, "{by_hour}");
    assert_eq!(by_hour, world.usage_bytes(index, START, i64::MAX));
    let orders = world.cards[index].orders.iter();
    let of_orders: i64 = orders
        .map(|order| world.used(&world.orders[*order]) * 1024)
        .sum();
    assert_eq!(by_hour, of_orders);
    let reported = bench.card_shown()["totalUseFlow"].as_f64().unwrap();
    assert_eq!(by_hour as f64, reported * 1_048_576.0);
}

#[test]
fn a_large_account_is_found_and_paged_through() {
    let config = Config {
        cards: 50_000,
        cents: i64::MAX / 2,
        ..config(3)
    };
    let mut bench = Bench {
        sandbox: Sandbox::new(config),
        nonce: 0,
        card: String::new(),
    };
    let mut seen = std::collections::HashSet::new();
    for page in [1, 2, 50, 100] {
        let params = json!({ "pageNum": page.to_string() }).to_string();
        let answer = bench.ask("cards.list", &params).unwrap();
        assert_eq!(answer["totalPage"], 100);
        for card in answer["cardInfoList"].as_array().unwrap() {
            seen.insert(card["iccid"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(seen.len(), 2000);
    bench.card = bench.cards(|card| card.orders.is_empty() && card.real_name)[0].clone();
    for number in 0..2000 {
        bench.order("SB-100M-7D", &number.to_string()).unwrap();
    }
    let params = json!({ "iccid": bench.card, "page": 4, "pageSize": 500 }).to_string();
    assert_eq!(
        bench
            .ask("packages.listOrders", &params)
            .unwrap()
            .as_array()
            .unwrap()
            .len(),
        500
    );
}
