//! What a browser may ask a signing proxy for.
//!
//! A page asks with `{"operation":"packages.order","params":{…}}` (or `"path"` for what is not
//! declared yet). The proxy checks, signs with a secret the page never sees, and passes the
//! platform's answer on.

use crate::api::{self, Operation};
use crate::json::{self, Kind};
use crate::receiver;

/// Bytes of a question accepted unless told otherwise.
pub const MAX_BODY: usize = 64 * 1024;

/// The header that only a script of an allowed origin can set: a form or an image cannot, and a
/// script of another origin has to pass a preflight first.
pub const HEADER: &str = "x-eiotclub";

/// A request that is refused, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    /// The HTTP status.
    pub status: u16,
    /// A stable word for the reason.
    pub reason: &'static str,
    /// Details for a person.
    pub detail: &'static str,
}

const fn denied(status: u16, reason: &'static str, detail: &'static str) -> Denied {
    Denied {
        status,
        reason,
        detail,
    }
}

/// What is known of a request before its body is read.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// `Content-Type`, empty where there is none.
    pub content_type: &'a str,
    /// `Content-Length`, 0 where there is none.
    pub content_length: usize,
    /// Whether [`HEADER`] is there.
    pub marked: bool,
    /// `Origin`, empty where there is none: then no page asks, and there is nothing to forge.
    pub origin: &'a str,
    /// The origin the request was addressed to.
    pub own_origin: &'a str,
}

/// Decides on a request by its head. `origins` are those allowed beside the proxy's own.
pub fn admit(head: Head<'_>, origins: &[&str], max_body: usize) -> Result<(), Denied> {
    if head.method != "POST" {
        return Err(denied(405, "method", "the proxy takes POST"));
    }
    let known = head.origin == head.own_origin || origins.contains(&head.origin);
    if !head.origin.is_empty() && !known {
        return Err(denied(
            403,
            "origin",
            "this origin may not use the proxy: list it in `cors.origins`",
        ));
    }
    if !receiver::is_json(head.content_type) {
        return Err(denied(
            415,
            "content_type",
            "the proxy takes application/json",
        ));
    }
    if !head.marked {
        return Err(denied(
            403,
            "header",
            "the header `x-eiotclub` is missing: use this package's Client with `proxyUrl`",
        ));
    }
    if head.content_length > max_body {
        return Err(TOO_LARGE);
    }
    Ok(())
}

/// The refusal of a body over the limit.
pub const TOO_LARGE: Denied = denied(
    413,
    "too_large",
    "the body is larger than the proxy accepts",
);

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

/// Reads a question and holds it against the list of what is allowed: names such as
/// `packages.order`, or paths of operations that are not declared yet.
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
        if member.value.kind != Kind::Text || !member.value.plain {
            return Err(malformed("`operation` and `path` are plain strings"));
        }
        let quoted = member.value.text;
        *slot = quoted.get(1..quoted.len() - 1);
    }
    let refused = denied(
        403,
        "operation",
        "this operation is not in the proxy's `allow` list",
    );
    match (name, path) {
        (Some(name), None) => match api::by_name(name).filter(|_| allow.contains(&name)) {
            Some(operation) => Ok(Question {
                operation: Some(operation),
                path: operation.path,
                params,
            }),
            None => Err(refused),
        },
        (None, Some(path)) => {
            let operation = api::by_path(path);
            let listed = allow.contains(&path)
                || operation.is_some_and(|operation| allow.contains(&operation.name));
            if listed {
                Ok(Question {
                    operation,
                    path,
                    params,
                })
            } else {
                Err(refused)
            }
        }
        _ => Err(malformed("takes either `operation` or `path`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Head<'_> = Head {
        method: "POST",
        content_type: "application/json",
        content_length: 10,
        marked: true,
        origin: "https://app.example",
        own_origin: "https://app.example",
    };

    fn refusal(head: Head<'_>) -> Option<(u16, &'static str)> {
        let denied = admit(head, &["https://other.example"], 100).err()?;
        Some((denied.status, denied.reason))
    }

    #[test]
    fn heads() {
        assert_eq!(refusal(GOOD), None);
        assert_eq!(refusal(Head { origin: "", ..GOOD }), None);
        assert_eq!(
            refusal(Head {
                origin: "https://other.example",
                ..GOOD
            }),
            None
        );
        for origin in [
            "https://evil.example",
            "null",
            "https://app.example.evil",
            "http://app.example",
            "https://app.example:444",
        ] {
            assert_eq!(
                refusal(Head { origin, ..GOOD }),
                Some((403, "origin")),
                "{origin}"
            );
        }
        assert_eq!(
            refusal(Head {
                method: "GET",
                ..GOOD
            }),
            Some((405, "method"))
        );
        assert_eq!(
            refusal(Head {
                content_type: "text/plain",
                ..GOOD
            }),
            Some((415, "content_type"))
        );
        assert_eq!(
            refusal(Head {
                content_type: "",
                ..GOOD
            }),
            Some((415, "content_type"))
        );
        assert_eq!(
            refusal(Head {
                marked: false,
                ..GOOD
            }),
            Some((403, "header"))
        );
        assert_eq!(
            refusal(Head {
                content_length: 101,
                ..GOOD
            }),
            Some((413, "too_large"))
        );
    }

    #[test]
    fn only_what_is_listed_may_be_asked() {
        let allow = ["account.balance", "/api/v3/new/thing"];
        let ask = |body: &str| {
            read(body.as_bytes(), &allow)
                .map(|q| q.path.to_owned())
                .map_err(|d| d.status)
        };
        assert_eq!(
            ask(r#"{"operation":"account.balance"}"#).unwrap(),
            "/api/v3/agent/balance"
        );
        assert_eq!(
            ask(r#"{"path":"/api/v3/agent/balance","params":{}}"#).unwrap(),
            "/api/v3/agent/balance"
        );
        assert_eq!(
            ask(r#"{"path":"/api/v3/new/thing"}"#).unwrap(),
            "/api/v3/new/thing"
        );
        for body in [
            r#"{"operation":"packages.order"}"#,
            r#"{"operation":"/api/v3/new/thing"}"#,
            r#"{"operation":"constructor"}"#,
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
}
