//! What a field is. Each operation and event is declared once, with `record!`, `codes!`,
//! `operation!` or `event!`; from the declaration come the Rust
//! type, the static table that [`check`] and [`params`] run on, and the description that the
//! TypeScript declarations and the reference are written from.
//!
//! Table and description are separate statics: nothing in the WebAssembly artifacts refers to the
//! descriptions, so none of their text is in there.

pub mod check;
pub mod params;
pub(crate) mod rules;
#[cfg(test)]
pub(crate) mod samples;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fmt;

/// What the wire carries for a field.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// A string.
    Text,
    /// A whole number.
    Int,
    /// A number, possibly with a fraction.
    Number,
    /// Several identifiers, joined by commas on the wire.
    Ids,
    /// Not described by the platform.
    Any,
    /// The value or `null`.
    Nullable(&'static Type),
    /// An array.
    List(&'static Type),
    /// An object.
    Object(&'static [Field]),
    /// Documented as the value itself, sent as a string of its JSON text.
    Embedded(&'static Type),
}

impl Type {
    /// The name used in messages and drift reports.
    pub fn name(&self) -> &'static str {
        match self {
            Type::Text | Type::Ids => "string",
            Type::Int => "integer",
            Type::Number => "number",
            Type::Any => "any",
            Type::Nullable(ty) | Type::Embedded(ty) => ty.name(),
            Type::List(_) => "array",
            Type::Object(_) => "object",
        }
    }
}

/// Whether a field has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Documented as required.
    Required,
    /// Documented as required, and missing from the platform's own examples.
    Promised,
    /// Documented as optional.
    Optional,
}

/// One field of a table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// What it holds.
    pub ty: Type,
    /// Whether it has to be there.
    pub need: Need,
    /// What a request's value has to keep to.
    pub rule: Rule,
}

/// What a request's value has to keep to, as far as the platform says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Nothing is documented.
    Free,
    /// At most so many characters.
    Chars(u16),
    /// At most so many items.
    Items(u16),
    /// A whole number from 1 to this.
    UpTo(u16),
    /// `yyyy-MM-dd`.
    Day,
    /// `yyyy-MM`.
    Month,
    /// `yyyy-MM-dd HH:mm:ss`, or the day alone.
    Moment,
}

/// A field, described.
#[derive(Clone, Copy, Debug)]
pub struct FieldDoc {
    /// The name on the wire.
    pub name: &'static str,
    /// Its description.
    pub doc: &'static str,
    /// Its unit, or nothing.
    pub unit: &'static str,
    /// Whether the platform's page has it.
    pub published: bool,
    /// Its type, described.
    pub ty: TypeDoc,
}

/// A type, described.
#[derive(Clone, Copy, Debug)]
pub enum TypeDoc {
    /// As [`Type`] says.
    Plain,
    /// A number that the wire wants as a string: callers may give either.
    Digits,
    /// No value at all.
    Nothing,
    /// One of a set of known values that may grow.
    Codes(&'static CodesDoc),
    /// A declared object.
    Record(&'static RecordDoc),
    /// Something around another type; [`Type`] says what.
    Inner(&'static TypeDoc),
}

/// An object, described.
#[derive(Clone, Copy, Debug)]
pub struct RecordDoc {
    /// The type's name.
    pub name: &'static str,
    /// Its description.
    pub doc: &'static str,
    /// The runtime table.
    pub table: &'static [Field],
    /// Its fields.
    pub fields: &'static [FieldDoc],
}

/// A set of code values, described.
#[derive(Clone, Copy, Debug)]
pub struct CodesDoc {
    /// The type's name.
    pub name: &'static str,
    /// Its description.
    pub doc: &'static str,
    /// Name, literal and meaning of each value.
    pub values: &'static [(&'static str, &'static str, &'static str)],
}

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

/// Declares an object: `request` (required fields plain, optional ones `Option`), or `response`
/// (every field `Option`, since what the platform promises is not always there).
///
/// A field is `rust_name: Type = "wireName", required|promised|optional [, rule Chars(32)] [, unit "MB"]
/// [, unpublished true];`
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        $mode:ident $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $field:ident: $ty:ty = $wire:literal, $need:ident
                $(, rule $rule:expr)? $(, unit $unit:literal)? $(, unpublished $unpublished:literal)?;
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $(
                $(#[doc = $field_doc])*
                #[serde(rename = $wire, default, skip_serializing_if = "crate::schema::Wire::absent")]
                pub $field: $crate::schema::field_type!($mode $need $ty),
            )*
        }

