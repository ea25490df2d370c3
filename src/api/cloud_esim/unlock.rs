//! `POST /api/v3/cloudesim/unlock`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Unlocks a cloud eSIM.
    request UnlockCloudEsim {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
    }
}

operation! {
    UnlockCloudEsim => serde_json::Value: "cloudEsim.unlock", "/api/v3/cloudesim/unlock",
        Write;
}
