//! `POST /api/v3/cloudesim/pkg/record/list`

use crate::api::operation;
use crate::api::packages::Flag;
use crate::api::packages::PackageType;
use crate::api::packages::PeriodType;
use crate::notification::packages::PackageState;
use crate::schema::{Ids, Number, record};

record! {
    /// Lists the orders of one cloud eSIM. Your own number is not among the fields.
    request ListCloudEsimOrders {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
        /// Only orders placed from then on, `yyyy-MM-dd HH:mm:ss`.
        create_date_start: String = "createDateStart", optional, rule Moment;
        /// Only orders placed until then, `yyyy-MM-dd HH:mm:ss`.
        create_date_end: String = "createDateEnd", optional, rule Moment;
        /// Only orders changed from then on, `yyyy-MM-dd HH:mm:ss`.
        update_date_start: String = "updateDateStart", optional, rule Moment;
        /// Only orders changed until then, `yyyy-MM-dd HH:mm:ss`.
        update_date_end: String = "updateDateEnd", optional, rule Moment;
        /// Only these orders, by the platform's id; whether by `eshopOrderId` or by `orderId` is not documented.
        order_id_arr_str: Ids = "orderIdArrStr", optional;
        /// Page, from 1.
        page: i64 = "page", optional;
        /// Rows on a page; 500 unless given, at most 1000.
        page_size: i64 = "pageSize", optional, rule UpTo(1000);
    }
}

record! {
    /// One page of orders.
    response CloudEsimOrderPage {
        /// The rows.
        list: Vec<CloudEsimOrder> = "list", required;
        /// How many orders there are.
        total: i64 = "total", required;
    }
}

record! {
    /// An order. Dates are `yyyy-MM-dd HH:mm:ss`; their time zone is not documented and looks like UTC+8.
    response CloudEsimOrder {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
        /// The platform's order id. Deprecated: use `eshopOrderId`.
        order_id: i64 = "orderId", required;
        /// The platform's id of the cloud eSIM order.
        eshop_order_id: i64 = "eshopOrderId", required;
        /// The platform's name of the package.
        package_name: String = "packageName", required;
        /// Code of the package.
        package_code: String = "packageCode", required;
        /// What limits the package.
        package_type: PackageType = "packageType", required;
        /// The shop's name of the package; may be empty.
        gzh_package_name: String = "gzhPackageName", required;
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
        /// Validity, in units of `periodType`.
        total_active: i64 = "totalActive", required;
        /// Unit of the validity.
        period_type: PeriodType = "periodType", required;
        /// Data of the package.
        flow_total_bytes: i64 = "flowTotalBytes", required, unit "bytes";
        /// Data left.
        flow_remain_bytes: i64 = "flowRemainBytes", required, unit "bytes";
        /// Whether it renews itself.
        renew: Flag = "renew", required;
        /// Whether it was refunded.
        is_refund: Flag = "isRefund", required;
    }
}

operation! {
    ListCloudEsimOrders => CloudEsimOrderPage: "cloudEsim.listOrders", "/api/v3/cloudesim/pkg/record/list",
        Read, source "359350624e0", pages "page" of "list" until Rows("total"), sized "pageSize", optional true;
}
