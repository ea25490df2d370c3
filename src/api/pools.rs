//! Data pools that cards share. Volumes are in bytes, times in Unix seconds.
//!
//! ```
//! use eiotclub::api::pools::list::ListPools;
//! # use eiotclub::client::read;
//!
//! // let answered = client.send(&ListPools::default()).await?;
//! # let answered = read::<ListPools>(br#"{"code":"200","message":"x","data":{"list":[{"pool_object_id":380,"total":1073741824,"remain":1048576}]}}"#)?;
//! for pool in answered.data.unwrap().list.unwrap_or_default() {
//!     assert_eq!((pool.pool_object_id, pool.remain), (Some(380), Some(1_048_576)));
//! }
//! # Ok::<(), eiotclub::Error>(())
//! ```

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
