//! `POST /api/v3/pool/card/can_add_list`

use crate::api::operation;
use crate::schema::{Ids, record};

record! {
    /// Tells which of the given cards can be added to a pool.
    request ListAddableCards {
        /// Id of the data pool. 0 means no pool.
        pool_object_id: i64 = "pool_object_id", required;
        /// ICCIDs of the cards.
        iccid_arr: Ids = "iccid_arr", required;
    }
}

record! {
    /// Cards that can be added.
    response AddableCards {
        /// The rows.
        list: Vec<AddableCard> = "list", required;
    }
}

record! {
    /// A card that can be added.
    response AddableCard {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

operation! {
    ListAddableCards => AddableCards: "pools.listAddableCards", "/api/v3/pool/card/can_add_list",
        Read, source "399122605e0";
}
