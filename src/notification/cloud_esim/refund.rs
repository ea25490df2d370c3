//! `event: CloudESimRefund`

use crate::notification::event;
use crate::schema::record;

record! {
    /// A package of a cloud eSIM was refunded.
    response CloudESimRefund {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
        /// The platform's id of the cloud eSIM order.
        eshop_order_id: i64 = "eshopOrderId", required;
        /// Your own number for the order, unique in the account.
        out_trade_no: String = "outTradeNo", promised;
        /// What was paid, two decimals; missing from the platform's own example.
        order_amount: String = "orderAmount", promised, unit "major currency unit, currency not given";
        /// What is paid back, two decimals; missing from the platform's own example.
        refund_amount: String = "refundAmount", promised, unit "major currency unit, currency not given";
    }
}

event! { CloudESimRefund: source "441022836e0"; }
