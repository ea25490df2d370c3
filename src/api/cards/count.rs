//! `POST /api/v3/outputApi/queryCardNumber`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Counts the account's cards by state.
    request CountCards {}
}

record! {
    /// How many cards there are.
    response CardCounts {
        /// All cards.
        total_card: i64 = "totalCard", required;
        /// Cards that have been activated.
        activated_card: i64 = "activatedCard", required;
        /// Cards in use.
        using_card: i64 = "usingCard", required;
        /// Cards with an order.
        ordered_card: i64 = "orderedCard", required;
        /// Cards switched off.
        deactivated_card: i64 = "deactivatedCard", required;
    }
}

operation! {
    CountCards => CardCounts: "cards.count", "/api/v3/outputApi/queryCardNumber",
        Read, source "63600568e0";
}
