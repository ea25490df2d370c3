//! A strict JSON scanner over borrowed text, and a writer of strings.
//!
//! The scanner validates and returns slices. It builds no tree and parses no number, because a
//! value is signed by its exact text. Text that two parsers could read differently is rejected.
//!
//! | file | content |
//! |---|---|
//! | `value.rs` | one value: its kind, its text, its content |
//! | `scanner.rs` | the walk through a document |
//! | `string.rs`, `number.rs` | the two kinds of literal that have a grammar of their own |
//! | `members.rs` | whole objects, arrays and documents |
//! | `writer.rs` | strings as JSON |

mod members;
mod number;
mod scanner;
mod string;
#[cfg(test)]
mod tests;
mod value;
mod writer;

pub use members::{Member, document, items, object};
pub(crate) use members::{member, object_and_order};
pub(crate) use number::{MAX_I64, MAX_SAFE_INTEGER, exceeds, is_integer, is_number, parse_integer};
pub use scanner::{Flaw, MAX_DEPTH, Scanner, Walk};
pub use value::{Kind, Raw};
pub use writer::write_text;
