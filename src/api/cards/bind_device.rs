//! `POST /api/v3/card/bindDevice`

use crate::api::operation;
use crate::schema::{Nothing, record};

record! {
    /// Binds a card to a device.
    request BindDevice {
        /// ICCID of the card.
        iccid: String = "iccid", required;
        /// IMEI of the device; the platform calls it a device id, and its example is none.
        imei: String = "imei", required;
    }
}

operation! {
    BindDevice => Nothing: "cards.bindDevice", "/api/v3/card/bindDevice",
        Write, source "337198418e0";
}
