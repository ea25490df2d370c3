//! The functions that the npm artifacts export: bytes and text in, a status and text out.
//!
//! Nothing in here decides anything. Nothing is kept between calls but the text of the last answer
//! until it is taken, so there is nothing to free and nothing that a trap could leave half done; the
//! exceptions are emulated platforms and CDR totals, which are kept by handle until they are closed.

#[cfg(any(feature = "wasm-main", feature = "wasm-proxy"))]
mod call;
#[cfg(feature = "wasm-cdr")]
mod cdr;
#[cfg(any(feature = "wasm-main", feature = "wasm-webhook"))]
mod found;
#[cfg(feature = "wasm-main")]
mod main;
#[cfg(feature = "wasm-proxy")]
mod proxy;
#[cfg(feature = "wasm-sandbox")]
mod sandbox;
mod text;
#[cfg(any(feature = "wasm-main", feature = "wasm-webhook"))]
mod verify;
#[cfg(feature = "wasm-webhook")]
mod webhook;
#[cfg(any(
    feature = "wasm-main",
    feature = "wasm-proxy",
    feature = "wasm-webhook"
))]
mod write;

#[cfg(any(feature = "wasm-cdr", feature = "wasm-sandbox"))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
