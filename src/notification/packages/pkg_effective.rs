//! `event: PkgEffective`

use super::{PackageState, SalesChannel};
use crate::api::packages::PackageType;
use crate::notification::event;
use crate::schema::{Embedded, record};

record! {
    /// A package took effect.
    response PkgEffective {
        /// The package. Sent as a string of JSON, handed over decoded.
        data: Embedded<EffectivePackage> = "data", required;
    }
}

record! {
    /// A package that took effect. Dates are `yyyy-MM-dd HH:mm:ss`, by the platform's examples in
    /// UTC+8.
    response EffectivePackage {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// The platform's order id.
        order_id: i64 = "orderId", required;
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
        /// When it began; missing from the platform's own example.
        start_date: String = "startDate", promised;
        /// When it is expected to end; missing from the platform's own example.
        end_date: String = "endDate", promised;
        /// Your own number, for orders placed through the API.
        out_trade_no: String = "outTradeNo", optional;
        /// Of a package moved from another card: that card.
        from_iccid: String = "fromIccid", optional;
        /// Of a package moved from another card: its order there.
        from_order_id: i64 = "fromOrderId", optional;
        /// How it was bought; missing from the platform's own example.
        sales_channel: SalesChannel = "salesChannel", promised;
    }
}

event! { PkgEffective: source "408551021e0"; }
