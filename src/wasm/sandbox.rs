//! Emulated platforms by handle: the one thing with a state on this side of the boundary.

use crate::sandbox::{Config, Reply, Sandbox};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::prelude::*;

thread_local! {
    static OPEN: RefCell<(u32, HashMap<u32, Sandbox>)> = RefCell::default();
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    appkey: String,
    secret: String,
    seed: f64,
    started: f64,
    fixed_clock: bool,
    follow: bool,
    cards: Option<u32>,
    cents: Option<f64>,
}

/// Opens a platform; 0 where the options make none.
#[wasm_bindgen]
pub fn open(options: JsValue) -> u32 {
    let Ok(options) = serde_wasm_bindgen::from_value::<Options>(options) else {
        return 0;
    };
    let default = Config::default();
    let sandbox = Sandbox::new(Config {
        appkey: options.appkey,
        secret: options.secret,
        seed: options.seed.to_bits(),
        started: options.started as i64,
        fixed_clock: options.fixed_clock,
        follow: options.follow,
        cards: options.cards.unwrap_or(default.cards),
        cents: options.cents.map_or(default.cents, |cents| cents as i64),
    });
    OPEN.with_borrow_mut(|(last, open)| {
        *last += 1;
        open.insert(*last, sandbox);
        *last
    })
}

/// Forgets a platform.
#[wasm_bindgen]
pub fn close(handle: u32) {
    OPEN.with_borrow_mut(|(_, open)| open.remove(&handle));
}

/// Nothing where the handle was closed, or its platform lost to a trap.
fn with<T>(handle: u32, f: impl FnOnce(&mut Sandbox) -> T) -> Option<T> {
    OPEN.with_borrow_mut(|(_, open)| open.get_mut(&handle).map(f))
}

/// Answers a request: three digits of status, then the body.
#[wasm_bindgen]
pub fn handle(handle: u32, method: &str, path: &str, body: &[u8], now: f64) -> Option<String> {
    with(handle, |sandbox| {
        let Reply { status, body } = sandbox.handle(method, path, body, now as i64);
        status.to_string() + &body
    })
}

/// Moves simulated time.
#[wasm_bindgen]
pub fn advance(handle: u32, seconds: f64, now: f64) {
    with(handle, |sandbox| {
        sandbox.advance(seconds as i64, now as i64)
    });
}

/// The notifications to post, as a JSON list of number and body.
#[wasm_bindgen]
pub fn due(handle: u32, now: f64) -> Option<String> {
    with(handle, |sandbox| {
        let due = sandbox.due(now as i64);
        let list: Vec<(u64, String)> = due.into_iter().map(|one| (one.number, one.body)).collect();
        serde_json::to_string(&list).unwrap_or_default()
    })
}

/// Tells how one was answered.
#[wasm_bindgen]
pub fn settled(handle: u32, number: f64, answered: &str, success: bool) {
    with(handle, |sandbox| {
        sandbox.settled(number as u64, answered, success)
    });
}

/// Seconds until something happens or is to be posted.
#[wasm_bindgen(js_name = nextDue)]
pub fn next_due(handle: u32) -> Option<f64> {
    with(handle, |sandbox| sandbox.next_due())?.map(|seconds| seconds as f64)
}

/// Simulated time, Unix seconds.
#[wasm_bindgen]
pub fn clock(handle: u32) -> Option<f64> {
    with(handle, |sandbox| sandbox.clock() as f64)
}

/// Every notification so far.
#[wasm_bindgen]
pub fn sent(handle: u32) -> Option<String> {
    with(handle, |sandbox| {
        let shown = sandbox.sent().iter().map(|sent| {
            serde_json::json!({
                "id": sent.id,
                "event": sent.event,
                "tries": sent.tries,
                "answered": sent.answered,
                "done": sent.done,
            })
        });
        serde_json::Value::Array(shown.collect()).to_string()
    })
}
