//! `POST /api/v3/card/switchOperator`

use crate::api::operation;
use crate::schema::{Nothing, codes, record};

record! {
    /// Switches a card to another network. Give `imsi` or `iccid`. May be refused when the network is not offered to the card.
    request SwitchNetwork {
        /// IMSI of the card.
        imsi: String = "imsi", optional;
        /// ICCID of the card.
        iccid: String = "iccid", optional;
        /// The network.
        network: NetworkChoice = "network", required;
    }
}

codes! {
    /// A network to switch to. Which spelling a card takes depends on its family; `cards.networkOptions` names them in the first style.
    text NetworkChoice {
        /// `ATT`.
        Att = "ATT",
        /// `TMobile`.
        TMobile = "TMobile",
        /// `ChinaMobile`.
        ChinaMobile = "ChinaMobile",
        /// `ChinaUnicom`.
        ChinaUnicom = "ChinaUnicom",
        /// All networks of a dual-network card.
        AllUpper = "ALL",
        /// `Verizon`.
        Verizon = "Verizon",
        /// All networks of a triple-network card.
        Triple = "VAT",
        /// `USA-AT&T`.
        UsaAtt = "USA-AT&T",
        /// `USA-TMobile`.
        UsaTMobile = "USA-TMobile",
        /// `USA-Verizon`.
        UsaVerizon = "USA-Verizon",
        /// `China-Mobile`.
        ChinaDashMobile = "China-Mobile",
        /// `China-Unicom`.
        ChinaDashUnicom = "China-Unicom",
        /// `China-Telecom`.
        ChinaDashTelecom = "China-Telecom",
        /// All networks of a TN-V3-W card.
        AllLower = "all",
    }
}

operation! {
    SwitchNetwork => Nothing: "cards.switchNetwork", "/api/v3/card/switchOperator",
        Write, source "69975231e0", demands [OneOf(&["imsi", "iccid"])];
}
