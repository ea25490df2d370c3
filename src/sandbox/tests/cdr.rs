//! CDR files and traffic: one and the same usage.

use super::*;
use crate::cdr::{FileName, Groups, Lines, Totals, coverage};

const HOUR: i64 = 3600;

impl Bench {
    fn traffic(&mut self, mut params: Value) -> Result<Vec<(String, u64)>, String> {
        if params.get("iccids").is_none() {
            let cards = self.sandbox.world.cards.iter();
            let all: Vec<&str> = cards.map(|card| card.iccid.as_str()).collect();
            params["iccids"] = all.join(",").into();
        }
        let answer = self.ask("cdr.queryTraffic", &params.to_string())?;
        let rows = answer.as_array().unwrap().iter().map(|row| {
            let bytes = row["traffic"].as_str().unwrap().parse().unwrap();
            (row["iccid"].as_str().unwrap().to_owned(), bytes)
        });
        let mut rows: Vec<(String, u64)> = rows.collect();
        rows.sort();
        Ok(rows)
    }
}

/// Usage by card in files that begin in a time.
fn totals(files: &[(String, String)], from: i64, until: i64) -> Vec<(String, u64)> {
    let mut totals = Totals::new(Groups::default(), 7);
    for (name, text) in files {
        let name = FileName::parse(name).unwrap();
        if !(from..until).contains(&name.start) {
            continue;
        }
        for line in Lines::new(text.as_bytes(), true) {
            if let Some(record) = line.unwrap() {
                totals.add(&record).unwrap();
            }
        }
    }
    assert_eq!(totals.repeated(), 0);
    let mut found: Vec<(String, u64)> = totals.by_card().collect();
    found.sort();
    found
}

/// Three days with everything that changes usage in them.
fn busy() -> Bench {
    let mut bench = Bench::new();
    let card = bench.card.clone();
    let small = "SB-POOL-3-500M-7D";
    let pool = bench
        .ask(
            "pools.create",
            &json!({ "pool_type_code": small }).to_string(),
        )
        .unwrap()["pool_object_id"]
        .clone();
    let params = json!({ "pool_object_id": pool, "pool_type_code": small, "out_trade_no": "p" });
    bench.ask("pools.subscribe", &params.to_string()).unwrap();
    let params = json!({ "pool_object_id": pool, "iccid_arr": card });
    bench.ask("pools.addCards", &params.to_string()).unwrap();
    bench.sandbox.advance(DAY + 1234, START);
    let order = bench.order("SB-100M-7D", "t1").unwrap();
    bench.sandbox.advance(DAY / 3 + 7, START);
    bench.refund(order).unwrap();
    bench.sandbox.advance(2 * DAY, START);
    bench
}

#[test]
fn files_add_up_to_what_the_query_tells() {
    let mut bench = busy();
    let files = bench.sandbox.cdr_files(Some(0), START);
    let day = |at: i64| START + at * DAY;
    let at =
        |day: &str, last: &str| json!({ "dateType": "daily", "startDate": day, "endDate": last });
    for (params, from, until) in [
        (at("2026-01-01", "2026-01-01"), day(0), day(1)),
        (at("2026-01-02", "2026-01-03"), day(1), day(3)),
        // Today, as far as files were made.
        (at("2026-01-04", "2026-01-04"), day(3), day(4)),
        (
            json!({ "dateType": "monthly", "month": "2025-12" }),
            day(-31),
            day(0),
        ),
        (
            json!({ "dateType": "monthly", "month": "2026-01" }),
            day(0),
            day(31),
        ),
    ] {
        let told = bench.traffic(params.clone()).unwrap();
        assert!(told.len() > 10, "{params}: {told:?}");
        assert_eq!(told, totals(&files, from, until), "{params}");
        assert!(told.iter().all(|(_, bytes)| *bytes > 0));
    }
    // All files are all that the cards have used until the last of them.
    let until = bench.sandbox.world.cdr_until();
    let world = &bench.sandbox.world;
    let used: i64 = (0..world.cards.len())
        .map(|card| world.usage_bytes(card, 0, until))
        .sum();
    let told: u64 = totals(&files, 0, i64::MAX)
        .iter()
        .map(|(_, bytes)| bytes)
        .sum();
    assert_eq!(told, used as u64);
}

#[test]
fn usage_of_cards_is_what_the_cards_show() {
    let mut bench = busy();
    let card = bench.card.clone();
    let index = bench.sandbox.world.card(&card).unwrap();
    let clock = bench.sandbox.clock();
    let used = bench.sandbox.world.usage_bytes(index, 0, clock);
    let shown = bench
        .ask("cards.get", &json!({ "iccid": card }).to_string())
        .unwrap();
    assert_eq!(
        shown["totalUseFlow"].as_f64().unwrap(),
        used as f64 / 1_048_576.0
    );
}

