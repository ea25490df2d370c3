//! `event: CloudESimLocked`

use crate::notification::event;
use crate::schema::record;

record! {
    /// A cloud eSIM was locked by its IMEI pool.
    response CloudESimLocked {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
    }
}

event! { CloudESimLocked: source "442815175e0"; }
