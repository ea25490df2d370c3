//! `POST /api/v3/package/listOrderPackageByIccid`

use super::{Operator, PackageType, PeriodType, ShopStatus};
use crate::api::operation;
use crate::schema::{Number, record};

record! {
    /// Lists the packages that a card can order.
    request ListPackagesForCard {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

record! {
    /// A package that can be ordered.
    response PackageOffer {
        /// The operator.
        operator: Operator = "operator", required;
        /// Code to order it by.
        package_code: String = "packageCode", required;
        /// The platform's name.
        package_name: String = "packageName", required;
        /// Code of the product it belongs to.
        product_code: String = "productCode", required;
        /// The customer's base price. 0 in every example of the platform: do not read it as free.
        price: Number = "price", required, unit "major currency unit, currency not given";
        /// What limits it.
        package_type: PackageType = "packageType", required;
        /// The shop's price.
        gzh_price: Number = "gzhPrice", required, unit "major currency unit, currency not given";
        /// The shop's name.
        gzh_package_name: String = "gzhPackageName", required;
        /// Whether the shop offers it.
        gzh_status: ShopStatus = "gzhStatus", required;
        /// Data volume; 1 GB is 1024 MB.
        flow_size: Number = "flowSize", required, unit "MB";
        /// Validity, in units of `periodType`.
        period_size: i64 = "periodSize", required;
        /// Unit of the validity.
        period_type: PeriodType = "periodType", required;
    }
}

operation! {
    ListPackagesForCard => Vec<PackageOffer>: "packages.listForCard",
        "/api/v3/package/listOrderPackageByIccid", Read, source "63600561e0", optional true;
}
