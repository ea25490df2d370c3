//! An SDK for the EIOTCLUB IoT-SIM platform, independent of its vendor.
//!
//! The core does no I/O and asks for neither time nor randomness: it signs, builds requests, reads
//! answers and checks notifications, as functions of what it is given.
//!
//! | module | what it holds |
//! |---|---|
//! | [`api`] | the operations, one file each |
//! | [`notification`] | the callback notifications, and their verification |
//! | [`client`] | a call as a machine without I/O, and the [`Client`] over any [`client::Transport`] |
//! | [`receiver`] | what a callback endpoint answers |
//! | [`proxy`] | what a browser may ask a signing proxy for |
//! | [`cdr`] | CDR files: names, records, totals |
//! | [`sign`] | the signature |
//! | [`schema`] | what a field is, and the engine that holds JSON against a declaration |
//! | [`json`] | the strict scanner under all of it |
//! | [`error`], [`error_code`] | what can go wrong, and the platform's codes |
//! | `sandbox` | the platform, emulated (feature `sandbox`) |
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod api;
mod calendar;
pub mod cdr;
pub mod client;
pub mod error;
pub mod error_code;
pub mod json;
pub mod notification;
mod pending;
pub mod proxy;
pub mod receiver;
pub mod refund;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod schema;
pub mod sign;

pub use client::Client;
pub use error::Error;
