//! Data pools that cards share. Volumes are in bytes, times in Unix seconds.

pub mod add_cards;
pub mod create;
pub mod delete;
pub mod find_by_iccid;
pub mod list;
pub mod list_addable_cards;
pub mod list_cards;
pub mod list_packages;
pub mod list_records;
pub mod remove_cards;
pub mod subscribe;
pub mod unsubscribe;
