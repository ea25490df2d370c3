//! `POST /api/v3/cloudesim/list`

use crate::api::cards::CardStatus;
use crate::api::operation;
use crate::api::packages::PackageType;
use crate::schema::{Digits, Ids, record};

record! {
    /// Lists the account's cloud eSIMs, 500 a page unless asked otherwise.
    request ListCloudEsims {
        /// Page, from 1.
        page_num: Digits = "pageNum", required;
        /// Rows on a page.
        page_size: i64 = "pageSize", optional, rule UpTo(65535);
        /// State of the card.
        card_status: CardStatus = "cardStatus", optional;
        /// EIDs of the cloud eSIMs.
        eids: Ids = "eids", optional;
    }
}

record! {
    /// One page of cloud eSIMs.
    response CloudEsimPage {
        /// The rows of this page.
        card_info_list: Vec<ListedCloudEsim> = "cardInfoList", required;
        /// How many pages there are.
        total_page: i64 = "totalPage", required;
    }
}

record! {
    /// A cloud eSIM as the list shows it. Dates are `yyyy-MM-dd HH:mm:ss` or the day alone; their time zone is not documented
    /// and looks like UTC+8.
    response ListedCloudEsim {
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
    ListCloudEsims => CloudEsimPage: "cloudEsim.list", "/api/v3/cloudesim/list",
        Read, source "359018946e0",
        pages "pageNum" of "cardInfoList" until Pages("totalPage");
}
