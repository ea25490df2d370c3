//! `POST /api/v3/card/getCardsInfo`

use super::{CardStatus, ImeiPoolMembership, ImeiPoolStatus, PackageKind, RealName, RemainingKind};
use crate::api::operation;
use crate::schema::{Number, record};

record! {
    /// Reads one card with its usage.
    request GetCard {
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

record! {
    /// A card. Dates are `yyyy-MM-dd HH:mm:ss`; their time zone is not documented and looks like
    /// UTC+8.
    response Card {
        /// ICCID, 19 or 20 digits.
        iccid: String = "iccid", required;
        /// EID, 32 digits; nothing for a plain SIM, though the platform lists it as required.
        eid: String = "eid", promised;
        /// IMSI.
        imsi: String = "imsi", required;
        /// First activation; may be empty for a card never activated.
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
        /// The customer's remark; listed as required, not always there.
        remark: String = "remark", promised;
    }
}

operation! {
    GetCard => Option<Card>: "cards.get", "/api/v3/card/getCardsInfo", Read, source "63600559e0";
}
