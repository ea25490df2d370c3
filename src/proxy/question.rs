//! What a page asks for, held against what may be called.

use super::{Denied, denied};
use crate::api::{self, Operation};
use crate::json::{self, Kind, Raw, Scanner};

/// What a page asked for, after it was found to be allowed.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The declared operation, if it is one.
    pub operation: Option<&'static Operation>,
    /// Path under the base URL.
    pub path: &'a str,
    /// The parameters, a JSON object.
    pub params: &'a str,
}

/// Reads a question and holds it against the list of what is allowed: operations such as
/// `packages.order`, groups such as `packages` or `packages.*`, or paths of what is not declared yet.
///
/// # Errors
/// What is no question, or not in the list.
pub fn read<'a>(body: &'a [u8], allow: &[&str]) -> Result<Question<'a>, Denied> {
    let malformed = |detail| denied(400, "malformed", detail);
    let text = std::str::from_utf8(body).map_err(|_| malformed("the body is not UTF-8"))?;
    let members = json::object(text).map_err(|flaw| malformed(flaw.what))?;
    let (mut name, mut path, mut params) = (None, None, "{}");
    for member in &members {
        let slot = match member.key.as_ref() {
            "operation" => &mut name,
            "path" => &mut path,
            "params" if member.value.kind == Kind::Object => {
                params = member.value.text;
                continue;
            }
            "params" => return Err(malformed("`params` is not an object")),
            _ => {
                return Err(malformed(
                    "takes `operation` or `path`, and `params`; nothing else",
                ));
            }
        };
        if member.value.kind != Kind::Text || member.value.has_escapes() {
            return Err(malformed("`operation` and `path` are plain strings"));
        }
        let quoted = member.value.text;
        *slot = quoted.get(1..quoted.len() - 1);
    }
    plain(params)?;
    let (operation, path, listed) = match (name, path) {
        (Some(name), None) => {
            let operation = api::by_name(name);
            let path = operation.map_or("", |operation| operation.path);
            (operation, path, false)
        }
        (None, Some(path)) => (api::by_path(path), path, allow.contains(&path)),
        _ => return Err(malformed("takes either `operation` or `path`")),
    };
    let named = |operation: &Operation| allow.iter().any(|one| covers(one, operation.name));
    if listed || operation.is_some_and(named) {
        Ok(Question {
            operation,
            path,
            params,
        })
    } else {
        Err(denied(
            403,
            "operation",
            "this operation is not in the proxy's `allow` list",
        ))
    }
}

/// Names that no parameter may have: a script that copies them would change what its objects are.
const PROTOTYPE: [&str; 3] = ["__proto__", "constructor", "prototype"];

/// Parameters are looked at by a script before they are signed by their text, so they must mean the
/// same to both: a number with more digits than a script keeps could be read as another one's card.
fn plain(params: &str) -> Result<(), Denied> {
    let mut scanner = Scanner::new(params);
    let mut value = scanner.value();
    let mut rest = Vec::new();
    while let Ok(raw) = value {
        look(&raw, &mut rest)?;
        match rest.pop() {
            Some(next) => value = Ok(next),
            None => return Ok(()),
        }
    }
    Ok(())
}

