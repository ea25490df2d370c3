//! Data pools: subscribed, shared by their cards, used up, cancelled, deleted.

mod records;

use super::*;

impl Bench {
    fn pool(&mut self, name: &str, params: Value) -> Result<Value, String> {
        self.ask(&format!("pools.{name}"), &params.to_string())
    }

    fn new_pool(&mut self, kind: &str) -> i64 {
        let made = self.pool("create", json!({ "pool_type_code": kind, "memo": "m" }));
        made.unwrap()["pool_object_id"].as_i64().unwrap()
    }

    fn subscribe(&mut self, pool: i64, kind: &str, number: &str) -> Result<Value, String> {
        let params =
            json!({ "pool_object_id": pool, "pool_type_code": kind, "out_trade_no": number });
        self.pool("subscribe", params)
    }

    fn row(&mut self, pool: i64) -> Value {
        let params = json!({ "pool_object_id_arr": pool.to_string() });
        self.pool("list", params).unwrap()["list"][0].take()
    }

    fn records(&mut self, pool: i64) -> Vec<Value> {
        let params = json!({ "pool_object_id": pool, "page": 1, "page_size": 100 });
        let list = self.pool("listRecords", params).unwrap();
        list["list"].as_array().unwrap().clone()
    }

    fn of_pool(&mut self, name: &str, pool: i64, cards: &[&str]) -> Result<Value, String> {
        let params = json!({ "pool_object_id": pool, "iccid_arr": cards.join(",") });
        self.pool(name, params)
    }

    /// A card with a package in use.
    fn busy(&mut self) -> String {
        let cards = &self.sandbox.world.cards;
        let busy = cards.iter().find(|card| card.current.is_some());
        busy.unwrap().iccid.clone()
    }
}

const SMALL: &str = "SB-POOL-3-500M-7D";

