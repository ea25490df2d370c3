//! What a check found, as a status and JSON.

use super::text::{PLAIN, REPAIRED, leave};
use super::write::{Object, object};
use crate::json::push;
use crate::schema::check::{Checked, Drift};
use std::cell::Cell;
use wasm_bindgen::prelude::*;

/// Set beside a status: [`take_drift`] has something to hand over.
pub const NOTED: u32 = 0x8000_0000;

thread_local! {
    static DRIFT: Cell<String> = const { Cell::new(String::new()) };
}

/// The departures from the documentation that the last call noted, as JSON; empty where there are
/// none.
#[wasm_bindgen(js_name = takeDrift)]
pub fn take_drift() -> String {
    DRIFT.take()
}

/// Leaves a text, with notes to take beside it.
#[cfg(feature = "wasm-main")]
pub fn leave_noted(text: String, notes: String) -> u32 {
    DRIFT.set(notes);
    NOTED | leave(PLAIN, text)
}

/// Leaves what a check found. The high bit says that there is drift to take, so that the common
/// case crosses the boundary once.
pub fn leave_checked(checked: Checked) -> u32 {
    let noted = if checked.drift.is_empty() {
        0
    } else {
        DRIFT.set(drift_json(&checked.drift));
        NOTED
    };
    noted
        | match checked.repaired {
            Some(text) => leave(REPAIRED, text),
            None => PLAIN,
        }
}

fn drift_json(drift: &[Drift]) -> String {
    let mut out = String::from("[");
    for (at, one) in drift.iter().enumerate() {
        let mut object = Object::next(&mut out, at > 0);
        object.text("field", &one.field);
        object.text("expected", one.expected);
        object.text("received", one.received);
        object.end();
    }
    push(&mut out, "]");
    out
}

/// A refused notification, or JSON that could not be read before signing.
pub fn refusal_json(reason: &str, detail: &str, status: u16) -> String {
    object(|object| {
        object.text("kind", "signature");
        object.text("reason", reason);
        object.text("message", detail);
        object.int("status", u32::from(status));
    })
}
