//! `POST /api/v3/cloudesim/purchase`

use crate::api::operation;
use crate::api::packages::Flag;
use crate::schema::record;

record! {
    /// Buys a package for a cloud eSIM. A lost answer cannot be looked up by your own number: compare packages and times
    /// with `cloudEsim.listOrders`, or wait for the event `CloudESimSubPkgList`.
    request PurchaseCloudEsimPackage {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
        /// Your own number for the order, unique in the account.
        out_trade_no: String = "outTradeNo", required, rule Chars(32);
        /// Code of the package.
        package_code: String = "packageCode", required;
        /// Whether it renews itself.
        renew: Flag = "renew", optional, unpublished true;
    }
}

record! {
    /// A placed order.
    response CloudEsimPurchase {
        /// Your own number for the order, unique in the account.
        out_trade_no: String = "outTradeNo", promised;
        /// The platform's order id. Deprecated: use `eshopOrderId`.
        order_id: String = "orderId", promised;
        /// The platform's id of the cloud eSIM order.
        eshop_order_id: i64 = "eshopOrderId", required;
    }
}

operation! {
    PurchaseCloudEsimPackage => CloudEsimPurchase: "cloudEsim.purchase", "/api/v3/cloudesim/purchase",
        Numbered("outTradeNo"), source "359350773e0";
}
