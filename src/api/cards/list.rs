//! `POST /api/v3/card/getAllCardInfo`

use super::{CardStatus, ImeiPoolMembership, ImeiPoolStatus, PackageKind, RealName, RemainingKind};
use crate::api::{operation, packages::PackageType};
use crate::schema::{Digits, Ids, Number, record};

record! {
    /// Lists the account's cards, 500 a page unless asked otherwise.
    request ListCards {
        /// Page, from 1; the first unless given. Sent as a string, as the platform wants it.
        page_num: Digits = "pageNum", required;
        /// Cards on a page; the platform's default is 500, its maximum is not documented.
        page_size: i64 = "pageSize", optional, rule UpTo(65535);
        /// Only cards in this state.
        card_status: CardStatus = "cardStatus", optional;
        /// Only these cards. How many may be named at once is not documented.
        iccids: Ids = "iccids", optional;
    }
}

record! {
    /// One page of cards.
    response CardPage {
        /// The cards.
        card_info_list: Vec<ListedCard> = "cardInfoList", required;
        /// How many pages there are.
        total_page: i64 = "totalPage", required;
    }
}

record! {
    /// A card as the list shows it. Dates are `yyyy-MM-dd HH:mm:ss`; their time zone is not
    /// documented and looks like UTC+8.
    response ListedCard {
        /// ICCID, 19 or 20 digits.
        iccid: String = "iccid", required;
        /// IMSI.
        imsi: String = "imsi", required;
        /// First activation; listed as always there, and may be empty for a card never activated.
        activate_date: String = "activateDate", required;
        /// State of the card.
        card_status: CardStatus = "cardStatus", required;
        /// Whether its user has been identified by name.
        is_real_name: RealName = "isRealName", required;
        /// Data left in the current package. "Month" does not mean a calendar month.
        month_remain_flow: Number = "monthRemainFlow", required, unit "MB";
        /// Data used of the current package.
        month_use_flow: Number = "monthUseFlow", required, unit "MB";
        /// What the remaining data belongs to.
        remain_flow_type: RemainingKind = "remainFlowType", required;
        /// Code of the product the card belongs to.
        product_code: String = "productCode", required;
        /// End of the current package.
        package_end_date: String = "packageEndDate", optional;
        /// All data of the card, packages not yet begun included.
        data_flow: Number = "dataFlow", required, unit "MB";
        /// All data left, packages not yet begun included.
        remain_flow: Number = "remainFlow", required, unit "MB";
        /// When the card will run out, packages not yet begun included.
        expected_end_date: String = "expectedEndDate", required;
        /// Lock by the IMEI pool.
        imei_pool_status: ImeiPoolStatus = "imeiPoolStatus", required;
        /// How often the card has been unlocked from the IMEI pool.
        imei_pool_unlock_count: i64 = "imeiPoolUnlockCount", required;
        /// Membership in an IMEI pool.
        is_imei_pool: ImeiPoolMembership = "isIMEIPool", required;
        /// Network in use, in the words of `cards.switchNetwork`.
        network: String = "network", required;
        /// Data used since the beginning. The platform calls it inaccurate for the time being.
        total_use_flow: Number = "totalUseFlow", required, unit "MB";
        /// Short code of the package in use.
        package_code: String = "packageCode", required;
        /// What limits the package in use.
        package_kind: PackageKind = "packageKind", required;
        /// Order of the package in use.
        order_id: i64 = "orderId", required;
        /// Data of the package in use. The unit is inferred.
        flow_total: Number = "flowTotal", required, unit "MB";
        /// Data left of the package in use. The unit is inferred.
        flow_remain: Number = "flowRemain", required, unit "MB";
        /// What limits the package in use, numbered as in orders.
        package_type: PackageType = "packageType", required;
        /// The platform's name of the package in use.
        package_name: String = "packageName", required;
        /// The shop's name of the package in use; may be empty.
        gzh_package_name: String = "gzhPackageName", required;
        /// IMEI of the device.
        imei: String = "imei", required;
    }
}

operation! {
    ListCards => CardPage: "cards.list", "/api/v3/card/getAllCardInfo", Read, source "63600562e0",
        pages "pageNum" of "cardInfoList" until Pages("totalPage");
}
