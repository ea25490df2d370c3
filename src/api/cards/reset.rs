//! `POST /api/v3/card/reset`

use crate::api::operation;
use crate::schema::{Ids, Nothing, record};

record! {
    /// Resets up to 100 cards. No task id is returned: the outcome shows in the platform's console only.
    request ResetCards {
        /// ICCIDs of the cards, at most 100.
        iccids: Ids = "iccids", required, rule Items(100);
    }
}

operation! {
    ResetCards => Nothing: "cards.reset", "/api/v3/card/reset",
        Write, source "414346978e0";
}
