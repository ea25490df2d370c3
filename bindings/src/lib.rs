//! The functions behind the npm package, one WebAssembly module per feature.
//!
//! Text, bytes and numbers go in. One value comes out: a number, a text, or JSON that holds everything the call has to
//! say. What goes wrong is thrown as the JSON of an error. Nothing in here decides anything, and nothing is kept between
//! calls but emulated platforms and CDR totals, which the caller names by handle until it closes them.
#![forbid(unsafe_code)]

#[cfg(feature = "client")]
pub mod call_machine;
#[cfg(feature = "client")]
mod command_json;
pub mod json_object;

// What is exported exists only in WebAssembly.
#[cfg(all(feature = "cdr", target_arch = "wasm32"))]
mod cdr;
#[cfg(all(any(feature = "client", feature = "webhook"), target_arch = "wasm32"))]
mod checked;
#[cfg(all(feature = "client", target_arch = "wasm32"))]
mod client;
#[cfg(all(feature = "proxy", target_arch = "wasm32"))]
mod proxy;
#[cfg(all(feature = "proxy", target_arch = "wasm32"))]
mod request;
#[cfg(all(feature = "sandbox", target_arch = "wasm32"))]
mod sandbox;
#[cfg(all(any(feature = "client", feature = "webhook"), target_arch = "wasm32"))]
mod verify;
#[cfg(all(feature = "webhook", target_arch = "wasm32"))]
mod webhook;

/// A third of the default allocator's size, and as fast for short calls.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
