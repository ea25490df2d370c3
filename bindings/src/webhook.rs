//! The receiver's decisions.

use eiotclub::receiver::{self, AfterFailure, Head};
use wasm_bindgen::prelude::*;

/// Returns the status that rejects a request by its head; 0 to go on.
#[wasm_bindgen(js_name = refuseHead)]
pub fn refuse_head(method: &str, content_type: &str, content_length: f64, max_body: f64) -> u16 {
    let head = Head {
        method,
        content_type,
        content_length: content_length as usize,
    };
    receiver::refuse_head(head, max_body as usize).unwrap_or(0)
}

/// Returns the seconds until a queued notification whose handler failed is retried; -1 if it goes to the dead-letter queue.
#[wasm_bindgen(js_name = afterFailure)]
pub fn after_failure(attempts: u32, max_attempts: u32) -> i32 {
    match receiver::after_failure(attempts, max_attempts) {
        AfterFailure::Retry(seconds) => seconds as i32,
        AfterFailure::Dead => -1,
    }
}
