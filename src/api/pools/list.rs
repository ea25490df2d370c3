//! `POST /api/v3/pool/list`

use crate::api::operation;
use crate::schema::{Ids, codes, record};

record! {
    /// Lists the data pools.
    request ListPools {
        /// Only these pools.
        pool_object_id_arr: Ids = "pool_object_id_arr", optional;
        /// Note of your own.
        memo: String = "memo", optional;
    }
}

record! {
    /// Data pools.
    response Pools {
        /// The rows.
        list: Vec<Pool> = "list", required;
    }
}

record! {
    /// A data pool.
    response Pool {
        /// Id of the data pool. 0 means no pool.
        pool_object_id: i64 = "pool_object_id", required;
        /// How many cards fit.
        pool_lines: i64 = "pool_lines", required;
        /// How many cards are in it.
        used_pool_lines: i64 = "used_pool_lines", required;
        /// Data of the pool.
        total: i64 = "total", required, unit "bytes";
        /// Data left.
        remain: i64 = "remain", required, unit "bytes";
        /// Validity.
        total_active: i64 = "total_active", required, unit "days";
        /// Days left.
        available_days: i64 = "available_days", required, unit "days";
        /// When it ends.
        expire_timestamp: i64 = "expire_timestamp", required, unit "Unix seconds";
        /// Its state.
        status: PoolStatus = "status", required;
        /// When it was created.
        create_at: i64 = "create_at", required, unit "Unix seconds";
        /// Note of your own.
        memo: String = "memo", required;
    }
}

codes! {
    /// State of a data pool.
    int PoolStatus {
        /// Not activated yet.
        Pending = 1,
        /// Activated.
        Active = 2,
        /// Stopped.
        Stopped = -1,
    }
}

operation! {
    ListPools => Pools: "pools.list", "/api/v3/pool/list",
        Read, source "399122599e0";
}
