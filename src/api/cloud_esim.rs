//! Cloud eSIMs, by EID. Volumes are in bytes here.

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
