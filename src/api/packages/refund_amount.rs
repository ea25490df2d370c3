//! `POST /api/v3/package/queryRefundAmount`

use crate::api::operation;
use crate::schema::{Digits, record};

record! {
    /// Tells what a refund would pay back now. The platform states the rule differently on its pages; this is its own
    /// answer, and what is paid in the end comes with the event `Refund`.
    request GetPackageRefundAmount {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// The platform's order id.
        order_id: Digits = "orderId", required;
    }
}

record! {
    /// An amount: as decimal text in major units, and whole in cents.
    response PackageRefundAmount {
        /// The amount.
        amount: String = "amount", required, unit "major currency unit";
        /// The amount as a whole number.
        amount_int: i64 = "amount_int", required, unit "cents (JPY: yen)";
        /// The currency, such as `USD`.
        currency: String = "currency", required;
    }
}

operation! {
    GetPackageRefundAmount => PackageRefundAmount: "packages.refundAmount", "/api/v3/package/queryRefundAmount",
        Read, source "125065703e0";
}
