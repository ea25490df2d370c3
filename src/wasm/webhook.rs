//! The receiver's decisions.

use crate::receiver::{self, Head};
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