#[test]
fn a_pool_lives_from_its_subscription_to_its_end() {
    let mut bench = Bench::new();
    let card = bench.card.clone();
    let pool = bench.new_pool(SMALL);
    assert_eq!(bench.row(pool)["status"], 1);
    assert_eq!(bench.balance(), "500.00");
    let order = bench.subscribe(pool, SMALL, "p1").unwrap();
    assert!(order["order_no"].as_str().unwrap().len() == 36);
    assert_eq!(bench.balance(), "496.00");
    assert_eq!(bench.records(pool)[0]["status_code"], 0);
    bench.sandbox.advance(2, START);
    assert_eq!(bench.records(pool)[0]["status_code"], 1);
    bench.subscribe(pool, SMALL, "p2").unwrap();
    let find = json!({ "iccid": card });
    assert_eq!(
        bench.pool("findByIccid", find.clone()).unwrap()["pool_object_id"],
        0
    );
    let free = bench.of_pool("listAddableCards", pool, &[&card]).unwrap();
    assert_eq!(free["list"][0]["iccid"], card.as_str());
    bench.of_pool("addCards", pool, &[&card]).unwrap();
    bench.sandbox.advance(2, START);
    assert_eq!(
        bench.pool("findByIccid", find).unwrap()["pool_object_id"],
        pool
    );
    let states: Vec<Value> = bench
        .records(pool)
        .iter()
        .map(|record| record["status_code"].clone())
        .collect();
    assert_eq!(states, [json!(3), json!(2)]);
    let row = bench.row(pool);
    assert_eq!(
        (&row["status"], &row["used_pool_lines"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(row["total_active"], 14);
    let get = json!({ "iccid": card }).to_string();
    let shown = bench.ask("cards.get", &get).unwrap();
    assert_eq!(shown["cardStatus"], "ACTIVATED_NAME");
    assert_eq!(shown["remainFlowType"], 1.0);
    bench.sandbox.advance(DAY, START);
    let used = bench.records(pool)[0]["used"].as_i64().unwrap();
    assert!((19 << 20..=120 << 20).contains(&used), "{used}");
    let row = bench.row(pool);
    assert_eq!(row["remain"].as_i64().unwrap() + used, 1000 << 20);
    let index = bench.sandbox.world.card(&card).unwrap();
    let clock = bench.sandbox.clock();
    assert_eq!(bench.sandbox.world.usage_bytes(index, START, clock), used);
    assert_eq!(bench.names(), [""; 0]);
    bench.sandbox.advance(20 * DAY, START);
    assert_eq!(bench.row(pool)["status"], -1);
    assert!(
        bench
            .records(pool)
            .iter()
            .all(|one| one["status_code"] == -1)
    );
    assert_eq!(bench.names(), ["CardStopped"]);
    assert_eq!(bench.balance(), "492.00");
    let shown = bench.card_shown();
    assert_eq!(shown["cardStatus"], "DEACTIVATED_NAME");
    let row = bench.row(pool);
    let nothing = ["total", "remain", "total_active", "available_days"];
    assert_eq!(nothing.map(|field| row[field].as_i64()), [Some(0); 4]);
    assert_eq!(row["used_pool_lines"], 1);
    // What was used of both is what the card has used.
    let used: i64 = bench
        .records(pool)
        .iter()
        .map(|one| one["used"].as_i64().unwrap())
        .sum();
    assert_eq!(
        used as f64,
        shown["totalUseFlow"].as_f64().unwrap() * 1_048_576.0
    );
    bench.of_pool("removeCards", pool, &[&card]).unwrap();
    let cards = bench.pool("listCards", json!({ "pool_object_id": pool }));
    assert_eq!(cards.unwrap()["list"], json!([]));
    let free = bench.of_pool("listAddableCards", pool, &[&card]).unwrap();
    assert_eq!(free["list"][0]["iccid"], card.as_str());
    let find = bench.pool("findByIccid", json!({ "iccid": card }));
    assert_eq!(find.unwrap()["pool_object_id"], 0);
    bench
        .pool("delete", json!({ "pool_object_id": pool }))
        .unwrap();
    assert_eq!(bench.pool("list", json!({})).unwrap()["list"], json!([]));
    let gone = json!({ "pool_object_id": pool, "page": 1, "page_size": 10 });
    assert_eq!(bench.pool("listRecords", gone), Err("42404".into()));
    // Its record is gone with it, and its usage is not.
    assert_eq!(bench.card_shown()["totalUseFlow"], shown["totalUseFlow"]);
    assert_eq!(bench.names(), [""; 0]);
}

#[test]
fn what_is_used_up_is_used_up_to_the_byte_and_shared() {
    let mut bench = Bench::new();
    let pool = bench.new_pool(SMALL);
    let cards: Vec<usize> = (0..bench.sandbox.world.cards.len())
        .filter(|card| {
            let card = &bench.sandbox.world.cards[*card];
            card.current.is_none() && card.stage != world::Stage::Retired
        })
        .take(3)
        .collect();
    let iccids: Vec<String> = cards
        .iter()
        .map(|card| bench.sandbox.world.cards[*card].iccid.clone())
        .collect();
    let iccids: Vec<&str> = iccids.iter().map(String::as_str).collect();
    for card in &cards {
        bench.sandbox.world.cards[*card].rate = 97;
    }
    bench.of_pool("addCards", pool, &iccids).unwrap();
    assert_eq!(
        bench
            .pool("listCards", json!({ "pool_object_id": pool }))
            .unwrap()["list"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    bench.subscribe(pool, SMALL, "p1").unwrap();
    let world = |bench: &Bench, at: i64| -> Vec<i64> {
        let used = |card: &usize| bench.sandbox.world.usage_bytes(*card, START, at);
        cards.iter().map(used).collect()
    };
    bench.sandbox.advance(DAY, START);
    let then = world(&bench, START + DAY);
    bench.sandbox.advance(2 * DAY, START);
    let record = bench.records(pool)[0].clone();
    assert_eq!(
        (&record["status_code"], &record["used"]),
        (&json!(-1), &record["total"])
    );
    let clock = bench.sandbox.clock();
    assert_eq!(world(&bench, clock).iter().sum::<i64>(), 500 << 20);
    // What was told of the past still holds.
    assert_eq!(world(&bench, START + DAY), then);
}

#[test]
fn a_card_with_a_package_leaves_the_pool_alone() {
    let mut bench = Bench::new();
    let busy = bench.busy();
    let pool = bench.new_pool(SMALL);
    bench.subscribe(pool, SMALL, "p1").unwrap();
    bench.of_pool("addCards", pool, &[&busy]).unwrap();
    bench.sandbox.advance(3600, START);
    assert_eq!(bench.records(pool)[0]["used"], 0);
    // Without it the pool keeps the card online.
    let index = bench.sandbox.world.card(&busy).unwrap();
    let order = bench.sandbox.world.cards[index].current.unwrap();
    bench.sandbox.world.finish(order);
    bench.card = busy.clone();
    bench.sandbox.advance(3600, START);
    assert!(!bench.names().contains(&"CardStopped".to_owned()));
    assert!(bench.records(pool)[0]["used"].as_i64().unwrap() > 0);
    bench.of_pool("removeCards", pool, &[&busy]).unwrap();
    assert_eq!(bench.names().last().unwrap(), "CardStopped");
}
