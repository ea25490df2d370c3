//! Traffic of cards.

pub mod query_traffic;
