//! Refunds, transfers, and what else changes something that costs money.

use super::super::rules::Source::{Literal, OwnIfGiven};
use super::super::rules::{Lookup, LookupRule, Named, ROW, RowMatch, Rows, field, own, pair};
use crate::api::Request;
use crate::api::cards::transfer_package::{TransferCardPackage, TransferredPackage};
use crate::api::cloud_esim::list_orders::{
    CloudEsimOrder, CloudEsimOrderPage, ListCloudEsimOrders,
};
use crate::api::cloud_esim::order_status::{CloudEsimOrderStatus, GetCloudEsimOrderStatus};
use crate::api::cloud_esim::refund::RefundCloudEsimPackage;
use crate::api::cloud_esim::transfer_package::{
    TransferCloudEsimPackage, TransferredCloudEsimPackage,
};
use crate::api::esim::order_status::{EsimOrderStatus, GetEsimOrderStatus};
use crate::api::esim::refund::RefundEsim;
use crate::api::packages::list_orders::{ListPackageOrders, PackageOrderPage, PackageOrderRecord};
use crate::api::packages::order_status::{GetPackageOrderStatus, PackageOrderStatus};
use crate::api::packages::refund::RefundPackage;
use crate::api::pools::create::{CreatePool, CreatedPool};
use crate::api::pools::list::{ListPools, Pool, Pools};
use crate::api::pools::unsubscribe::UnsubscribePool;
use crate::api::sms::send::SendSms;
use crate::notification::cloud_esim::refund::CloudESimRefund;
use crate::notification::cloud_esim::sub_pkg_list::{CloudESimSubPkgList, OrderedCloudEsimPackage};
use crate::notification::packages::refund::Refund;
use crate::notification::packages::sub_pkg_list::{OrderedPackage, SubPkgList};
use crate::notification::{Declared, EventTable};
use crate::schema::Field;

const ADDED: &[Field] = OrderedPackage::FIELDS;
const SUB_PKG_LIST: &EventTable = &SubPkgList::EVENT;
const IN_EVENT: Rows = Rows::Field(field(SubPkgList::FIELDS, "data"));
const CLOUD_ROW: &[Field] = CloudEsimOrder::FIELDS;
const CLOUD_ADDED: &[Field] = OrderedCloudEsimPackage::FIELDS;
const CLOUD_SUB_PKG_LIST: &EventTable = &CloudESimSubPkgList::EVENT;
const IN_CLOUD_EVENT: Rows = Rows::Field(field(CloudESimSubPkgList::FIELDS, "data"));

pub(super) const PACKAGE_REFUND: LookupRule = LookupRule {
    operation: &RefundPackage::OPERATION,
    lookups: &[Lookup {
        operation: &GetPackageOrderStatus::OPERATION,
        params: &[
            (
                field(GetPackageOrderStatus::FIELDS, "iccid"),
                own(RefundPackage::FIELDS, "iccid"),
            ),
            (
                field(GetPackageOrderStatus::FIELDS, "orderId"),
                own(RefundPackage::FIELDS, "orderId"),
            ),
        ],
        each: None,
        rows: Rows::All,
        matching: RowMatch {
            named: Named::Request,
            state: Some((field(PackageOrderStatus::FIELDS, "status"), "-1")),
            ..ROW
        },
    }],
    events: &[(
        &Refund::EVENT,
        Rows::All,
        RowMatch {
            named: Named::Number(pair(
                Refund::FIELDS,
                "orderId",
                RefundPackage::FIELDS,
                "orderId",
            )),
            same: &[pair(
                Refund::FIELDS,
                "iccid",
                RefundPackage::FIELDS,
                "iccid",
            )],
            ..ROW
        },
    )],
    next_step: "ask for the order's state with packages.orderStatus, or wait for Refund",
};

pub(super) const ESIM_REFUND: LookupRule = LookupRule {
    operation: &RefundEsim::OPERATION,
    lookups: &[Lookup {
        operation: &GetEsimOrderStatus::OPERATION,
        params: &[(
            field(GetEsimOrderStatus::FIELDS, "orderId"),
            own(RefundEsim::FIELDS, "orderId"),
        )],
        each: None,
        rows: Rows::All,
        matching: RowMatch {
            named: Named::Request,
            state: Some((field(EsimOrderStatus::FIELDS, "status"), "3")),
            ..ROW
        },
    }],
    events: &[],
    next_step: "ask for the order's state with esim.orderStatus",
};

pub(super) const CLOUD_ESIM_REFUND: LookupRule = LookupRule {
    operation: &RefundCloudEsimPackage::OPERATION,
    lookups: &[Lookup {
        operation: &GetCloudEsimOrderStatus::OPERATION,
        params: &[
            (
                field(GetCloudEsimOrderStatus::FIELDS, "eshopOrderId"),
                OwnIfGiven(field(RefundCloudEsimPackage::FIELDS, "eshopOrderId")),
            ),
            (
                field(GetCloudEsimOrderStatus::FIELDS, "orderId"),
                OwnIfGiven(field(RefundCloudEsimPackage::FIELDS, "orderId")),
            ),
        ],
        each: None,
        rows: Rows::All,
        matching: RowMatch {
            named: Named::Request,
            state: Some((field(CloudEsimOrderStatus::FIELDS, "status"), "3")),
            ..ROW
        },
    }],
    events: &[(
        &CloudESimRefund::EVENT,
        Rows::All,
        RowMatch {
            named: Named::Number(pair(
                CloudESimRefund::FIELDS,
                "eshopOrderId",
                RefundCloudEsimPackage::FIELDS,
                "eshopOrderId",
            )),
            ..ROW
        },
    )],
    next_step: "ask for the order's state with cloudEsim.orderStatus, or wait for CloudESimRefund",
};

