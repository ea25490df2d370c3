//! Cancelled subscriptions, lists of records, and the refusals of pools.

use super::*;

#[test]
fn a_cancelled_subscription_pays_back_by_the_rule() {
    let mut bench = Bench::new();
    let card = bench.card.clone();
    let pool = bench.new_pool("SB-POOL-10-5G-30D");
    bench.subscribe(pool, "SB-POOL-10-5G-30D", "p1").unwrap();
    bench.of_pool("addCards", pool, &[&card]).unwrap();
    bench.sandbox.advance(10 * DAY + 2, START);
    let cancel = json!({ "pool_object_id": pool.to_string(), "out_trade_no": "p1" });
    assert_eq!(
        bench.pool("unsubscribe", cancel.clone()).unwrap(),
        json!({})
    );
    // 20 of 30 days are left; of 5 GB at most 1.2 are used.
    assert_eq!(
        bench.balance(),
        world::money(50_000 - 2900 + 2900 * 20 / 30)
    );
    let record = bench.records(pool)[0].take();
    assert_eq!(record["status_code"], -2);
    assert_eq!(record["expire_timestamp"], bench.sandbox.clock());
    assert_eq!(bench.names(), ["CardStopped"]);
    assert_eq!(bench.card_shown()["cardStatus"], "DEACTIVATED_NAME");
    let row = bench.row(pool);
    assert_eq!(
        ["status", "total", "remain", "used_pool_lines"].map(|field| row[field].as_i64()),
        [Some(-1), Some(0), Some(0), Some(1)]
    );
    assert_eq!(bench.pool("unsubscribe", cancel), Err("42008".into()));
    // Nothing more is used, and nothing of the end that was planned happens.
    let used = record["used"].clone();
    bench.sandbox.advance(30 * DAY, START);
    assert_eq!(bench.records(pool)[0]["used"], used);
    assert_eq!(bench.names(), [""; 0]);
}

#[test]
fn of_a_cancelled_subscription_the_next_one_takes_the_place() {
    let mut bench = Bench::new();
    let card = bench.card.clone();
    let pool = bench.new_pool(SMALL);
    bench.subscribe(pool, SMALL, "p1").unwrap();
    bench.subscribe(pool, SMALL, "p2").unwrap();
    bench.subscribe(pool, SMALL, "p3").unwrap();
    bench.of_pool("addCards", pool, &[&card]).unwrap();
    bench.sandbox.advance(DAY + 2, START);
    let cancel = |bench: &mut Bench, number: &str| {
        let params = json!({ "pool_object_id": pool.to_string(), "out_trade_no": number });
        bench.pool("unsubscribe", params).unwrap();
    };
    // Two days after the order none of the waiting one's days have begun.
    bench.sandbox.advance(DAY, START);
    cancel(&mut bench, "p3");
    assert_eq!(bench.balance(), "492.00");
    cancel(&mut bench, "p1");
    // At most what is left of 7 days, at least what is left of 500 MB.
    let back = 400 * (500 - 240) / 500;
    let balance = bench.sandbox.world.cents;
    assert!(
        (49_200 + back..=49_200 + 400 * 5 / 7).contains(&balance),
        "{balance}"
    );
    let codes: Vec<i64> = bench
        .records(pool)
        .iter()
        .map(|one| one["status_code"].as_i64().unwrap())
        .collect();
    assert_eq!(codes, [-2, 3, -2]);
    // The card did not go offline in between.
    assert_eq!(bench.names(), [""; 0]);
    assert_eq!(bench.card_shown()["cardStatus"], "ACTIVATED_NAME");
    assert_eq!(bench.row(pool)["total"], 500 << 20);
}

#[test]
fn records_are_filtered_by_everything_and_come_in_pages() {
    let mut bench = Bench::new();
    let card = bench.card.clone();
    let pool = bench.new_pool("SB-POOL-10-5G-30D");
    let kinds = [
        "SB-POOL-10-5G-30D",
        "SB-POOL-10-50G-360D",
        "SB-POOL-10-5G-30D",
    ];
    let mut numbers = Vec::new();
    for (at, kind) in kinds.iter().enumerate() {
        let made = bench.subscribe(pool, kind, &format!("p{at}")).unwrap();
        numbers.push(made["order_no"].as_str().unwrap().to_owned());
        bench.sandbox.advance(10, START);
    }
    bench.of_pool("addCards", pool, &[&card]).unwrap();
    let expires = START + 30 + 30 * DAY;
    for (filter, found) in [
        (json!({}), &["p0", "p1", "p2"][..]),
        (json!({ "order_no_arr": numbers[1] }), &["p1"]),
        (json!({ "out_trade_no_arr": "p2,p0,p9" }), &["p0", "p2"]),
        (json!({ "pool_type_code_arr": kinds[1] }), &["p1"]),
        (json!({ "status_code_arr": "3" }), &["p0"]),
        (json!({ "status_code_arr": "2,3" }), &["p0", "p1", "p2"]),
        (json!({ "status_code_arr": "-1" }), &[]),
        (json!({ "create_at_start": START + 10 }), &["p1", "p2"]),
        (json!({ "create_at_end": START + 10 }), &["p0", "p1"]),
        (json!({ "active_timestamp_start": START + 30 }), &["p0"]),
        (json!({ "active_timestamp_end": START + 29 }), &["p1", "p2"]),
        (json!({ "expire_timestamp_start": expires }), &["p0"]),
        (
            json!({ "expire_timestamp_start": 1, "expire_timestamp_end": expires - 1 }),
            &[],
        ),
        (json!({ "page_size": 2 }), &["p0", "p1"]),
        (json!({ "page_size": 2, "page": 2 }), &["p2"]),
        (json!({ "page_size": 2, "page": 3 }), &[]),
    ] {
        let mut params = json!({ "pool_object_id": pool, "page": 1, "page_size": 1000 });
        for (name, value) in filter.as_object().unwrap() {
            params[name] = value.clone();
        }
        let list = bench.pool("listRecords", params).unwrap();
        let own: Vec<&str> = list["list"]
            .as_array()
            .unwrap()
            .iter()
            .map(|record| record["out_trade_no"].as_str().unwrap())
            .collect();
        assert_eq!(own, found, "{filter}");
    }
}

