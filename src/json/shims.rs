//! Functions of the standard library under former names, until their last callers are rewritten.
#![allow(dead_code)]

pub(crate) fn push(out: &mut String, text: &str) {
    out.push_str(text);
}

pub(crate) fn joined(parts: &[&str]) -> String {
    parts.concat()
}

pub(crate) fn slice(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

pub(crate) fn whole(text: &str) -> Option<i64> {
    super::parse_integer(text)
}

pub(crate) fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}
