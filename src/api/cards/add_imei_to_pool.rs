//! `POST /api/v3/card/plockAddImei`

use crate::api::operation;
use crate::schema::{Empty, record};

record! {
    /// Adds an IMEI to an IMEI pool.
    request AddImeiToPool {
        /// IMEI of the device.
        imei: String = "imei", required;
        /// Id of the IMEI pool. It is learnt only from the notifications of cards moved in or out.
        plock_group_id: i64 = "plockGroupId", required;
    }
}

operation! {
    AddImeiToPool => Empty: "cards.addImeiToPool", "/api/v3/card/plockAddImei",
        Write, source "107367410e0", optional true;
}
