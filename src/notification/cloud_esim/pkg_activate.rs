//! `event: CloudESimPkgActivate`

use crate::api::packages::PackageType;
use crate::notification::event;
use crate::notification::packages::PackageState;
use crate::notification::packages::SalesChannel;
use crate::schema::{Embedded, record};

record! {
    /// A package of a cloud eSIM took effect.
    response CloudESimPkgActivate {
        /// What it is about. Sent as a string of JSON, handed over decoded.
        data: Embedded<ActivatedCloudEsimPackage> = "data", required;
    }
}

record! {
    /// A package that took effect.
    response ActivatedCloudEsimPackage {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
        /// The platform's id of the cloud eSIM order.
        eshop_order_id: i64 = "eshopOrderId", required;
        /// The platform's name of the package.
        package_name: String = "packageName", required;
        /// Code of the package.
        package_code: String = "packageCode", required;
        /// Where the package is in its life; 0 in the platform's own example, though it is in effect.
        state: PackageState = "state", required;
        /// The shop's name of the package; may be empty.
        gzh_package_name: String = "gzhPackageName", required;
        /// What limits the package.
        package_type: PackageType = "packageType", required;
        /// When it was ordered.
        create_date: String = "createDate", required;
        /// When it takes effect; may be empty.
        start_date: String = "startDate", promised;
        /// When it ends; may be empty.
        end_date: String = "endDate", promised;
        /// Your own number for the order, unique in the account.
        out_trade_no: String = "outTradeNo", optional;
        /// Of a package moved from another cloud eSIM: that one.
        from_eid: String = "fromEid", optional;
        /// Of a package moved from another: its order there.
        from_order_id: i64 = "fromOrderId", optional;
        /// How it was bought; missing from the platform's own example.
        sales_channel: SalesChannel = "salesChannel", promised;
    }
}

event! { CloudESimPkgActivate: source "441022834e0"; }
