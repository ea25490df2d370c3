//! `event: SwitchProduct`

use crate::notification::event;
use crate::schema::{Embedded, record};

record! {
    /// Cards were moved to another product.
    response SwitchProduct {
        /// What it is about. Sent as a string of JSON, handed over decoded.
        data: Embedded<Vec<SwitchedCard>> = "data", required;
    }
}

record! {
    /// A card and its new product.
    response SwitchedCard {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// Code of the product.
        product_code: String = "productCode", required;
    }
}

event! { SwitchProduct: source "142414405e0"; }
