//! `POST /api/v3/pool/card/remove`

use crate::api::operation;
use crate::schema::{Empty, Ids, record};

record! {
    /// Takes cards out of a pool. Partial success does not show: check with `pools.listCards`.
    request RemovePoolCards {
        /// Id of the data pool. 0 means no pool.
        pool_object_id: i64 = "pool_object_id", required;
        /// ICCIDs of the cards.
        iccid_arr: Ids = "iccid_arr", required;
    }
}

operation! {
    RemovePoolCards => Empty: "pools.removeCards", "/api/v3/pool/card/remove",
        Write, source "399122608e0";
}
