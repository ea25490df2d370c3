//! `event: PkgQuantityList`

use crate::notification::event;
use crate::notification::packages::PackageState;
use crate::schema::{Embedded, record};

record! {
    /// Packages came to their end: used up, expired or refunded. Of a refund `Refund` tells too, before or after.
    response PkgQuantityList {
        /// What it is about. Sent as a string of JSON, handed over decoded.
        data: Embedded<Vec<EndedPackage>> = "data", required;
    }
}

record! {
    /// A package that came to its end.
    response EndedPackage {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// The platform's order id.
        order_id: i64 = "orderId", required;
        /// The platform's name of the package.
        package_name: String = "packageName", required;
        /// Code of the package.
        package_code: String = "packageCode", required;
        /// Where the package is in its life.
        state: PackageState = "state", required;
        /// The shop's name of the package; may be empty.
        gzh_package_name: String = "gzhPackageName", required;
        /// What limits the package.
        package_type: i64 = "packageType", required;
        /// When it was ordered.
        create_date: String = "createDate", required;
        /// Your own number for the order, unique in the account.
        out_trade_no: String = "outTradeNo", optional;
    }
}

event! { PkgQuantityList: source "180586043e0"; }
