//! A model check of the outcome rule: the call machine against a small platform that knows which orders were
//! really taken, while messages between the two are lost, held, late, cut and changed.
//!
//! It states three properties: never two for one intention, never failed when placed, never done when not. It
//! counts how many calls ended unknown, and how many of those a look-up at that moment could have told.
//!
//! `EIOTCLUB_MODEL_RUNS=100000 cargo test --release --test model -- --nocapture` runs more;
//! `EIOTCLUB_MODEL_SEED=7` runs one.

mod channel;
mod judge;
mod plan;
mod platform;
mod world;

use plan::Plan;
use std::collections::BTreeMap;
use world::{Ended, World};

/// Enough for a few seconds without optimisation.
const RUNS: u64 = 1_500;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// What is wrong with a run, if anything.
fn violation(plan: &Plan) -> Option<String> {
    World::run(plan).violation()
}

/// The smallest plan that is still wrong.
fn shrink(mut plan: Plan) -> Plan {
    'again: loop {
        for smaller in plan.smaller() {
            if violation(&smaller).is_some() {
                plan = smaller;
                continue 'again;
            }
        }
        return plan;
    }
}

#[derive(Default)]
struct Tally {
    calls: u64,
    ended: BTreeMap<&'static str, u64>,
    recovered: u64,
    /// Of the unknown whose order showed when they ended: why they could not be told.
    shown: BTreeMap<&'static str, u64>,
    resolved: u64,
}

#[test]
fn no_order_is_placed_twice_or_told_as_what_it_is_not() {
    let one = setting("EIOTCLUB_MODEL_SEED");
    let runs = setting("EIOTCLUB_MODEL_RUNS").unwrap_or(RUNS);
    let seeds = match one {
        Some(seed) => seed..seed + 1,
        None => 0..runs,
    };
    let mut tally = Tally::default();
    for seed in seeds {
        let plan = Plan::new(seed);
        let mut world = World::run(&plan);
        if let Some(what) = world.violation() {
            let plan = shrink(plan);
            let what = violation(&plan).unwrap_or(what);
            let log = World::run(&plan).log.join("\n  ");
            panic!("seed {seed}: {what}\n{plan:#?}\n  {log}");
        }
        for (at, ended) in world.endings().into_iter().enumerate() {
            tally.calls += 1;
            *tally.ended.entry(ended.word()).or_default() += 1;
            tally.recovered += u64::from(ended.is_recovered());
            if let (Ended::Unknown(_), Some(why)) = (ended, world.why_unknown(at)) {
                *tally.shown.entry(why).or_default() += 1;
            }
        }
        tally.resolved += world.recheck_all();
        assert_eq!(world.violation(), None, "seed {seed}, after look-ups");
    }
    println!(
        "{} calls: {:?}; {} of the done were recovered; {} of the unknown were resolved by a look-up later; orders of \
         unknown calls that showed when the call ended: {:?}",
        tally.calls, tally.ended, tally.recovered, tally.resolved, tally.shown
    );
    if one.is_none() {
        for word in ["done", "refused", "failed", "unknown"] {
            assert!(tally.ended.contains_key(word), "no call ended {word}");
        }
        assert!(tally.recovered > 0 && tally.resolved > 0);
    }
}

#[test]
fn the_check_sees_what_it_is_for() {
    // An order that was placed and is told as failed.
    let mut world = World::run(&Plan::new(1));
    world.platform.pretend_taken(0);
    let endings = [Ended::Failed("x".into())];
    assert!(world.judge(&endings).is_some());
    assert!(world.judge(&[Ended::Unknown(None)]).is_none());
}
