//! `event: CloudESimUnLock`

use crate::notification::event;
use crate::schema::record;

record! {
    /// A cloud eSIM was unlocked. The platform's own example of it carries the name `CloudESimLocked`.
    response CloudESimUnLock {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
    }
}

event! { CloudESimUnLock: source "442848780e0"; }
