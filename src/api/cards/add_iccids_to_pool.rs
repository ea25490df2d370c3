//! `POST /api/v3/card/plockAddIccids`

use crate::api::operation;
use crate::schema::{Ids, record};

record! {
    /// Adds cards to an IMEI pool.
    request AddIccidsToPool {
        /// Id of the IMEI pool. It is learnt only from the notifications of cards moved in or out.
        plock_group_id: i64 = "plockGroupId", required;
        /// ICCIDs of the cards.
        iccids: Ids = "iccids", required;
        /// Remark.
        memo: String = "memo", optional;
    }
}

operation! {
    AddIccidsToPool => serde_json::Value: "cards.addIccidsToPool", "/api/v3/card/plockAddIccids",
        Write;
}
