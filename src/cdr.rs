//! CDR files: their names, their records, and the usage they add up to.
//!
//! ```
//! use eiotclub::cdr::{Groups, Lines, Totals};
//! use std::hash::{BuildHasher, RandomState};
//!
//! let file = b"7,2026-01-15 00:00:00,2026-01-15 01:00:00,89852243101000600107,460001234567890,1024,860000000000001,46001\n";
//! let seed = RandomState::new().hash_one(0);
//! let mut totals = Totals::new(Groups::default(), seed);
//! for line in Lines::new(file, true) {
//!     if let Some(record) = line? {
//!         totals.add(&record)?;
//!     }
//! }
//! assert_eq!(totals.by_card().collect::<Vec<_>>(), [("89852243101000600107".to_owned(), 1024)]);
//! # Ok::<(), eiotclub::cdr::Flaw>(())
//! ```

mod digits;
mod line;
mod name;
mod record;
mod table;
mod totals;

pub use line::{Lines, MAX_LINE};
pub use name::{Coverage, FileName, Gap, coverage};
pub use record::{COLUMNS, Flaw, Record};
pub use totals::{Groups, Totals};
