//! `event: FlowAlert`

use crate::notification::event;
use crate::schema::{codes, record};

codes! {
    /// What is running low.
    int AlertType {
        /// Data: less than 100 MB left.
        Volume = 1,
        /// Data: less than 10 percent left.
        Percentage = 2,
        /// Time: less than 7 days left.
        Period = 3,
    }
}

record! {
    /// A card is running low.
    response FlowAlert {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// What is running low.
        alert_type: AlertType = "alert_type", required;
        /// The value that set it off.
        alert_value: String = "alert_value", required, unit "depends on alert_type: 1 MB, 2 percent, 3 days";
    }
}

event! { FlowAlert: source "102168712e0"; }
