//! The receiver's decisions.

use crate::receiver::{self, AfterFailure, Head};
use wasm_bindgen::prelude::*;

/// The status that refuses a request by its head; 0 to go on.
#[wasm_bindgen(js_name = refuseHead)]
pub fn refuse_head(method: &str, content_type: &str, content_length: f64, max_body: f64) -> u32 {
    let head = Head {
        method,
        content_type,
        content_length: content_length as usize,
    };
    receiver::refuse_head(head, max_body as usize).map_or(0, u32::from)
}

/// Seconds until a queued notification whose handler failed is tried again; -1 where it is a dead letter.
#[wasm_bindgen(js_name = afterFailure)]
pub fn after_failure(attempts: u32, max_attempts: u32) -> i32 {
    match receiver::after_failure(attempts, max_attempts) {
        AfterFailure::Retry(seconds) => seconds as i32,
        AfterFailure::Dead => -1,
    }
}
