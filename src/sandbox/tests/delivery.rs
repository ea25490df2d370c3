//! Deliveries, and that a seed makes the same bytes.

use super::*;

/// A platform with one notification under way, `SubPkgList`, and under these rules.
fn telling(rules: Value) -> Bench {
    let mut bench = Bench::new();
    for one in bench.sandbox.due(START) {
        bench.sandbox.settled(one.number, "", true);
    }
    bench.sandbox.set_faults(&rules.to_string()).unwrap();
    bench.order("SB-100M-7D", "t1").unwrap();
    bench
}

/// When the order's notification is posted, in seconds from now, if it is answered so.
fn posts(bench: &mut Bench, seconds: i64, acknowledged: bool) -> Vec<i64> {
    let began = bench.sandbox.clock();
    let mut posts = Vec::new();
    let mut left = seconds;
    loop {
        for one in bench.sandbox.due(START) {
            let ours = one.body.contains("SubPkgList");
            if ours {
                posts.push(bench.sandbox.clock() - began);
            }
            bench
                .sandbox
                .settled(one.number, "500", acknowledged || !ours);
        }
        if left == 0 {
            return posts;
        }
        left = bench.sandbox.step(left, START);
    }
}

#[test]
fn a_delivery_is_repeated_with_growing_delay_until_it_succeeds() {
    let mut bench = telling(json!([]));
    let out = bench.sandbox.due(START);
    assert!(
        bench.sandbox.due(START).is_empty(),
        "one that is out is not handed out again"
    );
    bench.sandbox.settled(out[0].number, "500", false);
    let posts_at = posts(&mut bench, 12 * DAY, false);
    let mut delays: Vec<i64> = posts_at.windows(2).map(|two| two[1] - two[0]).collect();
    delays.insert(0, posts_at[0]);
    assert_eq!(
        delays[..11],
        [5, 15, 60, 300, 3600, 7200, 14_400, 28_800, 57_600, DAY, DAY]
    );
    let tries = bench
        .sandbox
        .sent()
        .iter()
        .find(|one| one.event == "SubPkgList");
    let tries = &tries.unwrap().tries;
    assert_eq!(tries.len(), posts_at.len() + 1);
    assert!(
        tries
            .iter()
            .all(|one| one.answered == "500" && !one.acknowledged)
    );
    assert_eq!(posts(&mut bench, 2 * DAY, true).len(), 1);
    assert!(posts(&mut bench, 9 * DAY, true).is_empty());
}

#[test]
fn notifications_are_doubled_delayed_and_dropped_by_rule() {
    let rule = |rule: Value| posts(&mut telling(json!([rule])), DAY, true);
    assert_eq!(rule(json!({ "kind": "duplicate", "event": "Refund" })), [0]);
    assert_eq!(rule(json!({ "kind": "duplicate" })), [0, 0]);
    assert_eq!(
        rule(json!({ "kind": "duplicate", "copies": 2, "seconds": 40 })),
        [0, 40, 80]
    );
    assert_eq!(rule(json!({ "kind": "delay", "seconds": 90 })), [90]);
    assert_eq!(rule(json!({ "kind": "drop", "tries": 2 })), [20]);
    let mut bench = telling(json!([{ "kind": "duplicate" }]));
    let together: Vec<bool> = bench
        .sandbox
        .due(START)
        .iter()
        .map(|one| one.together)
        .collect();
    assert_eq!(together, [false, true]);
}

#[test]
fn one_that_is_overtaken_comes_after_the_next_or_a_minute_later() {
    let rule = json!([{ "kind": "reorder", "event": "SubPkgList" }]);
    let mut bench = telling(rule.clone());
    assert_eq!(bench.names(), [""; 0]);
    bench.sandbox.advance(3, START);
    assert_eq!(bench.names(), ["PkgEffective", "SubPkgList"]);
    let mut bench = telling(rule);
    assert_eq!(posts(&mut bench, 2, true), [0i64; 0]);
    let mut lonely = telling(json!([{ "kind": "reorder" }]));
    assert_eq!(lonely.names(), [""; 0]);
}

#[test]
fn without_anybody_to_notify_nothing_is_posted() {
    let mut sandbox = Sandbox::new(Config {
        heard: false,
        ..config(7)
    });
    assert_eq!(sandbox.step(40 * DAY, START), 0);
    assert!(sandbox.sent().len() > 10);
    assert!(
        sandbox
            .sent()
            .iter()
            .all(|one| one.tries.is_empty() && !one.done)
    );
    assert_eq!(sandbox.due(START), []);
}

#[test]
fn the_same_seed_and_calls_give_the_same_bytes() {
    let run = |seed| {
        let mut bench = Bench {
            sandbox: Sandbox::new(config(seed)),
            nonce: 0,
            card: String::new(),
        };
        let (path, body) = bench.body("cards.list", "{}");
        let mut bytes = bench
            .sandbox
            .handle("POST", path, body.as_bytes(), START)
            .body;
        bench.sandbox.advance(40 * DAY, START);
        for one in bench.sandbox.due(START) {
            bytes += &one.body;
        }
        bytes
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}
