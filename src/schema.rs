//! What a field is. Each operation and event is declared once, with `record!`, `codes!`,
//! `operation!` or `event!`. Three things come from the declaration: the Rust type, the static table
//! that [`check`] and [`params`] run on, and the description that the TypeScript declarations and the
//! reference are generated from.
//!
//! Table and description are separate statics, so that the WebAssembly modules, which need no
//! description, contain none.
//!
//! | file | content |
//! |---|---|
//! | `schema.rs` | the types of tables and descriptions |
//! | `wire.rs` | the Rust types of fields |
//! | `macros.rs` | `record!` and `codes!` |
//! | `check.rs` | JSON checked against a table |
//! | `params.rs`, `rules.rs` | a request's parameters, and the rules for single values |

pub mod check;
mod macros;
pub mod params;
pub(crate) mod rules;
#[cfg(test)]
pub(crate) mod samples;
mod wire;

pub(crate) use macros::{codes, field_type, need, record, rule};
pub use wire::{Digits, Embedded, Empty, Ids, Nothing, Number, Wire};

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
