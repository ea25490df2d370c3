//! `event: CardMovedInIMEIPool`

use crate::notification::event;
use crate::schema::record;

record! {
    /// A card was put into an IMEI pool.
    response CardMovedInIMEIPool {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// Id of the IMEI pool.
        plock_group_id: i64 = "plockGroupId", required;
    }
}

event! { CardMovedInIMEIPool: source "248815912e0"; }
