//! Orders and purchases.

use super::super::rules::Source::Literal;
use super::super::rules::{Lookup, LookupRule, Named, ROW, RowMatch, Rows, field, own, pair};
use crate::api::Request;
use crate::api::cloud_esim::list_orders::{
    CloudEsimOrder, CloudEsimOrderPage, ListCloudEsimOrders,
};
use crate::api::cloud_esim::purchase::{CloudEsimPurchase, PurchaseCloudEsimPackage};
use crate::api::esim::install::InstallEsim;
use crate::api::esim::purchase::PurchaseEsim;
use crate::api::packages::order::{OrderPackage, PackageOrder};
use crate::api::packages::order_details::{GetPackageOrderDetails, PackageOrderDetails};
use crate::api::pools::list_records::{ListPoolRecords, PoolRecord, PoolRecords};
use crate::api::pools::subscribe::{PoolSubscription, SubscribePool};
use crate::notification::cloud_esim::sub_pkg_list::{CloudESimSubPkgList, OrderedCloudEsimPackage};
use crate::notification::packages::sub_pkg_list::{OrderedPackage, SubPkgList};
use crate::notification::{Declared, EventTable};
use crate::schema::Field;

const ORDER: &[Field] = OrderPackage::FIELDS;
const DETAILS: &[Field] = PackageOrderDetails::FIELDS;
const ADDED: &[Field] = OrderedPackage::FIELDS;
const SUB_PKG_LIST: &EventTable = &SubPkgList::EVENT;
const IN_EVENT: Rows = Rows::Field(field(SubPkgList::FIELDS, "data"));

pub(super) const PACKAGE_ORDER: LookupRule = LookupRule {
    operation: &OrderPackage::OPERATION,
    lookups: &[Lookup {
        operation: &GetPackageOrderDetails::OPERATION,
        params: &[
            (
                field(GetPackageOrderDetails::FIELDS, "outTradeNoArrStr"),
                own(ORDER, "outTradeNo"),
            ),
            (field(GetPackageOrderDetails::FIELDS, "page"), Literal("1")),
            (
                field(GetPackageOrderDetails::FIELDS, "pageSize"),
                Literal("50"),
            ),
        ],
        // A new main package is in use; the others have not begun; a short one may be over by now.
        each: Some((
            field(GetPackageOrderDetails::FIELDS, "state"),
            &["1", "0", "2"],
        )),
        rows: Rows::All,
        matching: RowMatch {
            named: Named::Number(pair(DETAILS, "outTradeNo", ORDER, "outTradeNo")),
            same: &[
                pair(DETAILS, "iccid", ORDER, "iccid"),
                pair(DETAILS, "packageCode", ORDER, "packageCode"),
            ],
            result: &[
                (
                    field(PackageOrder::FIELDS, "orderNumber"),
                    field(DETAILS, "orderNumber"),
                ),
                (
                    field(PackageOrder::FIELDS, "orderId"),
                    // Not declared for these rows, and shown in the platform's examples.
                    "orderId",
                ),
            ],
            ..ROW
        },
    }],
    events: &[(
        SUB_PKG_LIST,
        IN_EVENT,
        RowMatch {
            named: Named::Number(pair(ADDED, "outTradeNo", ORDER, "outTradeNo")),
            same: &[
                pair(ADDED, "iccid", ORDER, "iccid"),
                pair(ADDED, "packageCode", ORDER, "packageCode"),
            ],
            result: &[(
                field(PackageOrder::FIELDS, "orderId"),
                field(ADDED, "orderId"),
            )],
            ..ROW
        },
    )],
    next_step: "look for the outTradeNo with packages.orderDetails, or wait for SubPkgList",
};

