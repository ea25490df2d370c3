//! `POST /api/v3/cloudesim/get`

use crate::api::cards::CardStatus;
use crate::api::operation;
use crate::api::packages::PackageType;
use crate::schema::record;

record! {
    /// Reads one cloud eSIM.
    request GetCloudEsim {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
    }
}

record! {
    /// A cloud eSIM. Dates are `yyyy-MM-dd HH:mm:ss` or the day alone; their time zone is not documented and looks like UTC+8.
    response CloudEsim {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
        /// First activation.
        activate_date: String = "activateDate", optional;
        /// State of the card.
        card_status: CardStatus = "cardStatus", required;
        /// Data left of the current package.
        current_pkg_remain_bytes: i64 = "currentPkgRemainBytes", required, unit "bytes";
        /// Data used of the current package.
        current_pkg_used_bytes: i64 = "currentPkgUsedBytes", required, unit "bytes";
        /// Data of the current package.
        current_pkg_total_bytes: i64 = "currentPkgTotalBytes", required, unit "bytes";
        /// All data, packages not yet begun included.
        total_flow_bytes: i64 = "totalFlowBytes", required, unit "bytes";
        /// All data left, packages not yet begun included.
        remain_flow_bytes: i64 = "remainFlowBytes", required, unit "bytes";
        /// When it will run out, packages not yet begun included.
        expected_end_date: String = "expectedEndDate", optional;
        /// Code of the product.
        product_code: String = "productCode", required;
        /// End of the current package.
        package_end_date: String = "packageEndDate", optional;
        /// Code of the package.
        package_code: String = "packageCode", required;
        /// What limits the package.
        package_type: PackageType = "packageType", required;
        /// The platform's name of the package.
        package_name: String = "packageName", required;
    }
}

operation! {
    GetCloudEsim => CloudEsim: "cloudEsim.get", "/api/v3/cloudesim/get",
        Read, source "359350455e0";
}
