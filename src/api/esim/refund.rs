//! `POST /api/v3/esim/refund`

use crate::api::operation;
use crate::schema::{Digits, Empty, record};

record! {
    /// Refunds an eSIM order. No notification tells the amount.
    request RefundEsim {
        /// The platform's order id.
        order_id: Digits = "orderId", required;
        /// Why it is refunded.
        remark: String = "remark", required;
    }
}

operation! {
    RefundEsim => Empty: "esim.refund", "/api/v3/esim/refund",
        Write, source "261832528e0",
        errors [45113], zero true;
}
