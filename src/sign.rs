//! The platform's signature: canonical string, signing, and comparison in constant time.
//!
//! All parameters but `sign`, empty ones left out, sorted bytewise by name, written as
//! `name=value&`, then `secret=` and the secret; SHA-1 over UTF-8; upper-case hex. Nothing is
//! URL-encoded: a value's `&` and `=` go in as they are.

use crate::json::{self, Flaw, Kind, Member, Raw};
use crate::sort::sort;
use sha1::{Digest, Sha1};

/// The name of the parameter that carries the signature, and is never signed itself.
pub const SIGN: &str = "sign";
/// The name of the parameter that requests carry and notifications are signed without.
pub const APPKEY: &str = "appkey";

/// The string that is hashed for a request with these parameters (a JSON object as text).
///
/// Takes text, not values, because a number is signed by its literal: `1.0` is not `1`.
pub fn canonical_string(params: &str, secret: &str) -> Result<String, Flaw> {
    let mut members = json::object(params)?;
    let mut out = canonical(&mut members, &Form::REQUEST);
    out.push_str(secret);
    Ok(out)
}

/// The signature of a request with these parameters (a JSON object as text).
///
/// ```
/// let params = r#"{"appkey":"000001","timestamp":1556595508,"nonce":24523,
///                  "userName":"wx","age":"24","sex":"1"}"#;
/// let sign = eiotclub::sign::sign(params, "a1b1c1d1")?;
/// assert_eq!(sign, "963A56BAEBED746F2746E4D9B3B77BE0F2E171E7");
/// # Ok::<(), eiotclub::json::Flaw>(())
/// ```
pub fn sign(params: &str, secret: &str) -> Result<String, Flaw> {
    let mut members = json::object(params)?;
    Ok(upper_hex(&digest(
        &canonical(&mut members, &Form::REQUEST),
        secret,
    )))
}

/// Whether this is the signature of a request with these parameters. In constant time.
#[cfg(feature = "sandbox")]
pub(crate) fn signed_with(params: &str, signature: &Raw<'_>, secret: &str) -> bool {
    let Ok(mut members) = json::object(params) else {
        return false;
    };
    let expected = digest(&canonical(&mut members, &Form::REQUEST), secret);
    // The platform documents upper case for what it is sent.
    let upper = !signature
        .content()
        .bytes()
        .any(|byte| byte.is_ascii_lowercase());
    upper && parse_signature(signature).is_some_and(|given| same_digest(&given, &expected))
}

/// What goes into a canonical string beyond the rules that always hold.
pub(crate) struct Form {
    /// Requests sign their `appkey`, notifications do not.
    pub appkey: bool,
    /// The documentation leaves empty values out, the platform's sample code keeps them.
    pub empty: bool,
    /// Arrays and objects without white space between tokens.
    pub compact: bool,
}

impl Form {
    pub(crate) const REQUEST: Form = Form {
        appkey: true,
        empty: false,
        compact: false,
    };
    pub(crate) const NOTIFICATION: Form = Form {
        appkey: false,
        empty: false,
        compact: false,
    };
}

/// The canonical string up to and including `secret=`. Sorts `members`.
pub(crate) fn canonical(members: &mut [Member<'_>], form: &Form) -> String {
    sort(members, |a, b| a.key < b.key);
    let size = |member: &Member<'_>| member.key.len() + member.content.len() + 2;
    let mut out = String::with_capacity(8 + members.iter().map(size).sum::<usize>());
    for member in members.iter() {
        let name = member.key.as_ref();
        if name == SIGN || (name == APPKEY && !form.appkey) || !signed(&member.value, form.empty) {
            continue;
        }
        out.push_str(name);
        out.push('=');
        if form.compact && member.value.kind != Kind::Text {
            out.push_str(&member.value.compact());
        } else {
            out.push_str(&member.content);
        }
        out.push('&');
    }
    out.push_str("secret=");
    out
}

fn signed(value: &Raw<'_>, empty: bool) -> bool {
    value.kind != Kind::Null && (empty || !value.is_empty_text())
}

/// SHA-1 of `prefix` and `secret`.
pub(crate) fn digest(prefix: &str, secret: &str) -> [u8; 20] {
    let mut hash = Sha1::new();
    hash.update(prefix.as_bytes());
    hash.update(secret.as_bytes());
    hash.finalize().into()
}

/// The digest as the platform writes it.
pub(crate) fn upper_hex(digest: &[u8; 20]) -> String {
    let mut bytes = [0; 40];
    // 20 bytes always fit 40 digits.
    let _ = hex::encode_to_slice(digest, &mut bytes);
    bytes.make_ascii_uppercase();
    bytes.iter().copied().map(char::from).collect()
}

/// The 20 bytes that a signature spells, in either letter case.
pub(crate) fn parse_signature(value: &Raw<'_>) -> Option<[u8; 20]> {
    let mut bytes = [0; 20];
    let content = value.content();
    (value.kind == Kind::Text && hex::decode_to_slice(content.as_bytes(), &mut bytes).is_ok())
        .then_some(bytes)
}

/// Compares without stopping at the first difference, so that time tells nothing about it.
pub(crate) fn same_digest(a: &[u8; 20], b: &[u8; 20]) -> bool {
    let difference = a.iter().zip(b).fold(0u8, |sum, (x, y)| sum | (x ^ y));
    std::hint::black_box(difference) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_bytewise_whatever_the_number_of_parameters() {
        for count in [3u32, 64, 65, 500] {
            let text: Vec<String> = (0..count)
                .map(|i| format!("\"k{}\":1", (i * 7919) % count))
                .collect();
            let canonical = canonical_string(&format!("{{{}}}", text.join(",")), "s").unwrap();
            let mut names: Vec<String> = (0..count).map(|i| format!("k{i}")).collect();
            names.sort();
            assert_eq!(canonical, names.join("=1&") + "=1&secret=s");
        }
    }

    #[test]
    fn any_single_bit_makes_another_digest() {
        let one = digest("a=1&secret=", "s");
        for bit in 0..160 {
            let mut other = one;
            other[bit / 8] ^= 1 << (bit % 8);
            assert!(!same_digest(&one, &other));
        }
        assert!(same_digest(&one, &one.clone()));
    }
}
