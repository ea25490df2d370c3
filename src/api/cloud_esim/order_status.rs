//! `POST /api/v3/cloudesim/orderStatus`

use crate::api::esim::EsimOrderState;
use crate::api::operation;
use crate::schema::{Digits, record};

record! {
    /// Reads the state of an order. Give `eshopOrderId`.
    request GetCloudEsimOrderStatus {
        /// The platform's order id. Deprecated: use `eshopOrderId`.
        order_id: Digits = "orderId", optional;
        /// The platform's id of the cloud eSIM order.
        eshop_order_id: i64 = "eshopOrderId", optional;
    }
}

record! {
    /// State of an order.
    response CloudEsimOrderStatus {
        /// Its state.
        status: EsimOrderState = "status", required;
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
    }
}

operation! {
    GetCloudEsimOrderStatus => CloudEsimOrderStatus: "cloudEsim.orderStatus", "/api/v3/cloudesim/orderStatus",
        Read, source "359350785e0", demands [OneOf(&["eshopOrderId", "orderId"])];
}
