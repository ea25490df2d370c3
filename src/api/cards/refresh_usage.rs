//! `POST /api/v3/card/refreshUsage`

use crate::api::operation;
use crate::schema::{Nothing, record};

record! {
    /// Asks for a card's usage anew; at most once in five minutes (44001), and not from scheduled jobs.
    request RefreshCardUsage {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

operation! {
    RefreshCardUsage => Nothing: "cards.refreshUsage", "/api/v3/card/refreshUsage",
        Write, source "364764868e0",
        errors [44001], rare "iccid";
}
