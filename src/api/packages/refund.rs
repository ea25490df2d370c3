//! `POST /api/v3/package/refundPackage`

use crate::api::operation;
use crate::schema::{Digits, Empty, record};

record! {
    /// Refunds a package. In full within 24 hours of the purchase; afterwards the smaller of the
    /// unused share of days and the unused share of data, rounded down to the currency's smallest
    /// unit. The amount is known only from the `Refund` notification.
    request RefundPackage {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// The platform's order id.
        order_id: Digits = "orderId", required;
        /// Why it is refunded.
        remark: String = "remark", required, rule Chars(200);
    }
}

operation! {
    RefundPackage => Empty: "packages.refund", "/api/v3/package/refundPackage",
        Write, source "205572440e0";
}
