//! `event: Refund`

use crate::notification::event;
use crate::schema::record;

record! {
    /// A package was refunded. Which package, tells `PkgQuantityList` or the order.
    response Refund {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// The platform's order id.
        order_id: i64 = "orderId", required;
        /// Your own number; empty or missing for orders not placed through the API, though listed
        /// as required.
        out_trade_no: String = "outTradeNo", promised;
        /// What was paid, two decimals; missing from the platform's own example.
        order_amount: String = "orderAmount", promised, unit "major currency unit, currency not given";
        /// What is paid back, two decimals; missing from the platform's own example.
        refund_amount: String = "refundAmount", promised, unit "major currency unit, currency not given";
    }
}

event! { Refund: source "142538990e0"; }
