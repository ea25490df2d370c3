//! From the answer's bytes to what the caller reads.

use crate::api::Operation;
use crate::error::{Error, Refusal};
use crate::json::{self, Kind, Raw};
use crate::schema::check::{Check, Checked, Path, Reader, Unusable};
use crate::schema::{Field, Need, Rule, Type};

/// The documented frame of every answer.
#[derive(serde::Deserialize)]
pub struct Envelope<D> {
    /// The payload.
    #[serde(default = "none", bound(deserialize = "D: serde::Deserialize<'de>"))]
    pub data: Option<D>,
}

fn none<D>() -> Option<D> {
    None
}

/// Checks an answer. Success and failure are in the body's `code` whatever the HTTP status says,
/// and `code` is compared as text because some pages document a number.
///
/// # Errors
/// [`Error::Api`] for any code but success, [`Error::Decode`] for what is no answer of the platform.
pub fn check(body: &[u8], operation: Option<&Operation>, reader: Reader) -> Result<Checked, Error> {
    let one;
    let frame: &[Field] = match operation {
        None => &[],
        Some(Operation {
            whole: true,
            response: Type::Object(fields),
            ..
        }) => fields,
        Some(operation) => {
            // Where nothing is described, nothing is missing.
            let optional = operation.optional || matches!(operation.response, Type::Any);
            one = [Field {
                name: "data",
                ty: operation.response,
                need: if optional {
                    Need::Optional
                } else {
                    Need::Required
                },
                rule: Rule::Free,
            }];
            &one
        }
    };
    let text = std::str::from_utf8(body).map_err(|_| Error::Decode("the body is not UTF-8"))?;
    match text
        .trim_start_matches([' ', '\n', '\r', '\t'])
        .bytes()
        .next()
    {
        None => return Err(Error::Decode("the body is empty")),
        Some(b'<') => {
            return Err(Error::Decode(
                "the body is HTML or XML where JSON was expected",
            ));
        }
        _ => {}
    }
    let mut check = Check::new(text, reader);
    let frame = Frame {
        fields: frame,
        zero: operation.is_some_and(|operation| operation.zero),
    };
    match frame.walk(&mut check) {
        Ok(None) => Ok(check.finish()),
        Ok(Some(refusal)) => Err(Error::Api(refusal)),
        Err(why) => Err(Error::Decode(why.what())),
    }
}

/// What stands beside `code` and `message`.
struct Frame<'f> {
    fields: &'f [Field],
    /// Whether code 0 is success as well.
    zero: bool,
}

impl Frame<'_> {
    fn succeeded(&self, code: &Raw<'_>) -> bool {
        let code = code.content();
        code == "200" || (self.zero && code == "0")
    }

    fn walk(&self, check: &mut Check<'_>) -> Result<Option<Refusal>, Unusable> {
        check.scanner.space();
        if check.scanner.kind()? != Kind::Object {
            return Err(check.scanner.flaw("the body is not a JSON object").into());
        }
        let mut walk = check.scanner.open_object()?;
        let (mut code, mut message) = (None, None);
        // Where the fields stand that came before the code: 0 for those that did not.
        let mut later = [0; 32];
        let mut seen = 0u32;
        while let Some(key) = check.scanner.next_member(&mut walk)? {
            let key = key.content();
            if key == "code" {
                code = Some(check.scanner.value()?);
            } else if key == "message" {
                message = Some(check.scanner.value()?);
            } else if let Some(at) = self.fields.iter().position(|field| field.name == key)
                && code.is_none_or(|code| self.succeeded(&code))
            {
                seen |= 1 << at;
                if code.is_some() {
                    check.field(&self.fields[at], &Path::TOP)?;
                } else {
                    later[at] = check.scanner.at();
                    check.scanner.value()?;
                }
            } else {
                check.any()?;
            }
        }
        check.scanner.end()?;
        let code = code.filter(|code| matches!(code.kind, Kind::Text | Kind::Number));
        let Some(code) = code else {
            return Err(check.scanner.flaw("the answer has no `code`").into());
        };
        if !self.succeeded(&code) {
            return Ok(Some(Refusal {
                code: code.content().into_owned(),
                message: message
                    .map(|text| text.content().into_owned())
                    .unwrap_or_default(),
                existing: None,
            }));
        }
        for (at, field) in self.fields.iter().enumerate() {
            if later[at] != 0 {
                check.scanner.seek(later[at]);
                check.field(field, &Path::TOP)?;
            } else if seen & (1 << at) == 0 && field.need != Need::Optional {
                check.report(&Path::TOP.field(field.name), field.ty.name(), "missing");
            }
        }
        Ok(None)
    }
}