pub(super) const POOL_SUBSCRIPTION: LookupRule = LookupRule {
    operation: &SubscribePool::OPERATION,
    lookups: &[Lookup {
        operation: &ListPoolRecords::OPERATION,
        params: &[
            (
                field(ListPoolRecords::FIELDS, "pool_object_id"),
                own(SubscribePool::FIELDS, "pool_object_id"),
            ),
            (
                field(ListPoolRecords::FIELDS, "out_trade_no_arr"),
                own(SubscribePool::FIELDS, "out_trade_no"),
            ),
            (field(ListPoolRecords::FIELDS, "page"), Literal("1")),
            (field(ListPoolRecords::FIELDS, "page_size"), Literal("1000")),
        ],
        each: None,
        rows: Rows::Field(field(PoolRecords::FIELDS, "list")),
        matching: RowMatch {
            named: Named::Number(pair(
                PoolRecord::FIELDS,
                "out_trade_no",
                SubscribePool::FIELDS,
                "out_trade_no",
            )),
            // The pool is in the look-up; the rows do not name it.
            same: &[pair(
                PoolRecord::FIELDS,
                "pool_type_code",
                SubscribePool::FIELDS,
                "pool_type_code",
            )],
            result: &[(
                field(PoolSubscription::FIELDS, "order_no"),
                field(PoolRecord::FIELDS, "order_no"),
            )],
            ..ROW
        },
    }],
    events: &[],
    next_step: "look for the out_trade_no with pools.listRecords",
};

const PURCHASE: &[Field] = PurchaseCloudEsimPackage::FIELDS;
const CLOUD_ROW: &[Field] = CloudEsimOrder::FIELDS;
const CLOUD_ADDED: &[Field] = OrderedCloudEsimPackage::FIELDS;
const CLOUD_SUB_PKG_LIST: &EventTable = &CloudESimSubPkgList::EVENT;
const IN_CLOUD_EVENT: Rows = Rows::Field(field(CloudESimSubPkgList::FIELDS, "data"));

pub(super) const CLOUD_ESIM_PURCHASE: LookupRule = LookupRule {
    operation: &PurchaseCloudEsimPackage::OPERATION,
    lookups: &[Lookup {
        operation: &ListCloudEsimOrders::OPERATION,
        params: &[
            (
                field(ListCloudEsimOrders::FIELDS, "eid"),
                own(PURCHASE, "eid"),
            ),
            (field(ListCloudEsimOrders::FIELDS, "page"), Literal("1")),
            (
                field(ListCloudEsimOrders::FIELDS, "pageSize"),
                Literal("1000"),
            ),
        ],
        each: None,
        rows: Rows::Field(field(CloudEsimOrderPage::FIELDS, "list")),
        matching: RowMatch {
            same: &[
                pair(CLOUD_ROW, "eid", PURCHASE, "eid"),
                pair(CLOUD_ROW, "packageCode", PURCHASE, "packageCode"),
            ],
            created: Some(field(CLOUD_ROW, "createDate")),
            result: &[(
                field(CloudEsimPurchase::FIELDS, "eshopOrderId"),
                field(CLOUD_ROW, "eshopOrderId"),
            )],
            ..ROW
        },
    }],
    events: &[(
        CLOUD_SUB_PKG_LIST,
        IN_CLOUD_EVENT,
        RowMatch {
            named: Named::Number(pair(CLOUD_ADDED, "outTradeNo", PURCHASE, "outTradeNo")),
            same: &[
                pair(CLOUD_ADDED, "eid", PURCHASE, "eid"),
                pair(CLOUD_ADDED, "packageCode", PURCHASE, "packageCode"),
            ],
            created: Some(field(CLOUD_ADDED, "createDate")),
            result: &[(
                field(CloudEsimPurchase::FIELDS, "eshopOrderId"),
                field(CLOUD_ADDED, "eshopOrderId"),
            )],
            ..ROW
        },
    )],
    next_step: "compare packages and times with cloudEsim.listOrders, or wait for CloudESimSubPkgList",
};

pub(super) const ESIM_PURCHASE: LookupRule = LookupRule {
    operation: &PurchaseEsim::OPERATION,
    lookups: &[],
    events: &[],
    next_step: "send it again with the same outTradeNo: an order that exists is answered by 503016, of which \
                the platform's page says 「重复订单号。返回这个错误的时候可以通过查询eSIM订单详情接口获取结果。」 (duplicate order \
                number; when this error is returned, the result can be had from the eSIM order details). No \
                operation is documented to find the order by its outTradeNo, so ask the platform and name it",
};

pub(super) const ESIM_INSTALL: LookupRule = LookupRule {
    operation: &InstallEsim::OPERATION,
    // It has no number, and what it returns is not documented.
    lookups: &[],
    events: &[],
    next_step: "look at the eSIM with cloudEsim.get and cloudEsim.listOrders before you install again: a package \
                that comes with an installation is paid for each time",
};
