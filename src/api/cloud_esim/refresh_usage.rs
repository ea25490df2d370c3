//! `POST /api/v3/cloudesim/refreshUsage`

use crate::api::operation;
use crate::schema::{Empty, record};

record! {
    /// Asks for the usage anew. No limit is stated; assume once in five minutes as for cards.
    request RefreshCloudEsimUsage {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
    }
}

operation! {
    RefreshCloudEsimUsage => Empty: "cloudEsim.refreshUsage", "/api/v3/cloudesim/refreshUsage",
        Write, source "359350639e0", optional true;
}
