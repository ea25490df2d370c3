//! `POST /api/v3/package/getOrderPackageDetails`

use crate::api::operation;
use crate::api::packages::Flag;
use crate::api::packages::PackageType;
use crate::api::packages::PeriodType;
use crate::notification::packages::PackageState;
use crate::schema::{Ids, Number, record};

record! {
    /// Finds orders by the platform's numbers or by your own; give at least one list. How the filters combine is not documented: check the rows.
    request GetPackageOrderDetails {
        /// Orders by the platform's number, at most 50.
        order_number_arr_str: Ids = "orderNumberArrStr", optional, rule Items(50);
        /// Orders by your own number, at most 50.
        out_trade_no_arr_str: Ids = "outTradeNoArrStr", optional, rule Items(50);
        /// Where the package is in its life.
        state: PackageState = "state", required;
        /// Page, from 1.
        page: i64 = "page", required;
        /// Rows on a page, at most 50.
        page_size: i64 = "pageSize", required, rule UpTo(50);
    }
}

record! {
    /// A package order. -9 as `state` occurs in the platform's examples and is not documented; its rows look like
    /// packages ended before their time. Dates are `yyyy-MM-dd HH:mm:ss`; their time zone is not documented and
    /// looks like UTC+8.
    response PackageOrderDetails {
        /// The platform's number of the API order.
        order_number: String = "orderNumber", required;
        /// Your own number for the order, unique in the account.
        out_trade_no: String = "outTradeNo", promised;
        /// The platform's name of the package.
        package_name: String = "packageName", required;
        /// Code of the package.
        package_code: String = "packageCode", required;
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// Where the package is in its life.
        state: PackageState = "state", required;
        /// The price.
        price: Number = "price", required, unit "major currency unit of `currency`";
        /// The currency, such as `USD`.
        currency: String = "currency", required;
        /// When it was ordered.
        create_date: String = "createDate", required;
        /// When it takes effect; may be empty.
        start_date: String = "startDate", required;
        /// When it ends; may be empty.
        end_date: String = "endDate", required;
        /// Data of the package. The unit is inferred.
        flow_total: Number = "flowTotal", required, unit "MB";
        /// Data left. The unit is inferred.
        flow_remain: Number = "flowRemain", required, unit "MB";
        /// The shop's name of the package; may be empty.
        gzh_package_name: String = "gzhPackageName", required;
        /// Validity, in units of `periodType`.
        total_active: i64 = "totalActive", required;
        /// Whether it renews itself.
        renew: Flag = "renew", required;
        /// What limits the package.
        package_type: PackageType = "packageType", required;
        /// Whether it was refunded.
        is_refund: Flag = "isRefund", required;
        /// Unit of the validity.
        period_type: PeriodType = "periodType", required;
    }
}

operation! {
    GetPackageOrderDetails => Vec<PackageOrderDetails>: "packages.orderDetails", "/api/v3/package/getOrderPackageDetails",
        Read, source "326460738e0", pages "page" of "" until Short, sized "pageSize", demands [OneOf(&["orderNumberArrStr", "outTradeNoArrStr"])];
}
