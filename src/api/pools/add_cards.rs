//! `POST /api/v3/pool/card/add`

use crate::api::operation;
use crate::schema::{Empty, Ids, record};

record! {
    /// Adds cards to a pool. Partial success does not show: check with `pools.listCards`.
    request AddPoolCards {
        /// Id of the data pool. 0 means no pool.
        pool_object_id: i64 = "pool_object_id", required;
        /// ICCIDs of the cards.
        iccid_arr: Ids = "iccid_arr", required;
    }
}

operation! {
    AddPoolCards => Empty: "pools.addCards", "/api/v3/pool/card/add",
        Write, source "399122606e0";
}
