//! `POST /api/v3/cloudesim/cancelSession`

use crate::api::operation;
use crate::schema::{Empty, record};

record! {
    /// Ends the data session. No limit is stated; assume once in five minutes as for cards.
    request CancelCloudEsimSession {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
    }
}

operation! {
    CancelCloudEsimSession => Empty: "cloudEsim.cancelSession", "/api/v3/cloudesim/cancelSession",
        Write, source "366244994e0", optional true;
}
