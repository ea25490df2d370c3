//! A request's head: who asks, from where, and in what form.

use super::{Denied, denied};
use crate::receiver;

/// Bytes of a question accepted unless told otherwise.
pub const MAX_BODY: usize = 64 * 1024;

/// The header that only a script of an allowed origin can set: a form or an image cannot, and a
/// script of another origin has to pass a preflight first.
pub const HEADER: &str = "x-eiotclub";

/// The refusal of a body over the limit.
pub const TOO_LARGE: Denied = denied(
    413,
    "too_large",
    "the body is larger than the proxy accepts",
);

const FOREIGN: Denied = denied(
    403,
    "origin",
    "this origin may not use the proxy: list it in `cors.origins`",
);

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
    /// `Sec-Fetch-Site`, empty where there is none.
    pub site: &'a str,
    /// The origin the request was addressed to.
    pub own_origin: &'a str,
}

/// Decides on a request by its head. `origins` are those allowed beside the proxy's own.
///
/// # Errors
/// The first rule that it breaks.
pub fn admit(head: Head<'_>, origins: &[&str], max_body: usize) -> Result<(), Denied> {
    if head.method != "POST" {
        return Err(denied(405, "method", "the proxy takes POST"));
    }
    let listed = !head.origin.is_empty() && origins.contains(&head.origin);
    if !head.origin.is_empty() && head.origin != head.own_origin && !listed {
        return Err(FOREIGN);
    }
    // A browser says where a request comes from, and no script can make it say otherwise. One that
    // comes from elsewhere always names its origin; a POST that a person typed does not exist.
    let fits = match head.site {
        "" | "same-origin" => true,
        "same-site" | "cross-site" => listed,
        _ => false,
    };
    if !fits {
        return Err(denied(
            403,
            "site",
            "`Sec-Fetch-Site` says that another site's page asks, and no listed `Origin` goes with it",
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

/// Decides on a preflight: `method` and `headers` are what it asks leave for, empty where it does not say.
///
/// # Errors
/// A foreign origin, or something the proxy never takes.
pub fn preflight(
    origin: &str,
    method: &str,
    headers: &str,
    origins: &[&str],
    allowed: &[&str],
) -> Result<(), Denied> {
    if origin.is_empty() || !origins.contains(&origin) {
        return Err(FOREIGN);
    }
    if !matches!(method, "" | "POST") {
        return Err(denied(405, "method", "the proxy takes POST"));
    }
    let known = |name: &str| allowed.iter().any(|one| one.eq_ignore_ascii_case(name));
    let mut names = headers.split(',').map(str::trim);
    if names.any(|name| !name.is_empty() && !known(name)) {
        return Err(denied(
            403,
            "preflight_header",
            "a header is asked for that is not in `cors.headers`",
        ));
    }
    Ok(())
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
        site: "",
        own_origin: "https://app.example",
    };
    const OTHER: &str = "https://other.example";

    fn refusal(head: Head<'_>) -> Option<(u16, &'static str)> {
        let denied = admit(head, &[OTHER], 100).err()?;
        Some((denied.status, denied.reason))
    }

    #[test]
    fn its_own_pages_and_listed_ones_may_ask() {
        for origin in ["https://app.example", "", OTHER] {
            assert_eq!(refusal(Head { origin, ..GOOD }), None, "{origin}");
        }
        for origin in [
            "https://evil.example",
            "null",
            "https://app.example.evil",
            "http://app.example",
            "https://app.example:444",
            "https://other.example, https://app.example",
            "HTTPS://OTHER.EXAMPLE",
        ] {
            assert_eq!(
                refusal(Head { origin, ..GOOD }),
                Some((403, "origin")),
                "{origin}"
            );
        }
    }

    #[test]
    fn the_browsers_word_on_the_site_is_heeded() {
        for (origin, site, allowed) in [
            ("https://app.example", "same-origin", true),
            ("", "same-origin", true),
            (OTHER, "cross-site", true),
            (OTHER, "same-site", true),
            ("", "cross-site", false),
            ("", "same-site", false),
            ("", "none", false),
            ("https://app.example", "cross-site", false),
            (OTHER, "none", false),
            (OTHER, "nonsense", false),
        ] {
            let expected = (!allowed).then_some((403, "site"));
            assert_eq!(
                refusal(Head {
                    origin,
                    site,
                    ..GOOD
                }),
                expected,
                "{origin} {site}"
            );
        }
    }

    #[test]
    fn only_marked_json_of_some_size_is_taken() {
        for (head, status, reason) in [
            (
                Head {
                    method: "GET",
                    ..GOOD
                },
                405,
                "method",
            ),
            (
                Head {
                    content_type: "text/plain",
                    ..GOOD
                },
                415,
                "content_type",
            ),
            (
                Head {
                    content_type: "",
                    ..GOOD
                },
                415,
                "content_type",
            ),
            (
                Head {
                    marked: false,
                    ..GOOD
                },
                403,
                "header",
            ),
            (
                Head {
                    content_length: 101,
                    ..GOOD
                },
                413,
                "too_large",
            ),
        ] {
            assert_eq!(refusal(head), Some((status, reason)));
        }
    }

    #[test]
    fn a_preflight_is_answered_for_listed_origins_and_headers() {
        let ask = |origin: &str, method: &str, headers: &str| {
            let denied = preflight(origin, method, headers, &[OTHER], &["content-type", HEADER]);
            denied.err().map(|denied| denied.reason)
        };
        assert_eq!(ask(OTHER, "POST", "Content-Type, X-EIOTCLUB"), None);
        assert_eq!(ask(OTHER, "POST", ""), None);
        assert_eq!(ask(OTHER, "PUT", ""), Some("method"));
        assert_eq!(ask(OTHER, "POST", "x-other"), Some("preflight_header"));
        assert_eq!(ask("https://evil.example", "POST", ""), Some("origin"));
        assert_eq!(ask("", "POST", ""), Some("origin"));
    }
}
