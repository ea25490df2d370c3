//! `event: CloudESimPkgDeactivate`

use crate::notification::event;
use crate::notification::packages::PackageState;
use crate::schema::{Embedded, record};

record! {
    /// Packages of cloud eSIMs came to their end: used up, expired or refunded. Of a refund `CloudESimRefund` tells too,
    /// before or after.
    response CloudESimPkgDeactivate {
        /// What it is about. Sent as a string of JSON, handed over decoded.
        data: Embedded<Vec<EndedCloudEsimPackage>> = "data", required;
    }
}

record! {
    /// A package that came to its end.
    response EndedCloudEsimPackage {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
        /// The platform's id of the cloud eSIM order.
        eshop_order_id: i64 = "eshopOrderId", required;
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

event! { CloudESimPkgDeactivate: source "441022837e0"; }
