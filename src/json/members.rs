//! Whole objects, arrays and documents.

use super::{Flaw, Kind, Raw, Scanner};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A key of an object and its value.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// The key, escapes resolved.
    pub key: Cow<'a, str>,
    /// The value.
    pub value: Raw<'a>,
    /// The value's [`Raw::content`], resolved once.
    pub content: Cow<'a, str>,
}

/// Reads `text` as one object and lists its members in their order.
///
/// Everything is validated, nested values included; a key that occurs twice in one object,
/// at any depth, is a flaw.
pub fn object(text: &str) -> Result<Vec<Member<'_>>, Flaw> {
    object_and_order(text).map(|(members, _)| members)
}

/// The same, and the indices of the members in the bytewise order of their keys.
pub(crate) fn object_and_order(text: &str) -> Result<(Vec<Member<'_>>, Vec<usize>), Flaw> {
    let mut scanner = Scanner::new(text);
    scanner.unique = true;
    let mut members = Vec::with_capacity(16);
    scanner.space();
    if scanner.peek() != b'{' {
        return Err(scanner.flaw("the document is not a JSON object"));
    }
    let mut walk = scanner.open_object()?;
    while let Some(key) = scanner.next_member(&mut walk)? {
        scanner.known_key();
        let key = scanner.last_content(&key);
        let value = scanner.value()?;
        let content = scanner.last_content(&value);
        members.push(Member {
            key,
            value,
            content,
        });
    }
    scanner.end()?;
    let keys: Vec<&str> = members.iter().map(|member| &*member.key).collect();
    let order = bytewise_order(&keys).ok_or(scanner.twice())?;
    Ok((members, order))
}

/// Returns the indices of the keys in their bytewise order. `None` if a key occurs twice.
///
/// A map and not a sort: it notices duplicates, and the standard sorts are a fifth of the receiver's module.
pub(super) fn bytewise_order(keys: &[&str]) -> Option<Vec<usize>> {
    let mut order = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        if order.insert(*key, at).is_some() {
            return None;
        }
    }
    Some(order.into_values().collect())
}

/// Returns the member of this name, unless its value is `null` or the empty string.
pub(crate) fn member<'m, 'a>(members: &'m [Member<'a>], name: &str) -> Option<&'m Member<'a>> {
    let found = members.iter().find(|member| member.key == name)?;
    (found.value.kind != Kind::Null && !found.value.is_empty_text()).then_some(found)
}

/// Validates `text` as one JSON document without duplicate keys.
pub fn document(text: &str) -> Result<Raw<'_>, Flaw> {
    let mut scanner = Scanner::new(text);
    scanner.unique = true;
    scanner.space();
    let value = scanner.value()?;
    scanner.end()?;
    Ok(value)
}

/// Lists the items of an array. `text` is the array and nothing else.
pub fn items(text: &str) -> Result<Vec<Raw<'_>>, Flaw> {
    let mut scanner = Scanner::new(text);
    let mut walk = scanner.open_list()?;
    let mut all = Vec::new();
    while scanner.next_item(&mut walk)? {
        all.push(scanner.value()?);
    }
    Ok(all)
}
