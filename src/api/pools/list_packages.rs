//! `POST /api/v3/pool/pkg/list`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Lists pool packages, all or those for a card or pool. Prices are not told.
    request ListPoolPackages {
        /// ICCID of the card.
        iccid: String = "iccid", optional;
        /// Id of the data pool. 0 means no pool.
        pool_object_id: i64 = "pool_object_id", optional;
    }
}

record! {
    /// Pool packages.
    response PoolPackages {
        /// The rows.
        list: Vec<PoolPackage> = "list", required;
    }
}

record! {
    /// A pool package.
    response PoolPackage {
        /// Code of the pool package.
        pool_type_code: String = "pool_type_code", required;
        /// How many cards fit.
        pool_lines: i64 = "pool_lines", required;
        /// Validity.
        total_active: i64 = "total_active", required, unit "days";
        /// Data volume.
        total_data: i64 = "total_data", required, unit "bytes";
    }
}

operation! {
    ListPoolPackages => PoolPackages: "pools.listPackages", "/api/v3/pool/pkg/list",
        Read, source "399122596e0";
}
