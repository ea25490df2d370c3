//! Traffic of cards.
//!
//! ```
//! use eiotclub::api::cdr::query_traffic::{DateKind, QueryTraffic};
//! use eiotclub::schema::Ids;
//! # use eiotclub::client::{call::Call, read};
//!
//! let request = QueryTraffic {
//!     date_type: DateKind::Monthly,
//!     iccids: Ids(vec!["89852243101000600107".into()]),
//!     month: Some("2026-01".into()),
//!     ..QueryTraffic::default()
//! };
//! // let answered = client.send(&request).await?;
//! # let params = serde_json::to_string(&request).unwrap();
//! # Call::operation(eiotclub::api::by_name("cdr.queryTraffic").unwrap(), &params)?;
//! # let answered = read::<QueryTraffic>(br#"{"code":"200","message":"x","data":[{"iccid":"89852243101000600107","traffic":"1048576"}]}"#)?;
//! for card in answered.data.unwrap() {
//!     // Bytes, as text: more than 2^53 of them are possible.
//!     assert_eq!(card.traffic.as_deref(), Some("1048576"));
//! }
//! # Ok::<(), eiotclub::Error>(())
//! ```

pub mod query_traffic;
