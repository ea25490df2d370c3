//! From parameters to the body that is sent.

use crate::api::Operation;
use crate::error::{Error, Problem};
use crate::json;
use crate::schema::params::{self, Param, Rejected, note};
use crate::sign;
use std::fmt;

/// Who calls.
pub struct Credentials<'a> {
    appkey: &'a str,
    secret: &'a str,
}

impl fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials")
    }
}

impl<'a> Credentials<'a> {
    /// Takes the pair the platform issues.
    ///
    /// # Errors
    /// One that is empty, or has white space around it as a copied line does.
    pub fn new(appkey: &'a str, secret: &'a str) -> Result<Self, Error> {
        let mut problems = Vec::new();
        for (field, value) in [("appkey", appkey), ("secret", secret)] {
            if let Some(reason) = malformed(value) {
                note(&mut problems, field, &[reason]);
            }
        }
        if problems.is_empty() {
            Ok(Credentials { appkey, secret })
        } else {
            Err(Error::Validation(problems))
        }
    }
}

fn refused(field: &str, reason: &[&str]) -> Error {
    let mut problems = Vec::new();
    note(&mut problems, field, reason);
    Error::Validation(problems)
}

/// What is wrong with an appkey or a secret; never says what it is.
#[inline(never)]
pub(crate) fn malformed(credential: &str) -> Option<&'static str> {
    if credential.is_empty() {
        return Some("is empty: give the value that the platform issued");
    }
    let (mut flawed, mut first, mut last) = (false, true, false);
    for found in credential.chars() {
        last = is_blank(found);
        flawed |= found.is_control() || first && last;
        first = false;
    }
    (flawed || last).then_some(
        "has white space or control characters around or in it: was it copied with its line end?",
    )
}

/// White space, as `char::is_whitespace` tells it by a table that weighs.
fn is_blank(found: char) -> bool {
    matches!(
        found,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}'
            | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// What makes one attempt different from the next.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    timestamp: i64,
    nonce: u32,
}

impl Stamp {
    /// Unix seconds, and unpredictable bits to take the five-digit nonce from.
    pub fn new(now: i64, random: u32) -> Self {
        Stamp {
            timestamp: now,
            nonce: 10_000 + random % 90_000,
        }
    }
}

/// A call whose parameters have been checked. Each attempt is signed anew.
#[derive(Debug)]
pub struct Call<'a> {
    /// Path under the base URL.
    pub path: &'a str,
    /// Values that look wrong and are sent nevertheless.
    pub warnings: Vec<Problem>,
    params: Vec<Param<'a>>,
}

impl<'a> Call<'a> {
    /// A call of a declared operation with `params`, a JSON object.
    ///
    /// # Errors
    /// Every wrong field at once.
    pub fn operation(operation: &'static Operation, params: &'a str) -> Result<Self, Error> {
        Call::new(operation.path, params, Some(operation))
    }

