//! The text that goes with a status.

use std::cell::Cell;
use wasm_bindgen::prelude::*;

/// The original text is as documented.
pub const PLAIN: u32 = 0;
/// [`take`] hands over a text to read instead of the original.
#[cfg(any(
    feature = "wasm-main",
    feature = "wasm-proxy",
    feature = "wasm-webhook"
))]
pub const REPAIRED: u32 = 2;
/// [`take`] hands over an error.
pub const FAILED: u32 = 3;

thread_local! {
    static TEXT: Cell<String> = const { Cell::new(String::new()) };
}

/// The text that the last call left.
#[wasm_bindgen]
pub fn take() -> String {
    TEXT.take()
}

/// Leaves `text` for [`take`].
#[inline(never)]
pub fn leave(status: u32, text: String) -> u32 {
    TEXT.set(text);
    status
}

/// Begins a call: what is left of the one before is gone. The glue calls it first of all.
#[cfg(feature = "wasm-arena")]
#[wasm_bindgen]
pub fn begin() {
    // Nothing else outlives a call.
    drop(take());
    #[cfg(any(feature = "wasm-main", feature = "wasm-webhook"))]
    drop(super::found::take_drift());
}
