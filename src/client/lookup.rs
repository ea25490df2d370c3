//! How the client finds out what became of a call whose response is lost: which operation it asks, and
//! which row of the response is the call's own.

mod matching;
mod rules;
mod table;
mod time;

pub use matching::{Confidence, Lookups, Match, Subject};
pub(crate) use matching::{known, rows};
pub use rules::{Lookup, LookupRule, Named, Pair, RowMatch, Rows, Source};
pub use table::RULES;

use crate::api::Operation;

/// The rule of an operation whose lost response must never be called a failure; `None` for a read, and
/// for a write that costs nothing.
pub fn rule(operation: &Operation) -> Option<&'static LookupRule> {
    RULES
        .iter()
        .find(|rule| rule.operation.name == operation.name)
}

/// Whether a lost response to this operation must never be called a failure.
pub fn concerns_money(operation: &Operation) -> bool {
    rule(operation).is_some()
}

/// What the caller can do if the outcome stays unknown.
pub fn next_step(operation: &Operation) -> &'static str {
    rule(operation).map_or("ask the platform", |rule| rule.next_step)
}

#[cfg(test)]
mod tests;
