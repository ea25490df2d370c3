//! `POST /api/v3/esim/queryRefundAmount`

use crate::api::operation;
use crate::schema::{Digits, record};

record! {
    /// Tells what a refund would pay back now.
    request GetEsimRefundAmount {
        /// The platform's order id.
        order_id: Digits = "orderId", required;
    }
}

record! {
    /// An amount in cents, unlike `packages.refundAmount`.
    response EsimRefundAmount {
        /// The amount.
        amount: i64 = "amount", required, unit "cents (JPY: yen)";
        /// The currency, such as `USD`.
        currency: String = "currency", required;
    }
}

operation! {
    GetEsimRefundAmount => EsimRefundAmount: "esim.refundAmount", "/api/v3/esim/queryRefundAmount",
        Read, source "268458591e0";
}
