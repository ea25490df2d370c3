//! `event: CardStopped`

use crate::notification::event;
use crate::schema::record;

record! {
    /// A card is offline: no package is left.
    response CardStopped {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

event! { CardStopped: source "180590250e0"; }
