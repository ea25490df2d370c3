//! What is running low, each kind by itself, and the list of it.

use super::*;
use crate::calendar::date;

impl Bench {
    /// What was told of alerts.
    fn alerts(&mut self) -> Vec<Value> {
        let alerts = self.said().into_iter();
        let alerts = alerts.filter(|one| one["event"] == "FlowAlert");
        alerts
            .map(|one| json!([one["iccid"], one["alert_type"], one["alert_value"]]))
            .collect()
    }

    fn warnings(&mut self, filters: &Value) -> Vec<Value> {
        let mut params = filters.clone();
        params["pageNum"] = 1.into();
        let answer = self.ask("cards.listWarnings", &params.to_string()).unwrap();
        answer["cardInfoList"].as_array().unwrap().clone()
    }

    /// Buys a package, and checks that at these seconds after its beginning this alert is told, and no other
    /// between; and that the list has what was told and is still so.
    fn lives_through(code: &str, rate: i64, expected: &[(i64, i64, &str)]) {
        let mut bench = Bench::new();
        bench.uses(rate);
        bench.order(code, "t").unwrap();
        bench.sandbox.advance(3, START);
        let mine = json!({ "iccid": bench.card });
        let mut rows = Vec::new();
        for (at, kind, value) in expected {
            let before = START + 3 + at - 1 - bench.sandbox.clock();
            bench.sandbox.advance(before, START);
            assert_eq!(bench.alerts(), [Value::Null; 0], "{code} before {kind}");
            assert_eq!(bench.warnings(&mine), rows, "{code} before {kind}");
            bench.sandbox.advance(1, START);
            assert_eq!(bench.alerts(), [json!([bench.card, kind, value])], "{code}");
            let number: i64 = value.parse().unwrap();
            rows.push(json!({ "iccid": bench.card, "type": kind.to_string(), "earlyWarningValue": number }));
            rows.sort_by_key(|row| row["type"].to_string());
            assert_eq!(bench.warnings(&mine), rows, "{code} {kind}");
            for one in 1..=3 {
                let filter = json!({ "iccid": bench.card, "type": one });
                let of_kind = rows
                    .iter()
                    .filter(|row| row["type"].as_str() == Some(&one.to_string()));
                assert_eq!(
                    bench.warnings(&filter),
                    of_kind.cloned().collect::<Vec<_>>()
                );
            }
        }
        bench.sandbox.advance(40 * DAY, START);
        assert_eq!(bench.alerts(), [Value::Null; 0], "{code} afterwards");
        assert_eq!(bench.warnings(&mine), [Value::Null; 0]);
    }
}

#[test]
fn each_alert_comes_in_its_second_and_once() {
    // 400 of 500 MB are used after 8 days, and the next KiB within 2 s; 450 after 9; over after 10.
    let (volume, share) = ((8 * DAY + 2, 1, "100"), (9 * DAY + 2, 2, "10"));
    Bench::lives_through("SB-500M-30D", 50, &[volume, share]);
    // Of 1 GB a tenth is more than 100 MB.
    let used = |kib: i64, rate: i64| (kib * DAY + rate * 1024 - 1) / (rate * 1024);
    let (all, tenth) = (1024 * 1024, 1024 * 1024 / 10);
    Bench::lives_through(
        "SB-1G-30D",
        60,
        &[
            (used(all - tenth + 1, 60), 2, "10"),
            (used(all - 100 * 1024 + 1, 60), 1, "100"),
        ],
    );
    // 100 MB at the beginning are no less than 100 MB, nor are its 7 days less than 7.
    Bench::lives_through("SB-100M-7D", 20, &[(used(90 * 1024 + 1, 20), 2, "10")]);
}

#[test]
fn time_alone_runs_low_where_data_does_not_end_a_package() {
    Bench::lives_through("SB-SLOW-1G-30D", 120, &[(23 * DAY + 1, 3, "7")]);
    Bench::lives_through("SB-DAY-7D", 120, &[]);
    // And where it does, but is not used up before.
    let used = |kib: i64| (kib * DAY + 20 * 1024 - 1) / (20 * 1024);
    let tenth = 500 * 1024 / 10;
    Bench::lives_through(
        "SB-500M-30D",
        20,
        &[
            (used(400 * 1024 + 1), 1, "100"),
            (used(500 * 1024 - tenth + 1), 2, "10"),
            (23 * DAY + 1, 3, "7"),
        ],
    );
}

#[test]
fn the_list_has_a_row_for_whatever_the_cards_show_to_be_low() {
    let mut bench = Bench::new();
    let mut seen = [0; 4];
    for _ in 0..240 {
        bench.sandbox.advance(DAY / 8, START);
        let soon = date(bench.sandbox.clock() + 7 * DAY);
        let cards = bench.ask("cards.list", r#"{"pageNum":"1"}"#).unwrap();
        let mut expected = Vec::new();
        for card in cards["cardInfoList"].as_array().unwrap() {
            if card["packageCode"] == "" {
                continue;
            }
            let number = |name: &str| card[name].as_f64().unwrap();
            let (total, left) = (number("flowTotal"), number("flowRemain"));
            let limited = card["packageType"] == 2;
            let week = card["packageCode"].as_str().unwrap().ends_with("-7D");
            for (kind, value, low) in [
                (1, 100, limited && total > 100.0 && left < 100.0),
                (2, 10, limited && left < total / 10.0),
                (
                    3,
                    7,
                    !week && card["packageEndDate"].as_str().unwrap() < soon.as_str(),
                ),
            ] {
                if low {
                    seen[kind] += 1;
                    expected.push(json!({ "iccid": card["iccid"], "type": kind.to_string(), "earlyWarningValue": value }));
                }
            }
        }
        assert_eq!(bench.warnings(&json!({})), expected);
        for kind in 1..=3 {
            let of_kind = expected
                .iter()
                .filter(|row| row["type"].as_str() == Some(&kind.to_string()));
            let of_kind: Vec<Value> = of_kind.cloned().collect();
            assert_eq!(bench.warnings(&json!({ "type": kind })), of_kind);
        }
    }
    assert!(seen[1..].iter().all(|times| *times > 5), "{seen:?}");
    let wrong = bench.ask("cards.listWarnings", r#"{"pageNum":1,"type":4}"#);
    assert_eq!(wrong, Err("43332".into()));
    let beyond = bench.ask("cards.listWarnings", r#"{"pageNum":2}"#).unwrap();
    assert_eq!(beyond["cardInfoList"], json!([]));
}
