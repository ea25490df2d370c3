//! The Rust types that a declared field can have.

use super::{Type, TypeDoc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fmt;

/// A Rust type that stands for something on the wire.
pub trait Wire {
    /// Its runtime table.
    const TYPE: Type;
    /// Its description.
    const DOC: TypeDoc = TypeDoc::Plain;

    /// Whether a request leaves it out.
    fn absent(&self) -> bool {
        false
    }
}

impl Wire for String {
    const TYPE: Type = Type::Text;
}

/// A number that the wire wants as a string, such as a page or an order id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digits(pub String);

impl From<i64> for Digits {
    fn from(number: i64) -> Self {
        Digits(number.to_string())
    }
}

impl From<&str> for Digits {
    fn from(digits: &str) -> Self {
        Digits(digits.to_owned())
    }
}

impl Wire for Digits {
    const TYPE: Type = Type::Text;
    const DOC: TypeDoc = TypeDoc::Digits;
}

impl Wire for i64 {
    const TYPE: Type = Type::Int;
}

impl Wire for serde_json::Value {
    const TYPE: Type = Type::Any;
}

impl<T: Wire + 'static> Wire for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    const DOC: TypeDoc = TypeDoc::Inner(&T::DOC);
}

impl<T: Wire + 'static> Wire for Option<T> {
    const TYPE: Type = Type::Nullable(&T::TYPE);
    const DOC: TypeDoc = TypeDoc::Inner(&T::DOC);

    fn absent(&self) -> bool {
        self.is_none()
    }
}

/// A value that the platform documents as itself and sends as a string of its JSON text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Embedded<T>(pub T);

impl<T: Wire + 'static> Wire for Embedded<T> {
    const TYPE: Type = Type::Embedded(&T::TYPE);
    const DOC: TypeDoc = TypeDoc::Inner(&T::DOC);
}

/// What an answer without `data` is read as: whatever may be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nothing;

impl<'de> Deserialize<'de> for Nothing {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Nothing)
    }
}

impl Wire for Nothing {
    const TYPE: Type = Type::Any;
    const DOC: TypeDoc = TypeDoc::Nothing;
}

/// An object that the platform documents as empty. What is in it all the same is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Empty(pub serde_json::Map<String, serde_json::Value>);

impl Wire for Empty {
    const TYPE: Type = Type::Object(&[]);
}

/// Identifiers that travel as one comma-joined string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids(pub Vec<String>);

impl Serialize for Ids {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.join(","))
    }
}

impl<'de> Deserialize<'de> for Ids {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let joined = String::deserialize(deserializer)?;
        Ok(Ids(joined.split(',').map(str::to_owned).collect()))
    }
}

impl Wire for Ids {
    const TYPE: Type = Type::Ids;
}

/// A number kept as the literal the platform wrote, since money must not pass through binary
/// fractions.
#[derive(Clone, Debug)]
pub struct Number(Box<RawValue>);

impl Number {
    /// The literal, such as `97.50`.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// The nearest binary fraction: for showing, not for adding up money.
    pub fn to_f64(&self) -> f64 {
        self.as_str().parse().unwrap_or(f64::NAN)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Number)
    }
}

impl Wire for Number {
    const TYPE: Type = Type::Number;
}
