//! The platform's signature: canonical string, signing, and comparison in constant time.
//!
//! All parameters but `sign`, empty ones left out, sorted bytewise by name, written as
//! `name=value&`, then `secret=` and the secret; SHA-1 over UTF-8; upper-case hex. Nothing is
//! URL-encoded: a value's `&` and `=` go in as they are.

#[cfg(feature = "sandbox")]
use crate::json::Raw;
use crate::json::{self, Flaw, Kind, Member};
use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;

/// The name of the parameter that carries the signature, and is never signed itself.
pub const SIGN: &str = "sign";
/// The name of the parameter that requests carry and notifications are signed without.
pub const APPKEY: &str = "appkey";

/// The string that is hashed for a request with these parameters (a JSON object as text).
///
/// Takes text, not values, because a number is signed by its literal: `1.0` is not `1`.
pub fn canonical_string(params: &str, secret: &str) -> Result<String, Flaw> {
    let (members, order) = json::object_and_order(params)?;
    let mut out = canonical(&members, &order, &Form::REQUEST);
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
    signature(params, &Form::REQUEST, secret)
}

/// Whether this is the signature of a request with these parameters. In constant time.
#[cfg(feature = "sandbox")]
pub(crate) fn signed_with(params: &str, signature: &Raw<'_>, secret: &str) -> bool {
    let Ok((members, order)) = json::object_and_order(params) else {
        return false;
    };
    let expected = digest(
        &canonical(&members, &order, &Form::REQUEST),
        secret.as_bytes(),
    );
    // The platform documents upper case for what it is sent.
    let upper = !signature
        .content()
        .bytes()
        .any(|byte| byte.is_ascii_lowercase());
    upper
        && same_digest(
            parse_signature(signature.kind, &signature.content()),
            expected,
        )
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

/// The canonical string up to and including `secret=`. `order` is the bytewise order of the keys.
pub(crate) fn canonical(members: &[Member<'_>], order: &[usize], form: &Form) -> String {
    let size = |member: &Member<'_>| member.key.len() + member.content.len() + 2;
    // The rest is room for a secret.
    let mut out = String::with_capacity(members.iter().map(size).sum::<usize>() + 64);
    for at in order {
        let Member {
            key,
            value,
            content,
        } = &members[*at];
        let left_out = *key == SIGN || (*key == APPKEY && !form.appkey);
        if left_out || value.kind == Kind::Null || (!form.empty && value.is_empty_text()) {
            continue;
        }
        out.push_str(key);
        out.push('=');
        if form.compact && value.kind != Kind::Text {
            out.push_str(&value.compact());
        } else {
            out.push_str(content);
        }
        out.push('&');
    }
    out.push_str("secret=");
    out
}

/// SHA-1 of `prefix` followed by `secret`.
pub(crate) fn digest(prefix: &str, secret: &[u8]) -> [u8; 20] {
    let hasher = Sha1::new().chain_update(prefix).chain_update(secret);
    hasher.finalize().into()
}

/// The signature of these parameters (a JSON object as text) as the platform writes it.
pub(crate) fn signature(params: &str, form: &Form, secret: &str) -> Result<String, Flaw> {
    let (members, order) = json::object_and_order(params)?;
    let prefix = canonical(&members, &order, form);
    Ok(hex::encode_upper(digest(&prefix, secret.as_bytes())))
}

/// The 20 bytes that a signature spells, in either letter case.
pub(crate) fn parse_signature(kind: Kind, content: &str) -> Option<[u8; 20]> {
    let mut bytes = [0; 20];
    let decoded = hex::decode_to_slice(content, &mut bytes).is_ok();
    (decoded && kind == Kind::Text).then_some(bytes)
}

/// Compares in constant time, so that timing does not help to guess a signature.
pub(crate) fn same_digest(given: Option<[u8; 20]>, expected: [u8; 20]) -> bool {
    given.is_some_and(|given| given.ct_eq(&expected).into())
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
        let (members, order) = json::object_and_order(r#"{"a":1}"#).unwrap();
        let one = digest(&canonical(&members, &order, &Form::REQUEST), b"s");
        for bit in 0..160 {
            let mut other = one;
            other[bit / 8] ^= 1 << (bit % 8);
            assert!(!same_digest(Some(one), other));
        }
        assert!(same_digest(Some(one), one));
    }
}
