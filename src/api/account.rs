//! The account.

pub mod balance;
pub mod list_profits;
