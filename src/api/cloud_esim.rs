//! Cloud eSIMs, by EID. Volumes are in bytes here.
//!
//! ```
//! use eiotclub::api::{cloud_esim::order_status::GetCloudEsimOrderStatus, esim::EsimOrderState};
//! # use eiotclub::client::read;
//!
//! let request = GetCloudEsimOrderStatus {
//!     eshop_order_id: Some(10_007_065),
//!     ..GetCloudEsimOrderStatus::default()
//! };
//! // let answered = client.send(&request).await?;
//! # let answered = read::<GetCloudEsimOrderStatus>(br#"{"code":"200","message":"x","data":{"status":2,"eid":"89044045116727494800000011604016"}}"#)?;
//! # assert_eq!(serde_json::to_string(&request).unwrap(), r#"{"eshopOrderId":10007065}"#);
//! assert_eq!(answered.data.unwrap().status, Some(EsimOrderState::Success));
//! # Ok::<(), eiotclub::Error>(())
//! ```

pub mod cancel_session;
pub mod get;
pub mod list;
pub mod list_orders;
pub mod list_packages;
pub mod order_status;
pub mod purchase;
pub mod refresh_usage;
pub mod refund;
pub mod refund_amount;
pub mod transfer_package;
pub mod unlock;
