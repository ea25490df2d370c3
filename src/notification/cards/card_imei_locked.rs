//! `event: CardIMEILocked`

use crate::notification::event;
use crate::schema::record;

record! {
    /// A card was locked by its IMEI pool.
    response CardIMEILocked {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

event! { CardIMEILocked: source "102037065e0"; }
