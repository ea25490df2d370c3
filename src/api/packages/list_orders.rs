//! `POST /api/v3/package/packageOrderRecord`

use crate::api::operation;
use crate::api::packages::{Flag, PackageType, PeriodType};
use crate::notification::packages::PackageState;
use crate::schema::{Ids, Number, codes, record};

record! {
    /// Lists the package orders of a card. Resolves to `{ data, total }`: the platform puts `total`
    /// beside the rows.
    request ListPackageOrders {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// Only orders in this state. Which of `state` and `stateArrStr` wins is not documented.
        state: PackageState = "state", optional;
        /// Ordered from then on, `yyyy-MM-dd HH:mm:ss`. Whether the ends are included is not documented.
        create_date_start: String = "createDateStart", optional, rule Moment;
        /// Ordered until then.
        create_date_end: String = "createDateEnd", optional, rule Moment;
        /// Changed from then on.
        update_date_start: String = "updateDateStart", optional, rule Moment;
        /// Changed until then.
        update_date_end: String = "updateDateEnd", optional, rule Moment;
        /// Only these orders, by the platform's order id.
        order_id_arr_str: Ids = "orderIdArrStr", optional;
        /// Page, from 1.
        page: i64 = "page", optional;
        /// Rows on a page. Neither default nor limit is documented.
        page_size: i64 = "pageSize", optional, rule UpTo(65535);
        /// Order of the rows; the oldest first unless given. Rows may move between pages meanwhile.
        order_by: PackageOrderSort = "orderBy", optional;
        /// Only orders in one of these states.
        state_arr_str: Ids = "stateArrStr", optional;
    }
}

codes! {
    /// Order of the rows.
    text PackageOrderSort {
        /// Oldest first.
        OldestFirst = "",
        /// Newest first.
        NewestFirst = "createDateDesc",
    }
}

record! {
    /// One page of a card's package orders.
    response PackageOrderPage {
        /// The rows.
        data: Vec<PackageOrderRecord> = "data", required;
        /// How many orders there are.
        total: i64 = "total", required;
    }
}

record! {
    /// A package order of a card. Dates are `yyyy-MM-dd HH:mm:ss`; their time zone is not documented and looks like UTC+8.
    response PackageOrderRecord {
        /// The platform's order id.
        order_id: i64 = "orderId", required;
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
        /// When the row last changed.
        update_date: String = "updateDate", required;
        /// When it takes effect; may be empty.
        start_date: String = "startDate", required;
        /// When it ends, or ended before its time; not to the second its start and its validity. May be empty.
        end_date: String = "endDate", required;
        /// Data of the package. The unit is inferred.
        flow_total: Number = "flowTotal", required, unit "MB";
        /// Data left. The unit is inferred.
        flow_remain: Number = "flowRemain", required, unit "MB";
        /// Data used.
        flow_usage_bytes: i64 = "flowUsageBytes", required, unit "bytes";
        /// The shop's name of the package; may be empty.
        gzh_package_name: String = "gzhPackageName", required;
        /// Validity, in units of `periodType`.
        total_active: i64 = "totalActive", required;
        /// Whether it is a renewal.
        renew: Flag = "renew", required;
        /// What limits the package.
        package_type: PackageType = "packageType", required;
        /// Whether it was refunded.
        is_refund: Flag = "isRefund", required;
        /// Unit of the validity.
        period_type: PeriodType = "periodType", required;
        /// Your own number; missing for orders not placed through the API.
        out_trade_no: String = "outTradeNo", optional;
    }
}

operation! {
    ListPackageOrders => PackageOrderPage: "packages.listOrders", "/api/v3/package/packageOrderRecord",
        Read, source "63600563e0", pages "page" of "data" until Rows("total"), sized "pageSize", whole true;
}
