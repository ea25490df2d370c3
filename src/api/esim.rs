//! eSIM goods: buying, refunding.
//!
//! ```
//! use eiotclub::api::esim::purchase::PurchaseEsim;
//! # use eiotclub::client::read;
//!
//! let request = PurchaseEsim {
//!     esim_goods_code: "G-1".into(),
//!     out_trade_no: "invoice-4711".into(),
//! };
//! // let answered = client.send(&request).await?;
//! # let answered = read::<PurchaseEsim>(br#"{"code":0,"message":"x","data":{"orderId":"10002981","iccid":"","activationCode":""}}"#)?;
//! # let _ = request;
//! // Keep it: no operation finds the order by your own number.
//! assert_eq!(answered.data.unwrap().order_id.as_deref(), Some("10002981"));
//! # Ok::<(), eiotclub::Error>(())
//! ```

pub mod install;
pub mod list_goods;
pub mod order_status;
pub mod purchase;
pub mod refund;
pub mod refund_amount;

use crate::schema::codes;

codes! {
    /// State of an eSIM or cloud eSIM order. Package orders number theirs differently.
    int EsimOrderState {
        /// Being processed.
        Processing = 1,
        /// Successful.
        Success = 2,
        /// Refunded.
        Refunded = 3,
        /// Failed.
        Failed = -1,
    }
}
