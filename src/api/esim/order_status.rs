//! `POST /api/v3/esim/orderStatus`

use crate::api::esim::EsimOrderState;
use crate::api::operation;
use crate::schema::{Digits, record};

record! {
    /// Reads the state of an eSIM order.
    request GetEsimOrderStatus {
        /// The platform's order id.
        order_id: Digits = "orderId", required;
    }
}

record! {
    /// State of an eSIM order.
    response EsimOrderStatus {
        /// Its state.
        status: EsimOrderState = "status", required;
        /// ICCID of the card.
        iccid: String = "iccid", promised;
        /// Activation code to install the eSIM with; empty while the order is being processed.
        activation_code: String = "activationCode", promised;
    }
}

operation! {
    GetEsimOrderStatus => EsimOrderStatus: "esim.orderStatus", "/api/v3/esim/orderStatus",
        Read, source "261839405e0";
}