const MOVE: &[Field] = TransferCardPackage::FIELDS;
const CARD_ROW: &[Field] = PackageOrderRecord::FIELDS;

pub(super) const CARD_TRANSFER: LookupRule = LookupRule {
    operation: &TransferCardPackage::OPERATION,
    lookups: &[Lookup {
        operation: &ListPackageOrders::OPERATION,
        params: &[
            (
                field(ListPackageOrders::FIELDS, "iccid"),
                own(MOVE, "newIccid"),
            ),
            (
                field(ListPackageOrders::FIELDS, "orderBy"),
                Literal("\"createDateDesc\""),
            ),
        ],
        each: None,
        rows: Rows::Field(field(PackageOrderPage::FIELDS, "data")),
        matching: RowMatch {
            same: &[pair(CARD_ROW, "iccid", MOVE, "newIccid")],
            // A package that was ordered has a number: it did not come from the other card.
            state: Some((field(CARD_ROW, "outTradeNo"), "")),
            created: Some(field(CARD_ROW, "createDate")),
            result: &[
                (
                    field(TransferredPackage::FIELDS, "newPkgCode"),
                    field(CARD_ROW, "packageCode"),
                ),
                (
                    field(TransferredPackage::FIELDS, "newOrderId"),
                    field(CARD_ROW, "orderId"),
                ),
            ],
            ..ROW
        },
    }],
    events: &[(
        SUB_PKG_LIST,
        IN_EVENT,
        RowMatch {
            named: Named::Number(pair(ADDED, "fromOrderId", MOVE, "orderId")),
            same: &[
                pair(ADDED, "fromIccid", MOVE, "oldIccid"),
                pair(ADDED, "iccid", MOVE, "newIccid"),
            ],
            result: &[
                (
                    field(TransferredPackage::FIELDS, "newPkgCode"),
                    field(ADDED, "packageCode"),
                ),
                (
                    field(TransferredPackage::FIELDS, "newOrderId"),
                    field(ADDED, "orderId"),
                ),
            ],
            ..ROW
        },
    )],
    next_step: "look at the new card with packages.listOrders, or wait for SubPkgList",
};

const CLOUD_MOVE: &[Field] = TransferCloudEsimPackage::FIELDS;
const MOVED: &[Field] = TransferredCloudEsimPackage::FIELDS;

pub(super) const CLOUD_ESIM_TRANSFER: LookupRule = LookupRule {
    operation: &TransferCloudEsimPackage::OPERATION,
    lookups: &[Lookup {
        operation: &ListCloudEsimOrders::OPERATION,
        params: &[
            (
                field(ListCloudEsimOrders::FIELDS, "eid"),
                own(CLOUD_MOVE, "newEid"),
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
            same: &[pair(CLOUD_ROW, "eid", CLOUD_MOVE, "newEid")],
            created: Some(field(CLOUD_ROW, "createDate")),
            result: &[
                (field(MOVED, "newPkgCode"), field(CLOUD_ROW, "packageCode")),
                (
                    field(MOVED, "newEshopOrderId"),
                    field(CLOUD_ROW, "eshopOrderId"),
                ),
            ],
            ..ROW
        },
    }],
    events: &[(
        CLOUD_SUB_PKG_LIST,
        IN_CLOUD_EVENT,
        RowMatch {
            named: Named::Number(pair(
                CLOUD_ADDED,
                "fromOrderId",
                CLOUD_MOVE,
                "oldEshopOrderId",
            )),
            same: &[
                pair(CLOUD_ADDED, "fromEid", CLOUD_MOVE, "oldEid"),
                pair(CLOUD_ADDED, "eid", CLOUD_MOVE, "newEid"),
            ],
            result: &[
                (
                    field(MOVED, "newPkgCode"),
                    field(CLOUD_ADDED, "packageCode"),
                ),
                (
                    field(MOVED, "newEshopOrderId"),
                    field(CLOUD_ADDED, "eshopOrderId"),
                ),
            ],
            ..ROW
        },
    )],
    next_step: "look at the new cloud eSIM with cloudEsim.listOrders, or wait for CloudESimSubPkgList",
};

pub(super) const POOL_CREATION: LookupRule = LookupRule {
    operation: &CreatePool::OPERATION,
    lookups: &[Lookup {
        operation: &ListPools::OPERATION,
        params: &[(
            field(ListPools::FIELDS, "memo"),
            own(CreatePool::FIELDS, "memo"),
        )],
        each: None,
        rows: Rows::Field(field(Pools::FIELDS, "list")),
        matching: RowMatch {
            same: &[pair(Pool::FIELDS, "memo", CreatePool::FIELDS, "memo")],
            created: Some(field(Pool::FIELDS, "create_at")),
            result: &[(
                field(CreatedPool::FIELDS, "pool_object_id"),
                field(Pool::FIELDS, "pool_object_id"),
            )],
            ..ROW
        },
    }],
    events: &[],
    next_step: "look for a new pool with pools.list",
};

pub(super) const POOL_CANCELLATION: LookupRule = LookupRule {
    operation: &UnsubscribePool::OPERATION,
    // A negative state is invalid: whether a cancelled subscription has one is not documented.
    lookups: &[],
    events: &[],
    next_step: "look at the subscription's status_code with pools.listRecords",
};

pub(super) const TEXT_MESSAGE: LookupRule = LookupRule {
    operation: &SendSms::OPERATION,
    lookups: &[],
    events: &[],
    next_step: "ask the recipient: no operation tells whether a text message was sent, and a second one is paid for again",
};
