//! `event: CloudESimFlowAlert`

use crate::notification::cards::flow_alert::AlertType;
use crate::notification::event;
use crate::schema::record;

record! {
    /// A cloud eSIM is running low.
    response CloudESimFlowAlert {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
        /// What is running low.
        alert_type: AlertType = "alert_type", required;
        /// The value that set it off.
        alert_value: String = "alert_value", required, unit "depends on alert_type: 1 MB, 2 percent, 3 days";
    }
}

event! { CloudESimFlowAlert: source "441022831e0"; }