    /// A call of any path.
    ///
    /// # Errors
    /// A path that is not one under the base URL, or wrong fields.
    pub fn path(
        path: &'a str,
        params: &'a str,
        operation: Option<&'static Operation>,
    ) -> Result<Self, Error> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'-');
        let twice = |pair: &[u8]| pair == b"//";
        if !path.starts_with("/api/")
            || path.as_bytes().windows(2).any(twice)
            || !path.bytes().all(plain)
        {
            return Err(refused(
                "path",
                &[
                    "must be like /api/v3/card/getCardsInfo: letters, digits, `_`, `-` and single slashes",
                ],
            ));
        }
        Call::new(path, params, operation)
    }

    fn new(
        path: &'a str,
        params: &'a str,
        operation: Option<&'static Operation>,
    ) -> Result<Self, Error> {
        let normal = match params::normalise(params, operation) {
            Ok(normal) => normal,
            Err(Rejected::Problems(problems)) => return Err(Error::Validation(problems)),
            Err(Rejected::Malformed(flaw)) => {
                return Err(refused("params", &["must be a JSON object: ", flaw.what]));
            }
        };
        Ok(Call {
            path,
            params: normal.params,
            warnings: normal.warnings,
        })
    }

    /// The checked parameters as a JSON object, unsigned: what goes to a signing proxy.
    pub fn unsigned(&self) -> String {
        let mut out = String::from("{");
        write_params(&mut out, &self.params);
        out.push('}');
        out
    }

    /// The body for a signing proxy: the operation, or the path if it is asked for by path.
    pub fn for_proxy(&self, operation: Option<&str>) -> String {
        let mut out = String::from("{");
        let (name, value) = match operation {
            Some(operation) => ("operation", operation),
            None => ("path", self.path),
        };
        json::write_text(&mut out, name);
        out.push(':');
        json::write_text(&mut out, value);
        out.push_str(",\"params\":");
        out.push_str(&self.unsigned());
        out.push('}');
        out
    }

    /// The signed body of one attempt.
    pub fn body(&self, credentials: &Credentials<'_>, stamp: Stamp) -> String {
        let mut body = String::with_capacity(256);
        body.push_str("{\"appkey\":");
        json::write_text(&mut body, credentials.appkey);
        body.push_str(",\"timestamp\":");
        body.push_str(&stamp.timestamp.unsigned_abs().to_string());
        body.push_str(",\"nonce\":");
        body.push_str(&stamp.nonce.to_string());
        if !self.params.is_empty() {
            body.push(',');
        }
        write_params(&mut body, &self.params);
        body.push('}');
        // Read back from the very text that is sent, so that the literals signed are the literals
        // sent. It was written here and has no duplicates: it always parses.
        let signature = sign::sign(&body, credentials.secret).unwrap_or_default();
        body.pop();
        body.push_str(",\"sign\":\"");
        body.push_str(&signature);
        body.push_str("\"}");
        body
    }
}

fn write_params(out: &mut String, params: &[Param<'_>]) {
    for (at, (name, literal)) in params.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        json::write_text(out, name);
        out.push(':');
        out.push_str(literal);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::by_name;

    #[test]
    fn what_is_sent_verifies_and_keeps_its_literals() {
        let call =
            Call::path("/api/v3/x", r#"{"price":97.50,"n":1.0,"list":[1,2]}"#, None).unwrap();
        let credentials = Credentials::new("000001", "s&e=c").unwrap();
        let body = call.body(&credentials, Stamp::new(1_556_595_508, 89_999));
        assert!(body.contains(r#""nonce":99999,"price":97.50,"n":1.0,"list":"1,2","sign":""#));
        let value: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(value["sign"], sign::sign(&body, "s&e=c").unwrap().as_str());
    }

    #[test]
    fn credentials_are_checked_and_never_shown() {
        for (appkey, secret, field) in [
            ("", "s", "appkey"),
            ("a", "", "secret"),
            ("a", "s\n", "secret"),
        ] {
            let error = Credentials::new(appkey, secret).unwrap_err();
            let Error::Validation(problems) = &error else {
                panic!()
            };
            assert_eq!(problems[0].field, field);
        }
        assert!(
            !format!("{:?}", Credentials::new("a", "topsecret").unwrap()).contains("topsecret")
        );
    }

    #[test]
    fn paths_stay_under_the_base_url() {
        for path in [
            "",
            "/",
            "card/list",
            "//evil.example/api/",
            "/api/../x",
            "/api/v3/a?b=1",
            "/api/v3/%2e",
        ] {
            assert!(Call::path(path, "{}", None).is_err(), "{path}");
        }
    }

    #[test]
    fn white_space_is_what_the_standard_library_calls_so() {
        for found in (0..=0x10_FFFF).filter_map(char::from_u32) {
            assert_eq!(is_blank(found), found.is_whitespace(), "{found:?}");
        }
    }

    #[test]
    fn a_credential_has_no_blank_around_it_and_no_control_character_in_it() {
        for (credential, fits) in [
            ("a1b1", true),
            ("é", true),
            ("a b", true),
            ("", false),
            (" ", false),
            ("\u{3000}a", false),
            ("a\u{a0}", false),
            ("a\n", false),
            ("a\u{7f}b", false),
            ("a\u{80}b", false),
        ] {
            assert_eq!(malformed(credential).is_none(), fits, "{credential:?}");
        }
    }

    #[test]
    fn an_order_needs_its_number() {
        let operation = by_name("packages.order").unwrap();
        let error = Call::operation(operation, r#"{"iccid":"1","packageCode":"P"}"#).unwrap_err();
        assert!(error.to_string().contains("outTradeNo is required"));
    }
}
