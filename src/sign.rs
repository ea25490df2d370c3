//! The platform's signature: canonical string, signing, and comparison in constant time.
//!
//! All parameters but `sign`, empty ones left out, sorted bytewise by name, written as
//! `name=value&`, then `secret=` and the secret; SHA-1 over UTF-8; upper-case hex. Nothing is
//! URL-encoded: a value's `&` and `=` go in as they are.

#[cfg(feature = "sandbox")]
use crate::json::Raw;
use crate::json::{self, Flaw, Kind, Member};
#[cfg(target_feature = "simd128")]
use crate::sha1::compress;
#[cfg(not(target_feature = "simd128"))]
use sha1::block_api::compress;

/// The name of the parameter that carries the signature, and is never signed itself.
pub const SIGN: &str = "sign";
/// The name of the parameter that requests carry and notifications are signed without.
pub const APPKEY: &str = "appkey";

/// The string that is hashed for a request with these parameters (a JSON object as text).
///
/// Takes text, not values, because a number is signed by its literal: `1.0` is not `1`.
pub fn canonical_string(params: &str, secret: &str) -> Result<String, Flaw> {
    let (members, order) = json::sorted(params)?;
    let mut out = canonical(&members, &order, &Form::REQUEST);
    put(&mut out, secret.as_bytes());
    Ok(json::utf8(out))
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
    let Ok((members, order)) = json::sorted(params) else {
        return false;
    };
    let expected = digest(
        &mut canonical(&members, &order, &Form::REQUEST),
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

/// The canonical string up to and including `secret=`, with room for a secret and what pads a hash.
/// `order` is that of the members by their keys.
pub(crate) fn canonical(members: &[Member<'_>], order: &[usize], form: &Form) -> Vec<u8> {
    let size = |member: &Member<'_>| member.key.len() + member.content.len() + 2;
    let mut out = Vec::with_capacity(members.iter().map(size).sum::<usize>() + 200);
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
        put(&mut out, key.as_bytes());
        out.push(b'=');
        if form.compact && value.kind != Kind::Text {
            put(&mut out, value.compact().as_bytes());
        } else {
            put(&mut out, content.as_bytes());
        }
        out.push(b'&');
    }
    put(&mut out, b"secret=");
    out
}

/// Most pieces are shorter than what it costs in WebAssembly to copy at all.
#[inline(never)]
fn put(out: &mut Vec<u8>, piece: &[u8]) {
    if piece.len() > 48 {
        return out.extend_from_slice(piece);
    }
    let (words, rest) = piece.as_chunks::<8>();
    for word in words {
        out.extend_from_slice(word);
    }
    for byte in rest {
        out.push(*byte);
    }
}

/// SHA-1 of `prefix` and `secret`; `prefix` is left as it was.
///
/// Padded here and hashed as whole blocks: a hasher's own buffer is one more copy of everything.
pub(crate) fn digest(prefix: &mut Vec<u8>, secret: &[u8]) -> [u8; 20] {
    let length = prefix.len();
    put(prefix, secret);
    let bits = 8 * prefix.len() as u64;
    prefix.push(0x80);
    let pad = (prefix.len() + 8).next_multiple_of(64) - 8 - prefix.len();
    prefix.extend_from_slice(&[0; 64][..pad]);
    prefix.extend_from_slice(&bits.to_be_bytes());
    let mut state = [
        0x6745_2301,
        0xefcd_ab89,
        0x98ba_dcfe,
        0x1032_5476,
        0xc3d2_e1f0,
    ];
    compress(&mut state, prefix.as_chunks().0);
    prefix.truncate(length);
    let mut out = [0; 20];
    for (place, word) in out.as_chunks_mut().0.iter_mut().zip(state) {
        *place = u32::to_be_bytes(word);
    }
    out
}

/// The signature of these parameters (a JSON object as text) as the platform writes it.
pub(crate) fn signature(params: &str, form: &Form, secret: &str) -> Result<String, Flaw> {
    let (members, order) = json::sorted(params)?;
    let mut out = String::with_capacity(40);
    for byte in digest(&mut canonical(&members, &order, form), secret.as_bytes()) {
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
        }
    }
    Ok(out)
}

/// The 20 bytes that a signature spells, in either letter case.
pub(crate) fn parse_signature(kind: Kind, content: &str) -> Option<[u8; 20]> {
    let mut bytes = [0; 20];
    let decoded = hex::decode_to_slice(content, &mut bytes).is_ok();
    (decoded && kind == Kind::Text).then_some(bytes)
}

/// Compares without stopping at the first difference, so that time tells nothing about it.
pub(crate) fn same_digest(given: Option<[u8; 20]>, expected: [u8; 20]) -> bool {
    let difference = |given: [u8; 20]| {
        let pairs = given.iter().zip(expected);
        pairs.fold(0u8, |sum, (x, y)| sum | (x ^ y))
    };
    given.is_some_and(|given| std::hint::black_box(difference(given)) == 0)
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
    fn hashes_every_length_as_the_library_does() {
        use sha1::Digest;
        for length in 0..200 {
            let params = format!(r#"{{"a":"{}"}}"#, "x".repeat(length));
            for secret in ["s", &"t".repeat(70)] {
                let canonical = canonical_string(&params, secret).unwrap();
                let expected: [u8; 20] = sha1::Sha1::digest(canonical).into();
                let signed = sign(&params, secret).unwrap();
                assert_eq!(
                    parse_signature(Kind::Text, &signed),
                    Some(expected),
                    "{length}"
                );
                assert_eq!(signed, signed.to_uppercase());
            }
        }
    }

    #[test]
    fn any_single_bit_makes_another_digest() {
        let (members, order) = json::sorted(r#"{"a":1}"#).unwrap();
        let one = digest(&mut canonical(&members, &order, &Form::REQUEST), b"s");
        for bit in 0..160 {
            let mut other = one;
            other[bit / 8] ^= 1 << (bit % 8);
            assert!(!same_digest(Some(one), other));
        }
        assert!(same_digest(Some(one), one));
    }
}