        impl $name {
            /// The runtime table.
            pub const FIELDS: &'static [$crate::schema::Field] = &[
                $($crate::schema::Field {
                    name: $wire,
                    ty: <$ty as $crate::schema::Wire>::TYPE,
                    need: $crate::schema::need!($need),
                    rule: $crate::schema::rule!($($rule)?),
                },)*
            ];
            /// The description.
            pub const RECORD: $crate::schema::RecordDoc = $crate::schema::RecordDoc {
                name: stringify!($name),
                doc: concat!($($doc, "\n"),*),
                table: Self::FIELDS,
                fields: &[
                    $($crate::schema::FieldDoc {
                        name: $wire,
                        doc: concat!($($field_doc, "\n"),*),
                        unit: concat!($($unit)?),
                        published: true $(&& !$unpublished)?,
                        ty: <$ty as $crate::schema::Wire>::DOC,
                    },)*
                ],
            };
        }

        impl $crate::schema::Wire for $name {
            const TYPE: $crate::schema::Type = $crate::schema::Type::Object(Self::FIELDS);
            const DOC: $crate::schema::TypeDoc = $crate::schema::TypeDoc::Record(&Self::RECORD);
        }
    };
}

macro_rules! field_type {
    (request required $ty:ty) => { $ty };
    ($mode:ident $need:ident $ty:ty) => { Option<$ty> };
}

macro_rules! need {
    (required) => {
        $crate::schema::Need::Required
    };
    (promised) => {
        $crate::schema::Need::Promised
    };
    (optional) => {
        $crate::schema::Need::Optional
    };
}

macro_rules! rule {
    () => {
        $crate::schema::Rule::Free
    };
    ($rule:expr) => {{
        use $crate::schema::Rule::*;
        $rule
    }};
}

/// Declares code values: known ones by name, any other kept as it came.
macro_rules! codes {
    (
        $(#[doc = $doc:literal])*
        text $name:ident { $( $(#[doc = $value_doc:literal])* $value:ident = $wire:literal, )* }
    ) => {
        $crate::schema::codes! { @ [$($doc)*] $name String Text { $( [$($value_doc)*] $value = $wire, )* } }
    };
    (
        $(#[doc = $doc:literal])*
        int $name:ident { $( $(#[doc = $value_doc:literal])* $value:ident = $wire:literal, )* }
    ) => {
        $crate::schema::codes! { @ [$($doc)*] $name i64 Int { $( [$($value_doc)*] $value = $wire, )* } }
    };
    (
        @ [$($doc:literal)*] $name:ident $owned:ident $ty:ident
        { $( [$($value_doc:literal)*] $value:ident = $wire:literal, )* }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[doc = $value_doc])* $value, )*
            /// A value that is not documented.
            Other($owned),
        }

        impl From<$owned> for $name {
            fn from(value: $owned) -> Self {
                $( if value == $wire { return Self::$value; } )*
                Self::Other(value)
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::from($owned::default())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $( Self::$value => serde::Serialize::serialize(&$wire, serializer), )*
                    Self::Other(value) => serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$owned as serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        impl $name {
            /// The description.
            pub const CODES: $crate::schema::CodesDoc = $crate::schema::CodesDoc {
                name: stringify!($name),
                doc: concat!($($doc, "\n"),*),
                values: &[
                    $( (stringify!($value), stringify!($wire), concat!($($value_doc, "\n"),*)), )*
                ],
            };
        }

        impl $crate::schema::Wire for $name {
            const TYPE: $crate::schema::Type = $crate::schema::Type::$ty;
            const DOC: $crate::schema::TypeDoc = $crate::schema::TypeDoc::Codes(&Self::CODES);
        }
    };
}

pub(crate) use {codes, field_type, need, record, rule};
