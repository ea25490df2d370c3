//! `POST /api/v3/cloudesim/queryRefundAmount`

use crate::api::operation;
use crate::schema::{Digits, record};

record! {
    /// Tells what a refund would pay back now. Give `eshopOrderId`.
    request GetCloudEsimRefundAmount {
        /// The platform's order id. Deprecated: use `eshopOrderId`.
        order_id: Digits = "orderId", optional;
        /// The platform's id of the cloud eSIM order.
        eshop_order_id: i64 = "eshopOrderId", optional;
    }
}

record! {
    /// An amount in cents, unlike `packages.refundAmount`.
    response CloudEsimRefundAmount {
        /// The amount.
        amount: i64 = "amount", required, unit "cents (JPY: yen)";
        /// The currency, such as `USD`.
        currency: String = "currency", required;
    }
}

operation! {
    GetCloudEsimRefundAmount => CloudEsimRefundAmount: "cloudEsim.refundAmount", "/api/v3/cloudesim/queryRefundAmount",
        Read, source "359350816e0", demands [OneOf(&["eshopOrderId", "orderId"])];
}
