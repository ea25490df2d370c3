//! `POST /api/v3/outputApi/queryAccountWarningCard`

use crate::api::operation;
use crate::schema::{codes, record};

record! {
    /// Lists the cards that have a warning, 500 on a page.
    request ListCardWarnings {
        /// Page, from 1.
        page_num: i64 = "pageNum", required;
        /// What is running low. A number in the request, text in the answer.
        kind: WarningKind = "type", optional;
        /// ICCID of the card.
        iccid: String = "iccid", optional;
    }
}

codes! {
    /// Kind of warning, in a request.
    int WarningKind {
        /// Data left, in MB.
        Volume = 1,
        /// Data left, in percent.
        Percentage = 2,
        /// Days left.
        Period = 3,
    }
}

record! {
    /// The answer.
    response CardWarningPage {
        /// How many pages there are.
        total_page: i64 = "totalPage", required;
        /// The rows of this page.
        card_info_list: Vec<CardWarning> = "cardInfoList", required;
    }
}

record! {
    /// A card with a warning. The platform promises none of the fields.
    response CardWarning {
        /// ICCID of the card.
        iccid: String = "iccid", optional;
        /// What is running low. A number in the request, text in the answer.
        kind: WarningKindText = "type", optional;
        /// The value that sets the warning off.
        early_warning_value: i64 = "earlyWarningValue", optional, unit "depends on type: 1 MB, 2 percent, 3 days";
    }
}

codes! {
    /// Kind of warning, in an answer, where it is text.
    text WarningKindText {
        /// Data left, in MB.
        Volume = "1",
        /// Data left, in percent.
        Percentage = "2",
        /// Days left.
        Period = "3",
    }
}

operation! {
    ListCardWarnings => CardWarningPage: "cards.listWarnings", "/api/v3/outputApi/queryAccountWarningCard",
        Read, source "63600566e0",
        pages "pageNum" of "cardInfoList" until Pages("totalPage");
}
