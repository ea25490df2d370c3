//! The callback notifications, one file each, and their verification.
//!
//! The platform posts a JSON object with `id`, `timestamp`, `nonce`, `event`, `sign` and the
//! event's own fields, signed like a request but without `appkey`. `data` is documented as an array
//! or object and arrives as a string of JSON; both are read.
//!
//! ```
//! use eiotclub::notification::{Event, sign_notification, verify};
//! use eiotclub::schema::check::Reader;
//!
//! // As the platform would send it.
//! let fields = r#"{"id":"n1","event":"SubPkgList","timestamp":1746050702,"nonce":12345,
//!     "data":"[{\"iccid\":\"89852243101000600107\",\"orderId\":10002981}]"}"#;
//! let body = sign_notification(fields, "a1b1c1d1").unwrap();
//!
//! let verified = verify(body.as_bytes(), &["a1b1c1d1"], None, 1_746_050_702, Reader::Rust)?;
//! match verified.decode().unwrap().event {
//!     Event::SubPkgList(added) => {
//!         assert_eq!(added.data.unwrap().0[0].order_id, Some(10_002_981));
//!     }
//!     Event::Unknown { name, .. } => println!("not known yet: {name}"),
//!     _ => {}
//! }
//! # Ok::<(), eiotclub::notification::Refused>(())
//! ```

pub mod cards;
pub mod cloud_esim;
pub mod packages;
#[cfg(test)]
mod tests;
pub mod verify;

pub use verify::{Reason, Refused, Verified, Window, verify};

use crate::json::{self, Flaw};
use crate::schema::{Field, Need, RecordDoc, Rule, Type};
use crate::sign::{self, Form};

/// An event's runtime table.
#[derive(Clone, Copy, Debug)]
pub struct EventTable {
    /// The value of `event`.
    pub name: &'static str,
    /// The fields beside the envelope's.
    pub fields: &'static [Field],
}

/// An event, described.
#[derive(Clone, Copy, Debug)]
pub struct EventDoc {
    /// The platform's page.
    pub source: &'static str,
    /// Its fields, described.
    pub record: &'static RecordDoc,
}

/// The fields that every notification carries. `nonce` is a number on some pages and a string on
/// others, and nothing is done with it here.
pub static ENVELOPE: &[Field] = &[
    envelope("id", Type::Text),
    envelope("timestamp", Type::Int),
    envelope("nonce", Type::Any),
    envelope("event", Type::Text),
    envelope("sign", Type::Text),
];

const fn envelope(name: &'static str, ty: Type) -> Field {
    Field {
        name,
        ty,
        need: Need::Required,
        rule: Rule::Free,
    }
}

/// A notification: its envelope and its event.
#[derive(Clone, Debug, PartialEq)]
pub struct Notification {
    /// The platform's id of this notification; the same for every repeat of it.
    pub id: String,
    /// When it was signed, Unix seconds.
    pub timestamp: i64,
    /// What happened.
    pub event: Event,
}

/// A declared event.
pub trait Declared: serde::de::DeserializeOwned {
    /// The runtime table.
    const EVENT: EventTable;
    /// The description.
    const DOC: EventDoc;
}

/// Makes a response record an event: `Name: source "page";`
macro_rules! event {
    ($name:ident: source $source:literal;) => {
        impl $crate::notification::Declared for $name {
            const EVENT: $crate::notification::EventTable = $crate::notification::EventTable {
                name: stringify!($name),
                fields: Self::FIELDS,
            };
            const DOC: $crate::notification::EventDoc = $crate::notification::EventDoc {
                source: concat!(
                    "https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/",
                    $source,
                    ".md"
                ),
                record: &Self::RECORD,
            };
        }
    };
}

pub(crate) use event;

macro_rules! events {
    ($($family:ident::$file:ident::$name:ident,)*) => {
        /// What a notification tells.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            $(
                #[doc = concat!("See [`", stringify!($name), "`](", stringify!($family), "::", stringify!($file), "::", stringify!($name), ").")]
                $name($family::$file::$name),
            )*
            /// An event that is not declared here, with all its fields.
            Unknown {
                /// The value of `event`.
                name: String,
                /// The whole notification.
                fields: serde_json::Map<String, serde_json::Value>,
            },
        }

        impl Event {
            fn decode(name: &str, text: &str) -> Result<Self, serde_json::Error> {
                match name {
                    $( stringify!($name) => serde_json::from_str(text).map(Event::$name), )*
                    _ => serde_json::from_str(text).map(|fields| Event::Unknown {
                        name: name.to_owned(),
                        fields,
                    }),
                }
            }
        }

        /// Every declared event.
        pub static EVENTS: &[&EventTable] = &[$(&<$family::$file::$name as Declared>::EVENT,)*];
        /// The descriptions, in the same order.
        pub static EVENT_DOCS: &[&EventDoc] = &[$(&<$family::$file::$name as Declared>::DOC,)*];
    };
}

events![
    packages::sub_pkg_list::SubPkgList,
    packages::pkg_effective::PkgEffective,
    packages::refund::Refund,
    cards::flow_alert::FlowAlert,
    cards::card_stopped::CardStopped,
    packages::pkg_quantity_list::PkgQuantityList,
    cards::switch_product::SwitchProduct,
    cards::card_imei_locked::CardIMEILocked,
    cards::imei_unlock::IMEIUnLock,
    cards::card_moved_out_imei_pool::CardMovedOutIMEIPool,
    cards::card_moved_in_imei_pool::CardMovedInIMEIPool,
    cloud_esim::locked::CloudESimLocked,
    cloud_esim::unlock::CloudESimUnLock,
    cloud_esim::flow_alert::CloudESimFlowAlert,
    cloud_esim::sub_pkg_list::CloudESimSubPkgList,
    cloud_esim::pkg_activate::CloudESimPkgActivate,
    cloud_esim::refund::CloudESimRefund,
    cloud_esim::pkg_deactivate::CloudESimPkgDeactivate,
    cloud_esim::card_stopped::CloudESimCardStopped,
    cloud_esim::switch_product::CloudESimSwitchProduct,
];

/// Signs the fields of a notification (a JSON object) and returns the body that the platform would
/// send: for tests of a receiver.
pub fn sign_notification(fields: &str, secret: &str) -> Result<String, Flaw> {
    let members = json::object(fields)?;
    let mut body = String::from("{");
    for member in members.iter().filter(|member| member.key != sign::SIGN) {
        if body.len() > 1 {
            body.push(',');
        }
        json::write_text(&mut body, &member.key);
        body.push(':');
        body.push_str(member.value.text);
    }
    let sign = sign::signature(fields, &Form::NOTIFICATION, secret)?;
    if body.len() > 1 {
        body.push(',');
    }
    body.push_str("\"sign\":\"");
    body.push_str(&sign);
    body.push_str("\"}");
    Ok(body)
}

pub(crate) fn whole_number(member: Option<&json::Member<'_>>) -> Option<i64> {
    json::parse_integer(&member?.content)
}
