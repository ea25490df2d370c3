//! `POST /api/v3/package/queryPackage`

use crate::api::operation;
use crate::schema::{Digits, codes, record};

codes! {
    /// State of a package order. eSIM orders number theirs differently.
    int PackageOrderState {
        /// Not successful.
        Failed = 0,
        /// Successful.
        Success = 1,
        /// Refunded.
        Refunded = -1,
    }
}

record! {
    /// Reads the state of a package order.
    request GetPackageOrderStatus {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// The platform's order id.
        order_id: Digits = "orderId", required;
    }
}

record! {
    /// State of a package order.
    response PackageOrderStatus {
        /// The state.
        status: PackageOrderState = "status", required;
    }
}

operation! {
    GetPackageOrderStatus => PackageOrderStatus: "packages.orderStatus",
        "/api/v3/package/queryPackage", Read, source "205632872e0";
}
