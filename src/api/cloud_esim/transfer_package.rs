//! `POST /api/v3/cloudesim/transferPkg`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Moves a package from one cloud eSIM to another. There is no number of your own and no way to ask for the outcome:
    /// it comes as a `CloudESimSubPkgList` notification.
    request TransferCloudEsimPackage {
        /// Cloud eSIM the package is on now.
        old_eid: String = "oldEid", required;
        /// Order of the package on the old cloud eSIM.
        old_eshop_order_id: i64 = "oldEshopOrderId", required;
        /// Cloud eSIM the package moves to.
        new_eid: String = "newEid", required;
        /// Note of your own.
        memo: String = "memo", optional;
    }
}

record! {
    /// The moved package.
    response TransferredCloudEsimPackage {
        /// Code of the package on the new card.
        new_pkg_code: String = "newPkgCode", required;
        /// Order of the package on the new cloud eSIM.
        new_eshop_order_id: i64 = "newEshopOrderId", required;
    }
}

operation! {
    TransferCloudEsimPackage => TransferredCloudEsimPackage: "cloudEsim.transferPackage", "/api/v3/cloudesim/transferPkg",
        Write, source "439599592e0";
}
