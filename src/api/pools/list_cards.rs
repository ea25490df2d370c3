//! `POST /api/v3/pool/card/list`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Lists the cards of a pool.
    request ListPoolCards {
        /// Id of the data pool. 0 means no pool.
        pool_object_id: i64 = "pool_object_id", required;
    }
}

record! {
    /// Cards of a pool.
    response PoolCards {
        /// The rows.
        list: Vec<PoolCard> = "list", required;
    }
}

record! {
    /// A card of a pool.
    response PoolCard {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// When it was created.
        create_at: i64 = "create_at", required, unit "Unix seconds";
    }
}

operation! {
    ListPoolCards => PoolCards: "pools.listCards", "/api/v3/pool/card/list",
        Read, source "399122607e0";
}
