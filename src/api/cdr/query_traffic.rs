//! `POST /api/v3/cdr/traffic/query`

use crate::api::operation;
use crate::schema::{Ids, codes, record};

record! {
    /// Sums the traffic of cards over days or a month; not in real time, and only cards that had any. Day boundaries are not documented.
    request QueryTraffic {
        /// Whether days or months are asked for.
        date_type: DateKind = "dateType", required;
        /// ICCIDs of the cards.
        iccids: Ids = "iccids", required;
        /// First day, `yyyy-MM-dd`; needed for `daily`.
        start_date: String = "startDate", promised, rule Day;
        /// Last day, `yyyy-MM-dd`; needed for `daily`.
        end_date: String = "endDate", promised, rule Day;
        /// Month, `yyyy-MM`; needed for `monthly`.
        month: String = "month", promised, rule Month;
    }
}

codes! {
    /// What the traffic is asked for.
    text DateKind {
        /// For days: give `startDate` and `endDate`.
        Daily = "daily",
        /// For a month: give `month`.
        Monthly = "monthly",
    }
}

record! {
    /// Traffic of a card.
    response CardTraffic {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// Data used in all of the time asked for, as decimal digits.
        traffic: String = "traffic", required, unit "bytes";
    }
}

operation! {
    QueryTraffic => Vec<CardTraffic>: "cdr.queryTraffic", "/api/v3/cdr/traffic/query",
        Read, source "409777084e0",
        demands [When("dateType", "daily", &["startDate", "endDate"]), When("dateType", "monthly", &["month"])];
}
