//! `event: CloudESimSubPkgList`

use crate::api::packages::PackageType;
use crate::notification::event;
use crate::notification::packages::PackageState;
use crate::notification::packages::SalesChannel;
use crate::schema::{Embedded, record};

record! {
    /// Packages were added to cloud eSIMs.
    response CloudESimSubPkgList {
        /// What it is about. Sent as a string of JSON, handed over decoded.
        data: Embedded<Vec<OrderedCloudEsimPackage>> = "data", required;
    }
}

record! {
    /// A package that was added to a cloud eSIM.
    response OrderedCloudEsimPackage {
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
        package_type: PackageType = "packageType", required;
        /// When it was ordered.
        create_date: String = "createDate", required;
        /// Your own number, for orders placed through the API.
        out_trade_no: String = "outTradeNo", optional;
        /// Of a package moved from another cloud eSIM: that one.
        from_eid: String = "fromEid", optional;
        /// Of a package moved from another: its order there.
        from_order_id: i64 = "fromOrderId", optional;
        /// How it was bought; missing from the platform's own example.
        sales_channel: SalesChannel = "salesChannel", promised;
        /// The user's id in the customer's allow-list login, at most 125 characters.
        custom_data: String = "customData", optional;
    }
}

event! { CloudESimSubPkgList: source "441022833e0"; }
