//! The functions behind the npm package, one WebAssembly module per feature.
//!
//! Text, bytes and numbers go in. One value comes out: a number, a text, or JSON that holds everything the call has to
//! say. What goes wrong is thrown as the JSON of an error. Nothing in here decides anything, and nothing is kept between
//! calls but emulated platforms and CDR totals, which the caller names by handle until it closes them.
#![forbid(unsafe_code)]
// The functions exist only in WebAssembly; elsewhere the crate is empty, so that the workspace compiles everywhere.
#![cfg(target_arch = "wasm32")]

#[cfg(any(feature = "client", feature = "proxy"))]
mod call;
#[cfg(feature = "cdr")]
mod cdr;
#[cfg(any(feature = "client", feature = "webhook"))]
mod checked;
#[cfg(feature = "client")]
mod client;
#[allow(dead_code, reason = "each feature uses its own part")]
mod json_object;
#[cfg(feature = "proxy")]
mod proxy;
#[cfg(feature = "sandbox")]
mod sandbox;
#[cfg(any(feature = "client", feature = "webhook"))]
mod verify;
#[cfg(feature = "webhook")]
mod webhook;

/// A third of the default allocator's size, and as fast for short calls.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
