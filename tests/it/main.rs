//! Tests of the crate as a user sees it.

mod contract;
mod errors;
mod vectors;
