//! The account.

pub mod balance;
