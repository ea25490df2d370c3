//! The macros that declarations are written with.

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
