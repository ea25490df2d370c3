//! `POST /api/v3/card/transferPkg`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Moves a package from one card to another. There is no number of your own and no way to ask for the outcome: it comes as a `SubPkgList` notification.
    request TransferCardPackage {
        /// Card the package is on now.
        old_iccid: String = "oldIccid", required;
        /// The platform's order id. It wins over `orderNumber` should they differ, though both are required.
        order_id: i64 = "orderId", required;
        /// The platform's number of the API order.
        order_number: String = "orderNumber", required;
        /// Card the package moves to.
        new_iccid: String = "newIccid", required;
        /// Note of your own.
        memo: String = "memo", optional;
    }
}

record! {
    /// The moved package. The new order has no `orderNumber` here.
    response TransferredPackage {
        /// Code of the package on the new card.
        new_pkg_code: String = "newPkgCode", required;
        /// Order of the package on the new card.
        new_order_id: i64 = "newOrderId", required;
    }
}

operation! {
    TransferCardPackage => TransferredPackage: "cards.transferPackage", "/api/v3/card/transferPkg",
        Write, source "337444569e0";
}