#[test]
fn files_are_hourly_named_by_their_times_and_made_half_an_hour_later() {
    let mut bench = Bench::new();
    assert!(bench.sandbox.cdr_files(None, START).is_empty());
    bench.sandbox.advance(HOUR / 2 - 1, START);
    assert!(bench.sandbox.cdr_files(None, START).is_empty());
    bench.sandbox.advance(1, START);
    let first = bench.sandbox.cdr_files(None, START);
    assert_eq!(first.len(), 1);
    assert_eq!(
        first[0].0,
        "cdr_10001_20251231230000_20260101000000_20260101003000.csv"
    );
    bench.sandbox.advance(3 * HOUR, START);
    let files = bench.sandbox.cdr_files(None, START);
    assert_eq!(files.len(), 4);
    assert_eq!(files[0], first[0]);
    // What was had is not given again, and everything is there without a gap.
    let more = bench.sandbox.cdr_files(Some(START + HOUR / 2), START);
    assert_eq!(more[..], files[1..]);
    let all = bench.sandbox.cdr_files(Some(0), START);
    let names: Vec<FileName<'_>> = all
        .iter()
        .map(|(name, _)| FileName::parse(name).unwrap())
        .collect();
    let covered = coverage(&names);
    assert_eq!((covered.gaps, covered.overlaps), (vec![], vec![]));
    let (_, text) = &files[1];
    let mut lines = text.lines();
    assert_eq!(
        lines.next().unwrap(),
        "id,start_time,stop_time,iccid,imsi,data_usage,imei,mccmnc"
    );
    assert!(
        lines
            .next()
            .unwrap()
            .contains(",2026-01-01 00:00:00,2026-01-01 01:00:00,89852000")
    );
}

#[test]
fn a_file_stays_as_it_was_when_its_cards_move() {
    let mut bench = Bench::new();
    let cards = bench.sandbox.world.cards.iter();
    let moving = cards
        .filter(|card| !card.locked && card.product.code == "SB-GLOBAL-IOT")
        .find(|card| card.current.is_some())
        .unwrap();
    let iccid = moving.iccid.clone();
    bench.sandbox.advance(2 * HOUR, START);
    let before = bench.sandbox.cdr_files(None, START);
    let bind = json!({ "iccid": iccid, "imei": "860000000000001" }).to_string();
    bench.ask("cards.bindDevice", &bind).unwrap();
    let switch = json!({ "iccid": iccid, "network": "TMobile" }).to_string();
    bench.ask("cards.switchNetwork", &switch).unwrap();
    assert_eq!(bench.sandbox.cdr_files(None, START), before);
    bench.sandbox.advance(2 * HOUR, START);
    let after = bench.sandbox.cdr_files(None, START);
    assert_eq!(after[..before.len()], before[..]);
    let line = |text: &str| {
        let of_card = |line: &&str| line.contains(&iccid);
        text.lines().find(of_card).unwrap().to_owned()
    };
    assert!(line(&before[0].1).ends_with(",310410"));
    assert!(line(&after[after.len() - 1].1).ends_with(",860000000000001,310260"));
}

#[test]
fn each_refusal_of_traffic_has_its_code() {
    let mut bench = Bench::new();
    let many = vec!["1"; 501].join(",");
    let day =
        |start: &str, end: &str| json!({ "dateType": "daily", "startDate": start, "endDate": end });
    let with =
        |iccids: &str| json!({ "dateType": "monthly", "month": "2026-01", "iccids": iccids });
    for (params, code) in [
        (json!({ "dateType": "yearly", "month": "2026-01" }), "43332"),
        (day("today", "2026-01-01"), "41004"),
        (day("2026-01-01", "2026-02-30"), "41005"),
        (day("2026-01-02", "2026-01-01"), "41006"),
        (
            json!({ "dateType": "monthly", "month": "2026-13" }),
            "41006",
        ),
        (json!({ "dateType": "monthly" }), "41006"),
        (with(""), "41001"),
        (with("x"), "41001"),
        (with("89"), "42405"),
        (with(&many), "41007"),
    ] {
        assert_eq!(bench.traffic(params.clone()), Err(code.into()), "{params}");
    }
    assert_eq!(bench.traffic(day("2030-01-01", "2030-01-31")), Ok(vec![]));
}
