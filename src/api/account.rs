//! The account.
//!
//! ```
//! use eiotclub::api::account::balance::GetBalance;
//! # use eiotclub::client::read;
//!
//! let request = GetBalance {};
//! // let answered = client.send(&request).await?;
//! # let answered = read::<GetBalance>(br#"{"code":"200","message":"x","data":{"balance":"81.50","currency":"USD"}}"#)?;
//! # let _ = request;
//! let balance = answered.data.unwrap();
//! assert_eq!((balance.balance.as_deref(), balance.currency.as_deref()), (Some("81.50"), Some("USD")));
//! # Ok::<(), eiotclub::Error>(())
//! ```

pub mod balance;
pub mod list_profits;
