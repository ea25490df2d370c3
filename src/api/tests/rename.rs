//! `POST /api/v3/card/rename`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Gives a card a name.
    request RenameCard {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// Its name.
        name: String = "name", required, rule Chars(32);
    }
}

operation! {
    RenameCard => serde_json::Value: "cards.rename", "/api/v3/card/rename",
        Write, source "63600562e0";
}
