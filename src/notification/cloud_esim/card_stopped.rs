//! `event: CloudESimCardStopped`

use crate::notification::event;
use crate::schema::record;

record! {
    /// A cloud eSIM has no further package.
    response CloudESimCardStopped {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
    }
}

event! { CloudESimCardStopped: source "441022838e0"; }
