//! `POST /api/v3/pool/unsub`

use crate::api::operation;
use crate::schema::{Digits, Empty, record};

record! {
    /// Cancels a subscription. Give `order_no` or `out_trade_no`.
    request UnsubscribePool {
        /// Id of the data pool. 0 means no pool.
        pool_object_id: Digits = "pool_object_id", required;
        /// The platform's number of the subscription.
        order_no: String = "order_no", optional;
        /// Your own number for the subscription, unique in the account.
        out_trade_no: String = "out_trade_no", optional, rule Chars(32);
    }
}

operation! {
    UnsubscribePool => Empty: "pools.unsubscribe", "/api/v3/pool/unsub",
        Write, source "399122604e0", demands [OneOf(&["order_no", "out_trade_no"])];
}
