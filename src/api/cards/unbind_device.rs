//! `POST /api/v3/card/unbindDevice`

use crate::api::operation;
use crate::schema::{Nothing, record};

record! {
    /// Unbinds a card from its device.
    request UnbindDevice {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

operation! {
    UnbindDevice => Nothing: "cards.unbindDevice", "/api/v3/card/unbindDevice",
        Write, source "337222973e0";
}
