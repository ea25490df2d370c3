//! `POST /api/v3/card/refreshCard`

use crate::api::operation;
use crate::schema::{Nothing, record};

record! {
    /// Asks for a card's data anew. Deprecated by the platform since 2025-10-22: use `cards.refreshUsage`.
    request RefreshCard {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

operation! {
    RefreshCard => Nothing: "cards.refresh", "/api/v3/card/refreshCard",
        Write, source "63600564e0";
}
