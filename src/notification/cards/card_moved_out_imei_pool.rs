//! `event: CardMovedOutIMEIPool`

use crate::notification::event;
use crate::schema::record;

record! {
    /// A card was taken out of an IMEI pool.
    response CardMovedOutIMEIPool {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// Id of the IMEI pool.
        plock_group_id: i64 = "plockGroupId", required;
    }
}

event! { CardMovedOutIMEIPool: source "248790646e0"; }
