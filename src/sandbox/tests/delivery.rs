//! Deliveries, and that a seed makes the same bytes.

use super::*;

#[test]
fn a_delivery_is_repeated_with_growing_delay_until_it_succeeds() {
    let mut bench = Bench::new();
    bench.order("SB-100M-7D", "t1").unwrap();
    let mut waits = Vec::new();
    for _ in 0..6 {
        let due = bench.sandbox.due(START);
        assert!(
            bench.sandbox.due(START).is_empty(),
            "one that is out is not handed out again"
        );
        let ours = due
            .iter()
            .find(|one| one.body.contains("SubPkgList"))
            .expect("due");
        for one in &due {
            bench
                .sandbox
                .settled(one.number, "500", one.number != ours.number);
        }
        let before = bench.sandbox.clock();
        while bench.sandbox.deliveries.all()[ours.number as usize].due > bench.sandbox.clock() {
            bench.sandbox.advance(5, START);
        }
        waits.push(bench.sandbox.clock() - before);
    }
    assert_eq!(waits, [5, 15, 60, 300, 3600, 3600]);
    let due = bench.sandbox.due(START);
    due.iter()
        .for_each(|one| bench.sandbox.settled(one.number, "200", true));
    bench.sandbox.advance(DAY, START);
    assert!(!bench.names().contains(&"SubPkgList".to_owned()));
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
