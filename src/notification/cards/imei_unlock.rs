//! `event: IMEIUnLock`

use crate::notification::event;
use crate::schema::record;

record! {
    /// A card was unlocked from its IMEI pool.
    response IMEIUnLock {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

event! { IMEIUnLock: source "102242209e0"; }