#[test]
fn each_refusal_of_pools_has_its_code() {
    let mut bench = Bench::new();
    let card = bench.card.clone();
    let pool = bench.new_pool(SMALL);
    let other = bench.new_pool(SMALL);
    bench.subscribe(pool, SMALL, "taken").unwrap();
    bench.of_pool("addCards", pool, &[&card]).unwrap();
    // Which is in a pool already is left out.
    bench.of_pool("addCards", other, &[&card]).unwrap();
    assert_eq!(bench.row(other)["used_pool_lines"], 0);
    let four: Vec<String> = bench.sandbox.world.cards[4..8]
        .iter()
        .map(|card| card.iccid.clone())
        .collect();
    let (four, many) = (four.join(","), vec!["1"; 501].join(","));
    let long = "x".repeat(33);
    for (name, params, code) in [
        ("listPackages", json!({ "iccid": "x" }), "41002"),
        ("listPackages", json!({ "pool_object_id": 0 }), "42404"),
        ("create", json!({}), "42022"),
        ("create", json!({ "pool_type_code": "NONE" }), "42007"),
        ("list", json!({ "pool_object_id_arr": "x" }), "42404"),
        ("delete", json!({ "pool_object_id": 0 }), "42404"),
        ("delete", json!({ "pool_object_id": pool }), "43332"),
        (
            "subscribe",
            json!({ "pool_object_id": pool, "pool_type_code": "NONE", "out_trade_no": "1" }),
            "42007",
        ),
        (
            "subscribe",
            json!({ "pool_object_id": pool, "pool_type_code": SMALL }),
            "42001",
        ),
        (
            "subscribe",
            json!({ "pool_object_id": pool, "pool_type_code": SMALL, "out_trade_no": long }),
            "42001",
        ),
        (
            "subscribe",
            json!({ "pool_object_id": pool, "pool_type_code": SMALL, "out_trade_no": "taken" }),
            "42002",
        ),
        (
            "subscribe",
            json!({ "pool_object_id": pool, "pool_type_code": "SB-POOL-10-5G-30D", "out_trade_no": "1" }),
            "41050",
        ),
        ("unsubscribe", json!({ "pool_object_id": pool }), "42003"),
        (
            "unsubscribe",
            json!({ "pool_object_id": pool, "out_trade_no": "none" }),
            "42004",
        ),
        (
            "unsubscribe",
            json!({ "pool_object_id": other, "out_trade_no": "taken" }),
            "42004",
        ),
        (
            "unsubscribe",
            json!({ "pool_object_id": pool, "out_trade_no": "taken", "order_no": "x" }),
            "42004",
        ),
        (
            "listRecords",
            json!({ "pool_object_id": pool, "page": 0, "page_size": 1 }),
            "42403",
        ),
        (
            "listRecords",
            json!({ "pool_object_id": pool, "page": 1, "page_size": 1001 }),
            "42407",
        ),
        (
            "listRecords",
            json!({ "pool_object_id": pool, "page": 1, "page_size": 1, "status_code_arr": "x" }),
            "43332",
        ),
        (
            "listRecords",
            json!({ "pool_object_id": pool, "page": 1, "page_size": 1, "create_at_start": "x" }),
            "42409",
        ),
        (
            "listRecords",
            json!({ "pool_object_id": pool, "page": 1, "page_size": 1, "create_at_start": 2, "create_at_end": 1 }),
            "41006",
        ),
        (
            "listAddableCards",
            json!({ "pool_object_id": pool }),
            "41001",
        ),
        (
            "addCards",
            json!({ "pool_object_id": pool, "iccid_arr": "x" }),
            "41001",
        ),
        (
            "addCards",
            json!({ "pool_object_id": pool, "iccid_arr": "89" }),
            "42405",
        ),
        (
            "addCards",
            json!({ "pool_object_id": pool, "iccid_arr": many }),
            "41007",
        ),
        (
            "addCards",
            json!({ "pool_object_id": other, "iccid_arr": four }),
            "41007",
        ),
        ("listCards", json!({ "pool_object_id": "x" }), "42404"),
        (
            "removeCards",
            json!({ "pool_object_id": 99, "iccid_arr": card }),
            "42404",
        ),
        ("findByIccid", json!({}), "41003"),
    ] {
        let refused = bench.pool(name, params.clone());
        assert_eq!(refused, Err(code.into()), "{name} {params}");
    }
    bench.sandbox.world.cents = 100;
    assert_eq!(bench.subscribe(pool, SMALL, "1"), Err("45112".into()));
}
