//! `POST /api/v3/pool/delete`

use crate::api::operation;
use crate::schema::{Empty, record};

record! {
    /// Deletes a data pool.
    request DeletePool {
        /// Id of the data pool. 0 means no pool.
        pool_object_id: i64 = "pool_object_id", required;
    }
}

operation! {
    DeletePool => Empty: "pools.delete", "/api/v3/pool/delete",
        Write, source "399122600e0";
}
