//! `POST /api/v3/cloudesim/refund`

use crate::api::operation;
use crate::schema::{Digits, Empty, record};

record! {
    /// Refunds an order. The amount comes with the `CloudESimRefund` notification. Give `eshopOrderId`.
    request RefundCloudEsimPackage {
        /// The platform's order id. Deprecated: use `eshopOrderId`.
        order_id: Digits = "orderId", optional;
        /// The platform's id of the cloud eSIM order.
        eshop_order_id: i64 = "eshopOrderId", optional;
        /// Why it is refunded.
        remark: String = "remark", required;
    }
}

operation! {
    RefundCloudEsimPackage => Empty: "cloudEsim.refund", "/api/v3/cloudesim/refund",
        Write, source "359350802e0", demands [OneOf(&["eshopOrderId", "orderId"])],
        errors [45113];
}
