//! The grammar of numbers. A number is kept as its literal: it is never parsed into a float.

use super::{Flaw, Kind, document};

/// 2^53 - 1: the largest integer up to which JavaScript represents every integer exactly.
pub(crate) const MAX_SAFE_INTEGER: &str = "9007199254740991";
/// [`i64::MAX`].
pub(crate) const MAX_I64: &str = "9223372036854775807";

/// Returns the offset of the first byte after the number at `at`.
pub(super) fn scan(bytes: &[u8], mut at: usize) -> Result<usize, Flaw> {
    let is = |at: usize, wanted: &[u8]| bytes.get(at).is_some_and(|byte| wanted.contains(byte));
    if is(at, b"-") {
        at += 1;
    }
    let integer = at;
    at = digits(bytes, at)?;
    if is(integer, b"0") && at > integer + 1 {
        return Err(Flaw {
            at: integer + 1,
            what: "a number has a leading zero",
        });
    }
    if is(at, b".") {
        at = digits(bytes, at + 1)?;
    }
    if is(at, b"eE") {
        at += 1;
        if is(at, b"+-") {
            at += 1;
        }
        at = digits(bytes, at)?;
    }
    Ok(at)
}

/// Passes over one or more digits.
fn digits(bytes: &[u8], at: usize) -> Result<usize, Flaw> {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.iter().take_while(|byte| byte.is_ascii_digit()).count() {
        0 => Err(Flaw {
            at,
            what: "a digit was expected",
        }),
        count => Ok(at + count),
    }
}

/// Whether `text` is a JSON number without anything around it.
pub(crate) fn is_number(text: &str) -> bool {
    document(text).is_ok_and(|raw| raw.kind == Kind::Number && raw.text.len() == text.len())
}

/// Whether the JSON number `literal` has neither a fraction nor an exponent.
pub(crate) fn is_integer(literal: &str) -> bool {
    !literal.contains(['.', 'e', 'E'])
}

/// Whether the JSON number `literal` is an integer whose absolute value is above `limit`.
pub(crate) fn exceeds(literal: &str, limit: &str) -> bool {
    let digits = literal.strip_prefix('-').unwrap_or(literal);
    let longer = digits.len().cmp(&limit.len());
    longer.then_with(|| digits.cmp(limit)).is_gt() && is_integer(digits)
}

/// Parses an integer as JSON and the platform write it: without a plus sign.
pub(crate) fn parse_integer(text: &str) -> Option<i64> {
    text.parse().ok().filter(|_| !text.starts_with('+'))
}
