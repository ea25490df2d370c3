//! `POST /api/v3/pool/by_iccid`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Tells the pool a card is in.
    request FindPoolByIccid {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

record! {
    /// The pool of a card.
    response PoolOfCard {
        /// Id of the data pool. 0 means no pool.
        pool_object_id: i64 = "pool_object_id", required;
    }
}

operation! {
    FindPoolByIccid => PoolOfCard: "pools.findByIccid", "/api/v3/pool/by_iccid",
        Read, source "399122609e0";
}
