//! `POST /api/v3/agent/balance`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Reads the balance that orders are paid from.
    request GetBalance {}
}

record! {
    /// The account's balance.
    response Balance {
        /// The amount, two decimals, as text: keep it decimal.
        balance: String = "balance", required, unit "major currency unit";
        /// Its currency, such as `USD`.
        currency: String = "currency", required;
    }
}

operation! {
    GetBalance => Balance: "account.balance", "/api/v3/agent/balance", Read, source "125457507e0";
}
