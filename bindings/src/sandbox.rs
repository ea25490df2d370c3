//! Emulated platforms by handle: the one thing with a state on this side of the boundary.

use crate::json_object::validation_error;
use eiotclub::sandbox::{Config, Fate, Reply, Request, Sandbox, acknowledges};
use serde_json::json;
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::prelude::*;

thread_local! {
    static OPEN: RefCell<HashMap<u32, Sandbox>> = RefCell::default();
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
    heard: bool,
    cards: u32,
    cents: f64,
    refuse_replays: bool,
    allowlist: Vec<String>,
    rate_limit: u32,
}

/// Opens a platform. The number is the caller's, who outlives a trap: one that is counted in here
/// would begin anew, and a lost platform and a new one would have the same.
#[wasm_bindgen]
pub fn open(handle: u32, options: JsValue) -> bool {
    let Ok(options) = serde_wasm_bindgen::from_value::<Options>(options) else {
        return false;
    };
    let sandbox = Sandbox::new(Config {
        appkey: options.appkey,
        secret: options.secret,
        seed: options.seed.to_bits(),
        started: options.started as i64,
        fixed_clock: options.fixed_clock,
        follow: options.follow,
        heard: options.heard,
        cards: options.cards,
        cents: options.cents as i64,
        refuse_replays: options.refuse_replays,
        allowlist: options.allowlist,
        rate_limit: options.rate_limit,
    });
    OPEN.with_borrow_mut(|open| open.insert(handle, sandbox));
    true
}

/// Forgets a platform.
#[wasm_bindgen]
pub fn close(handle: u32) {
    OPEN.with_borrow_mut(|open| open.remove(&handle));
}

/// Nothing where the handle was closed, or its platform lost to a trap.
fn with<T>(handle: u32, f: impl FnOnce(&mut Sandbox) -> T) -> Option<T> {
    OPEN.with_borrow_mut(|open| open.get_mut(&handle).map(f))
}

/// Throws if rules for faults are invalid.
#[wasm_bindgen(js_name = checkFaults)]
pub fn check_faults(rules: &str) -> Result<(), String> {
    Sandbox::check_faults(rules).map_err(|problems| validation_error(&problems))
}

/// Replaces the rules for faults. Throws if they are invalid.
#[wasm_bindgen(js_name = setFaults)]
pub fn set_faults(handle: u32, rules: &str) -> Result<(), String> {
    with(handle, |sandbox| sandbox.set_faults(rules))
        .unwrap_or(Ok(()))
        .map_err(|problems| validation_error(&problems))
}

/// Handles a request, and returns what becomes of the response: its head, how it arrives, and its body.
#[wasm_bindgen]
pub fn handle(
    handle: u32,
    method: &str,
    path: &str,
    content_type: &str,
    address: &str,
    body: &[u8],
    now: f64,
) -> Option<String> {
    let request = Request {
        method,
        path,
        content_type,
        address,
        body,
    };
    with(handle, |sandbox| {
        reply_json(&sandbox.receive(&request, now as i64))
    })
}

fn reply_json(reply: &Reply) -> String {
    let fate = match reply.fate {
        Fate::Answer => "answer",
        Fate::Silence => "silence",
        Fate::Reset => "reset",
    };
    json!({
        "status": reply.status,
        "html": reply.html,
        "date": reply.date,
        "wait": reply.wait_ms,
        "retryAfter": reply.retry_after,
        "fate": fate,
        "operation": reply.operation,
        "body": reply.body,
    })
    .to_string()
}

/// Moves simulated time to where there is something to post; returns the seconds that are left.
#[wasm_bindgen]
pub fn step(handle: u32, seconds: f64, now: f64) -> Option<f64> {
    with(handle, |sandbox| {
        sandbox.step(seconds as i64, now as i64) as f64
    })
}

/// The notifications to post, as a JSON list of number, body, and whether it goes with the last.
#[wasm_bindgen]
pub fn due(handle: u32, now: f64) -> Option<String> {
    with(handle, |sandbox| {
        let due = sandbox.due(now as i64).into_iter();
        let list: Vec<(u64, String, bool)> = due
            .map(|one| (one.number, one.body, one.together))
            .collect();
        serde_json::to_string(&list).unwrap_or_default()
    })
}

/// Tells how one was answered: the HTTP status, or 0 where no answer came, and the body, or why.
#[wasm_bindgen]
pub fn settled(handle: u32, number: f64, status: u16, answered: &str) {
    with(handle, |sandbox| {
        let shown = match status {
            0 => answered.to_owned(),
            _ => format!("{status} {answered}"),
        };
        sandbox.settled(number as u64, &shown, acknowledges(status, answered));
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

/// Every notification so far, and each time it was posted.
#[wasm_bindgen]
pub fn sent(handle: u32) -> Option<String> {
    with(handle, |sandbox| {
        let shown = sandbox.sent().iter().map(|sent| {
            let attempts = sent.tries.iter().map(|one| {
                json!({ "at": one.at, "answered": one.answered, "acknowledged": one.acknowledged })
            });
            json!({
                "id": sent.id,
                "event": sent.event,
                "at": sent.at,
                "body": sent.body,
                "tries": sent.tries.len(),
                "attempts": attempts.collect::<Vec<_>>(),
                "answered": sent.tries.last().map(|one| &one.answered),
                "done": sent.done,
            })
        });
        serde_json::Value::Array(shown.collect()).to_string()
    })
}

/// The CDR files that were made after then, or after the beginning: a JSON list of name and text.
#[wasm_bindgen(js_name = cdrFiles)]
pub fn cdr_files(handle: u32, since: Option<f64>, now: f64) -> Option<String> {
    with(handle, |sandbox| {
        let files = sandbox.cdr_files(since.map(|since| since as i64), now as i64);
        let files = files
            .into_iter()
            .map(|(name, text)| json!({ "name": name, "text": text }));
        serde_json::Value::Array(files.collect()).to_string()
    })
}

/// The account at a glance.
#[wasm_bindgen]
pub fn overview(handle: u32, limit: u32) -> Option<String> {
    with(handle, |sandbox| {
        sandbox.overview(limit as usize).to_string()
    })
}