/// A body without the byte order mark that some gateways put before it.
pub fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// The text of an answer's `data`; `null` if there is none.
pub(crate) fn data(body: &[u8]) -> String {
    let text = std::str::from_utf8(without_bom(body)).unwrap_or_default();
    let members = json::object(text).unwrap_or_default();
    let data = members.iter().find(|member| member.key == "data");
    data.map_or("null", |data| data.value.text).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::by_name;

    fn balance(body: &str) -> Result<Checked, Error> {
        check(
            body.as_bytes(),
            by_name("account.balance"),
            Reader::JavaScript,
        )
    }

    #[test]
    fn zero_is_success_only_where_the_platform_shows_it() {
        let body = br#"{"code":0,"message":"x","data":{"orderId":"1"}}"#;
        for (name, succeeds) in [
            ("esim.purchase", true),
            ("esim.refund", true),
            ("esim.listGoods", true),
            ("packages.order", false),
            ("cloudEsim.purchase", false),
        ] {
            let read = check(body, by_name(name), Reader::JavaScript);
            assert_eq!(read.is_ok(), succeeds, "{name}: {read:?}");
        }
    }

    #[test]
    fn an_answer_without_described_data_may_leave_it_out() {
        let read = check(
            br#"{"code":"200"}"#,
            by_name("cards.bindDevice"),
            Reader::JavaScript,
        );
        assert_eq!(read.unwrap().drift, []);
    }

    #[test]
    fn success_is_the_code_two_hundred_as_text_or_number_in_any_order() {
        for body in [
            r#"{"code":"200","message":"x","data":{"balance":"1.00","currency":"USD"}}"#,
            r#"{"code":200,"data":{"balance":"1.00","currency":"USD"}}"#,
            r#"{"data":{"balance":"1.00","currency":"USD"},"code":"200"}"#,
        ] {
            let checked = balance(body).unwrap();
            assert!(
                checked.drift.is_empty() && checked.repaired.is_none(),
                "{body}"
            );
        }
        let late = balance(r#"{"data":{"balance":1.00,"currency":"USD"},"code":"200"}"#).unwrap();
        assert_eq!(
            late.repaired.unwrap(),
            r#"{"data":{"balance":"1.00","currency":"USD"},"code":"200"}"#
        );
        assert_eq!(late.drift[0].field, "data.balance");
        let bare = balance(r#"{"code":"200"}"#).unwrap();
        assert_eq!(
            (bare.drift[0].field.as_str(), bare.drift[0].received),
            ("data", "missing")
        );
    }

    #[test]
    fn any_other_code_is_a_refusal_whose_data_does_not_matter() {
        for data in ["", r#","data":null"#, r#","data":[]"#, r#","data":{}"#] {
            let body = format!(r#"{{"code":42402,"message":"签名串无效"{data}}}"#);
            let Err(Error::Api(refusal)) = balance(&body) else {
                panic!("{body}")
            };
            assert_eq!(
                (refusal.code.as_str(), refusal.message.as_str()),
                ("42402", "签名串无效")
            );
            assert_eq!(refusal.known().unwrap().category.name(), "auth");
        }
    }

    #[test]
    fn what_is_no_answer_is_told_apart() {
        for (body, what) in [
            ("", "empty"),
            ("  \n", "empty"),
            ("<!doctype html><p>Bad gateway", "HTML"),
            ("upstream error", "a JSON value was expected"),
            ("[]", "not a JSON object"),
            ("{\"code\":\"200\",", "key"),
            ("{\"message\":\"x\"}", "no `code`"),
            ("{\"code\":null}", "no `code`"),
        ] {
            match balance(body) {
                Err(Error::Decode(found)) => assert!(found.contains(what), "{body}: {found}"),
                other => panic!("{body}: {other:?}"),
            }
        }
        let bytes = b"{\"code\":\"200\",\"message\":\"\xff\"}";
        assert_eq!(
            check(bytes, None, Reader::Rust).unwrap_err(),
            Error::Decode("the body is not UTF-8")
        );
        let deep = format!("{{\"code\":\"200\",\"data\":{}", "[".repeat(100_000));
        assert!(matches!(
            balance(&deep),
            Err(Error::Decode("nested too deeply"))
        ));
    }
}
