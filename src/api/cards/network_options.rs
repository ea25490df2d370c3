//! `POST /api/v3/card/switchOptions`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Tells which networks a card can be switched to.
    request GetNetworkOptions {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

record! {
    /// Networks of a card.
    response NetworkOptions {
        /// Names of the networks.
        operators: Vec<String> = "operators", required;
        /// The network in use; missing from the platform's own example.
        network: String = "network", promised;
    }
}

operation! {
    GetNetworkOptions => NetworkOptions: "cards.networkOptions", "/api/v3/card/switchOptions",
        Read, source "115661142e0", optional true;
}
