//! `POST /api/v3/sms/sendSms`

use crate::api::operation;
use crate::schema::record;

record! {
    /// Sends a text message to a card. No operation tells whether it arrived.
    request SendSms {
        /// Text of the message, at most 300 characters. How it is cut and encoded is not documented.
        message: String = "message", required, rule Chars(300);
        /// ICCID of the card.
        iccid: String = "iccid", required;
    }
}

record! {
    /// A message that was taken.
    response SentSms {
        /// Id of the message.
        trans_id: String = "trans_id", required;
    }
}

operation! {
    SendSms => SentSms: "sms.send", "/api/v3/sms/sendSms",
        Write, source "116059424e0";
}
