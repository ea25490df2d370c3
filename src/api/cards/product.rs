//! `POST /api/v3/card/product`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Tells the product a card belongs to.
    request GetCardProduct {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

record! {
    /// Product of a card.
    response CardProduct {
        /// Code of the product.
        product_code: String = "productCode", required;
    }
}

operation! {
    GetCardProduct => CardProduct: "cards.product", "/api/v3/card/product",
        Read, source "261201381e0";
}
