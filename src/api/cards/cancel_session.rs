//! `POST /api/v3/card/cancelLocation`

use crate::api::operation;
use crate::schema::{Nothing, record};

record! {
    /// Ends the data session of a card, so that it registers anew; at most once in five minutes (44001).
    request CancelCardSession {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

operation! {
    CancelCardSession => Nothing: "cards.cancelSession", "/api/v3/card/cancelLocation",
        Write, source "364767281e0",
        errors [44001], rare "iccid";
}