fn look<'a>(raw: &Raw<'a>, rest: &mut Vec<Raw<'a>>) -> Result<(), Denied> {
    let malformed = |what| denied(400, "malformed", what);
    match raw.kind {
        Kind::Number if !exact(raw.text) => Err(malformed(
            "a number has an exponent or more than 15 digits: send it as a string",
        )),
        Kind::Object => {
            for member in json::object(raw.text).map_err(|flaw| malformed(flaw.what))? {
                if PROTOTYPE.contains(&member.key.as_ref()) {
                    return Err(malformed("a name is one that scripts give their objects"));
                }
                rest.push(member.value);
            }
            Ok(())
        }
        Kind::List => {
            rest.extend(json::items(raw.text).map_err(|flaw| malformed(flaw.what))?);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn exact(number: &str) -> bool {
    number.bytes().filter(u8::is_ascii_digit).count() <= 15
        && !number.bytes().any(|byte| matches!(byte, b'e' | b'E'))
}

/// Whether an entry of the list is this operation or its group.
fn covers(entry: &str, name: &str) -> bool {
    let group = name.split('.').next().unwrap_or_default();
    entry == name || entry.strip_suffix(".*").unwrap_or(entry) == group
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(body: &str, allow: &[&str]) -> Result<String, u16> {
        let question = read(body.as_bytes(), allow);
        question
            .map(|question| question.path.to_owned())
            .map_err(|denied| denied.status)
    }

    #[test]
    fn only_what_is_listed_may_be_asked() {
        let ask = |body: &str| ask(body, &["account.balance", "/api/v3/new/thing"]);
        for (body, path) in [
            (
                r#"{"operation":"account.balance"}"#,
                "/api/v3/agent/balance",
            ),
            (
                r#"{"path":"/api/v3/agent/balance","params":{}}"#,
                "/api/v3/agent/balance",
            ),
            (r#"{"path":"/api/v3/new/thing"}"#, "/api/v3/new/thing"),
        ] {
            assert_eq!(ask(body).as_deref(), Ok(path));
        }
        for body in [
            r#"{"operation":"packages.order"}"#,
            r#"{"operation":"/api/v3/new/thing"}"#,
            r#"{"operation":"constructor"}"#,
            r#"{"operation":"account"}"#,
            r#"{"operation":"account.*"}"#,
            r#"{"operation":""}"#,
            r#"{"path":""}"#,
            r#"{"path":"/api/v3/package/orderPackage"}"#,
            r#"{"path":"/api/v3/agent/balance/"}"#,
            r#"{"path":"/API/v3/agent/balance"}"#,
        ] {
            assert_eq!(ask(body), Err(403), "{body}");
        }
        for body in [
            "",
            "[]",
            "null",
            "{}",
            "{\"operation\":1}",
            r#"{"operation":"account.balance","path":"/api/v3/agent/balance"}"#,
            r#"{"operation":"account.balance","params":[]}"#,
            r#"{"operation":"account.balance","appkey":"x"}"#,
            r#"{"operation":"account.balance","operation":"account.balance"}"#,
            r#"{"path":"\u002fapi"}"#,
            r#"{"operation":"account.balance","__proto__":{}}"#,
        ] {
            assert_eq!(ask(body), Err(400), "{body}");
        }
    }

    #[test]
    fn what_a_script_and_the_platform_could_read_differently_is_refused() {
        for params in [
            r#"{"__proto__":{}}"#,
            r#"{"constructor":1}"#,
            r#"{"a":{"__proto__":{}}}"#,
            r#"{"a":[1,{"b":{"\u005f_proto__":1}}]}"#,
            r#"{"iccid":8985200000000000001}"#,
            r#"{"iccids":[8985200000000000001]}"#,
            r#"{"a":1e3}"#,
            r#"{"a":[[{"b":1E400}]]}"#,
            r#"{"a":1.000000000000000}"#,
        ] {
            let body = format!(r#"{{"operation":"cards.get","params":{params}}}"#);
            assert_eq!(ask(&body, &["cards"]), Err(400), "{params}");
        }
        for params in [
            r#"{"a":999999999999999,"b":-1.5,"c":{"d":["8985200000000000001"]}}"#,
            r#"{"a":"__proto__"}"#,
        ] {
            let body = format!(r#"{{"operation":"cards.get","params":{params}}}"#);
            assert!(ask(&body, &["cards"]).is_ok(), "{params}");
        }
    }

    #[test]
    fn a_group_is_all_of_its_operations_and_nothing_else() {
        for entry in ["cards", "cards.*"] {
            for (name, allowed) in [
                ("cards.list", true),
                ("cards.reset", true),
                ("packages.order", false),
                ("cloudEsim.list", false),
            ] {
                let body = format!(r#"{{"operation":"{name}"}}"#);
                assert_eq!(ask(&body, &[entry]).is_ok(), allowed, "{entry} {name}");
            }
            assert!(ask(r#"{"path":"/api/v3/card/reset"}"#, &[entry]).is_ok());
        }
        for entry in ["", "*", ".*", "card", "cards.", "cards.l*"] {
            let asked = ask(r#"{"operation":"cards.list"}"#, &[entry]);
            assert_eq!(asked, Err(403), "{entry}");
        }
    }
}
