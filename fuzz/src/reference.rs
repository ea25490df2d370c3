//! The platform's rules once more, written another way: over serde_json, maps and plain loops.

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use sha1::{Digest, Sha1};
use std::collections::{BTreeMap, HashSet};
use std::fmt;

/// A document that serde_json reads; with `UNIQUE`, no key of it occurs twice in one object. Not its
/// `Value`, to which one key means something of its own.
pub struct Document<const UNIQUE: bool>;

impl<'de, const UNIQUE: bool> Deserialize<'de> for Document<UNIQUE> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Walk<const UNIQUE: bool>;
        impl<'de, const UNIQUE: bool> Visitor<'de> for Walk<UNIQUE> {
            type Value = Document<UNIQUE>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Document)
            }
            fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
                Ok(Document)
            }
            fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
                Ok(Document)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
                Ok(Document)
            }
            fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
                Ok(Document)
            }
            fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
                Ok(Document)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                while seq.next_element::<Self::Value>()?.is_some() {}
                Ok(Document)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut keys = HashSet::new();
                while let Some(key) = map.next_key::<String>()? {
                    map.next_value::<Self::Value>()?;
                    if !keys.insert(key) && UNIQUE {
                        return Err(A::Error::custom("twice"));
                    }
                }
                Ok(Document)
            }
        }
        deserializer.deserialize_any(Walk::<UNIQUE>)
    }
}

/// What serde_json says to a text. It turns numbers into floats and refuses those that none holds,
/// which is no matter of syntax: `None`, it cannot tell.
pub fn accepts(text: &str, unique: bool) -> Option<bool> {
    let error = if unique {
        serde_json::from_str::<Document<true>>(text).err()
    } else {
        serde_json::from_str::<Document<false>>(text).err()
    };
    match error {
        Some(error) if error.to_string().starts_with("number out of range") => {
            // Its reader that skips values has no floats, so it still knows what is not JSON.
            serde_json::from_str::<IgnoredAny>(text)
                .is_err()
                .then_some(false)
        }
        error => Some(error.is_none()),
    }
}

pub type Fields = BTreeMap<String, Box<RawValue>>;

/// The members of an object, by name.
pub fn fields(text: &str) -> Fields {
    serde_json::from_str(text).expect("an object")
}

/// How a canonical string is written beyond the rules that always hold.
#[derive(Clone, Copy)]
pub struct Form {
    pub appkey: bool,
    pub empty: bool,
    pub compact: bool,
}

/// The form that is documented for notifications.
pub const NOTIFICATION: Form = Form {
    appkey: false,
    empty: false,
    compact: false,
};

/// Every form in which a notification is accepted.
pub const FORMS: [Form; 4] = {
    let compact = Form {
        compact: true,
        ..NOTIFICATION
    };
    [
        NOTIFICATION,
        Form {
            empty: true,
            ..NOTIFICATION
        },
        compact,
        Form {
            empty: true,
            ..compact
        },
    ]
};

pub fn canonical(fields: &Fields, form: Form, secret: &str) -> String {
    let parts = fields.iter().filter_map(|(name, value)| {
        let raw = value.get();
        let unsigned = name == "sign" || (name == "appkey" && !form.appkey);
        let value = match raw.chars().next()? {
            'n' => return None,
            '"' => serde_json::from_str::<String>(raw).ok()?,
            '{' | '[' if form.compact => compact(raw),
            _ => raw.to_owned(),
        };
        let empty = raw == "\"\"" && !form.empty;
        (!unsigned && !empty).then(|| format!("{name}={value}"))
    });
    let mut parts: Vec<String> = parts.collect();
    parts.push(format!("secret={secret}"));
    parts.join("&")
}

/// Odd pieces between quotes are strings, once escaped quotes are out of the way.
pub fn compact(raw: &str) -> String {
    let hidden = raw.replace("\\\\", "\u{1}").replace("\\\"", "\u{2}");
    let pieces = hidden.split('"').enumerate().map(|(at, piece)| {
        if at % 2 == 1 {
            piece.to_owned()
        } else {
            piece.split_ascii_whitespace().collect()
        }
    });
    let shown = pieces.collect::<Vec<String>>().join("\"");
    shown.replace('\u{2}', "\\\"").replace('\u{1}', "\\\\")
}

pub fn sha1(text: &str) -> String {
    let digest = Sha1::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// Whether a notification's signature is right in any of the forms that are accepted.
pub fn signed(text: &str, secret: &str) -> bool {
    let fields = fields(text);
    let Some(Ok(sign)) = fields
        .get("sign")
        .map(|sign| serde_json::from_str::<String>(sign.get()))
    else {
        return false;
    };
    let sign = sign.to_ascii_uppercase();
    let mut forms = FORMS.iter();
    forms.any(|form| sha1(&canonical(&fields, *form, secret)) == sign)
}
