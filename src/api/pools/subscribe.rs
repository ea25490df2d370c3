//! `POST /api/v3/pool/sub`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Subscribes a pool to a pool package. Its price is told nowhere. A lost answer is looked up by your own number with
    /// `pools.listRecords`.
    request SubscribePool {
        /// Id of the data pool. 0 means no pool.
        pool_object_id: i64 = "pool_object_id", required;
        /// Code of the pool package.
        pool_type_code: String = "pool_type_code", required;
        /// Your own number for the subscription, unique in the account.
        out_trade_no: String = "out_trade_no", required, rule Chars(32);
    }
}

record! {
    /// A placed subscription.
    response PoolSubscription {
        /// The platform's number of the subscription.
        order_no: String = "order_no", required;
    }
}

operation! {
    SubscribePool => PoolSubscription: "pools.subscribe", "/api/v3/pool/sub",
        Keyed("out_trade_no"), source "399122601e0",
        errors [42002];
}
