//! eSIM goods: buying, refunding.

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
