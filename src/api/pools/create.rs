//! `POST /api/v3/pool/create`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Creates a data pool. It has no number of your own: after a lost answer, look through `pools.list`.
    request CreatePool {
        /// Code of the pool package.
        pool_type_code: String = "pool_type_code", required;
        /// Note of your own.
        memo: String = "memo", optional;
    }
}

record! {
    /// A new pool.
    response CreatedPool {
        /// Id of the data pool. 0 means no pool.
        pool_object_id: i64 = "pool_object_id", required;
    }
}

operation! {
    CreatePool => CreatedPool: "pools.create", "/api/v3/pool/create",
        Write, source "399122597e0";
}
