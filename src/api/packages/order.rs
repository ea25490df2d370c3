//! `POST /api/v3/package/orderPackage`

use crate::api::operation;
use crate::api::packages::Flag;
use crate::schema::record;

record! {
    /// Orders a package for a card and pays for it from the account's balance. A main package takes
    /// effect at once; the platform speaks of others that begin next month, and has no parameter for it. A second order with the same `outTradeNo` is refused (42002).
    request OrderPackage {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// Code of the package, from `packages.listForCard`.
        package_code: String = "packageCode", required;
        /// Your own number for this order, unique in the account: what makes a repeat safe.
        out_trade_no: String = "outTradeNo", required, rule Chars(32);
        /// Whether it renews itself.
        renew: Flag = "renew", optional, unpublished true;
    }
}

record! {
    /// A placed order.
    response PackageOrder {
        /// The platform's number of the API order, 32 hexadecimal digits.
        order_number: String = "orderNumber", required;
        /// The platform's order id. Other operations take it as a string.
        order_id: i64 = "orderId", required;
    }
}

operation! {
    OrderPackage => PackageOrder: "packages.order", "/api/v3/package/orderPackage",
        Keyed("outTradeNo"), source "63600569e0",
        errors [42002];
}
