//! The functions that the npm artifacts export: bytes and text in, a status and text out.
//!
//! Nothing in here decides anything, and nothing is kept between calls but the text of the last
//! answer until it is taken, so there is nothing to free and nothing that a trap could leave half
//! done.

#[cfg(feature = "wasm-main")]
mod main;
#[cfg(feature = "wasm-sandbox")]
mod sandbox;
#[cfg(any(feature = "wasm-main", feature = "wasm-webhook"))]
mod text;
#[cfg(any(feature = "wasm-main", feature = "wasm-webhook"))]
mod verify;
#[cfg(feature = "wasm-webhook")]
mod webhook;
