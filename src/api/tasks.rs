//! Tasks that take time.

pub mod query;
