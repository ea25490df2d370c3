//! Text messages.

pub mod send;
