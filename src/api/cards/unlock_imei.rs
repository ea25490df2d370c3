//! `POST /api/v3/card/imeiUnlock`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Unlocks a card that its IMEI pool has locked. Too many unlocks are refused (45102, 45103).
    request UnlockImei {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

record! {
    /// An unlocked card.
    response ImeiUnlocked {
        /// How often the card has been unlocked.
        imei_pool_unlock_count: i64 = "imeiPoolUnlockCount", required;
    }
}

operation! {
    UnlockImei => ImeiUnlocked: "cards.unlockImei", "/api/v3/card/imeiUnlock",
        Write, source "101613502e0",
        errors [45102, 45103], optional true;
}
