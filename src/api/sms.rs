//! Text messages.
//!
//! ```
//! use eiotclub::api::sms::send::SendSms;
//! # use eiotclub::client::{call::Call, read};
//!
//! let request = SendSms {
//!     iccid: "89852243101000600107".into(),
//!     message: "AT+RESET".into(),
//! };
//! // let answered = client.send(&request).await?;
//! # let answered = read::<SendSms>(br#"{"code":"200","message":"x","data":{"trans_id":"t1"}}"#)?;
//! # let _ = request;
//! assert_eq!(answered.data.unwrap().trans_id.as_deref(), Some("t1"));
//!
//! // What is too long is refused before it is sent.
//! let long = SendSms { message: "x".repeat(301), ..SendSms::default() };
//! # let params = serde_json::to_string(&long).unwrap();
//! # let refused = Call::operation(eiotclub::api::by_name("sms.send").unwrap(), &params).unwrap_err();
//! // let refused = client.send(&long).await.unwrap_err();
//! assert!(refused.to_string().contains("message has 301 characters; at most 300 are accepted"));
//! # Ok::<(), eiotclub::Error>(())
//! ```

pub mod send;
