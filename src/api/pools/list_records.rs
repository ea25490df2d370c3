//! `POST /api/v3/pool/record/list`

use crate::api::operation;
use crate::schema::{Ids, codes, record};

record! {
    /// Lists the subscriptions of a pool. The last page is the one that is not full.
    request ListPoolRecords {
        /// Id of the data pool. 0 means no pool.
        pool_object_id: i64 = "pool_object_id", required;
        /// Only these subscriptions, by the platform's number.
        order_no_arr: Ids = "order_no_arr", optional;
        /// Only these subscriptions, by your own number.
        out_trade_no_arr: Ids = "out_trade_no_arr", optional;
        /// Only subscriptions of these packages.
        pool_type_code_arr: Ids = "pool_type_code_arr", optional;
        /// Only subscriptions in these states.
        status_code_arr: Ids = "status_code_arr", optional;
        /// Created from then on. The unit is inferred.
        create_at_start: i64 = "create_at_start", optional, unit "Unix seconds";
        /// Created until then. The unit is inferred.
        create_at_end: i64 = "create_at_end", optional, unit "Unix seconds";
        /// In effect from then on. The unit is inferred.
        active_timestamp_start: i64 = "active_timestamp_start", optional, unit "Unix seconds";
        /// In effect until then. The unit is inferred.
        active_timestamp_end: i64 = "active_timestamp_end", optional, unit "Unix seconds";
        /// Ending from then on. The unit is inferred.
        expire_timestamp_start: i64 = "expire_timestamp_start", optional, unit "Unix seconds";
        /// Ending until then. The unit is inferred.
        expire_timestamp_end: i64 = "expire_timestamp_end", optional, unit "Unix seconds";
        /// Page, from 1.
        page: i64 = "page", required;
        /// Rows on a page, at most 1000.
        page_size: i64 = "page_size", required, rule UpTo(1000);
    }
}

record! {
    /// One page of subscriptions.
    response PoolRecords {
        /// The rows.
        list: Vec<PoolRecord> = "list", required;
    }
}

record! {
    /// A subscription.
    response PoolRecord {
        /// Id of the record.
        pool_record_id: i64 = "pool_record_id", required;
        /// The platform's number of the subscription.
        order_no: String = "order_no", required;
        /// Your own number; may be missing for orders not placed through the API.
        out_trade_no: String = "out_trade_no", promised;
        /// Code of the pool package.
        pool_type_code: String = "pool_type_code", required;
        /// State of the subscription.
        status_code: PoolRecordState = "status_code", required;
        /// When it ends.
        expire_timestamp: i64 = "expire_timestamp", required, unit "Unix seconds";
        /// When it took effect; what it holds before that is not documented.
        active_timestamp: i64 = "active_timestamp", required, unit "Unix seconds";
        /// Data of the subscription.
        total: i64 = "total", required, unit "bytes";
        /// Described as data left, named as data used: compare with `total` before you rely on it.
        used: i64 = "used", required, unit "bytes";
        /// When it was created.
        create_at: i64 = "create_at", required, unit "Unix seconds";
    }
}

codes! {
    /// State of a subscription; any negative number may come.
    int PoolRecordState {
        /// Just created.
        Created = 0,
        /// Allocated to the pool.
        Allocated = 1,
        /// Not activated yet.
        Pending = 2,
        /// Activated.
        Active = 3,
    }
}

operation! {
    ListPoolRecords => PoolRecords: "pools.listRecords", "/api/v3/pool/record/list",
        Read, source "399122602e0", pages "page" of "list" until Short, sized "page_size";
}
