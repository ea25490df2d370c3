//! The platform's answer, before it is passed on.

use crate::json::{self, Kind, Scanner};

/// What becomes of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It can be passed on as it is.
    Clean,
    /// It named the appkey; this does not.
    Masked(Vec<u8>),
    /// It holds the secret, and nothing of it is passed on.
    Secret,
}

/// Bytes below which a secret may be a part of any answer by chance.
const TELLING: usize = 6;

/// Looks for the account's credentials in an answer. An appkey is a short word that identifiers may
/// hold by chance, so it is masked where it stands for itself, with neither letter nor digit around,
/// and a number that happens to be the same is left alone.
pub fn clean(body: &[u8], appkey: &str, secret: &str) -> Answer {
    let mut spellings = spellings(secret);
    if spellings.any(|secret| find(body, secret.as_bytes(), secret.len() < TELLING).is_some()) {
        return Answer::Secret;
    }
    let mut masked: Option<Vec<u8>> = None;
    for appkey in self::spellings(appkey) {
        let before = masked.as_deref().unwrap_or(body);
        if find(before, appkey.as_bytes(), true).is_some() {
            masked = Some(mask(before, appkey.as_bytes()));
        }
    }
    masked.map_or(Answer::Clean, Answer::Masked)
}

/// The `code` of an answer; nothing where it is none of the platform's. Of several the last counts, as
/// it does for whoever reads the answer: both must take it for the same.
pub fn code(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let mut scanner = Scanner::new(text);
    scanner.space();
    if scanner.kind().ok()? != Kind::Object {
        return None;
    }
    let mut code = None;
    let mut walk = scanner.open_object().ok()?;
    while let Some(key) = scanner.next_member(&mut walk).ok()? {
        let value = scanner.value().ok()?;
        if key.content() == "code" {
            code = Some(value);
        }
    }
    scanner.end().ok()?;
    code.filter(|code| matches!(code.kind, Kind::Text | Kind::Number))
        .map(|code| code.content().into_owned())
}

/// A text as it is, and as JSON spells it.
fn spellings(text: &str) -> impl Iterator<Item = String> {
    let mut quoted = String::new();
    json::write_text(&mut quoted, text);
    let inner = quoted
        .get(1..quoted.len() - 1)
        .unwrap_or_default()
        .to_owned();
    let other = (inner != text).then_some(inner);
    Some(text.to_owned())
        .into_iter()
        .chain(other)
        .filter(|spelling| !spelling.is_empty())
}

fn mask(body: &[u8], word: &[u8]) -> Vec<u8> {
    let json = std::str::from_utf8(body).is_ok_and(|text| json::document(text).is_ok());
    let mut out = Vec::with_capacity(body.len());
    let (mut quoted, mut escaped, mut at) = (false, false, 0);
    while let Some(&byte) = body.get(at) {
        if stands(body, word, at, true) {
            let written: &[u8] = if !json || quoted {
                b"***"
            } else if out.ends_with(b"appkey\":") {
                b"null"
            } else {
                word
            };
            out.extend_from_slice(written);
            at += word.len();
            continue;
        }
        quoted ^= byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        out.push(byte);
        at += 1;
    }
    out
}

fn find(body: &[u8], word: &[u8], whole: bool) -> Option<usize> {
    let first = word.first()?;
    let mut from = 0;
    loop {
        let at = from + body.get(from..)?.iter().position(|byte| byte == first)?;
        if stands(body, word, at, whole) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn stands(body: &[u8], word: &[u8], at: usize, whole: bool) -> bool {
    let part = |at: Option<usize>| {
        let byte = at.and_then(|at| body.get(at));
        byte.is_some_and(u8::is_ascii_alphanumeric)
    };
    body.get(at..).is_some_and(|rest| rest.starts_with(word))
        && !(whole && (part(at.checked_sub(1)) || part(Some(at + word.len()))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::evidence::proves_not_executed;

    fn cleaned(body: &str, appkey: &str) -> String {
        match clean(body.as_bytes(), appkey, "a1b1c1d1") {
            Answer::Clean => body.to_owned(),
            Answer::Masked(bytes) => String::from_utf8(bytes).unwrap(),
            Answer::Secret => "secret".to_owned(),
        }
    }

    #[test]
    fn an_appkey_is_masked_where_it_stands_for_itself() {
        for (body, expected) in [
            (
                r#"{"message":"appkey 000001 is unknown, not 0000012"}"#,
                r#"{"message":"appkey *** is unknown, not 0000012"}"#,
            ),
            (
                r#"{"appkey":"000001","iccid":"8985000001"}"#,
                r#"{"appkey":"***","iccid":"8985000001"}"#,
            ),
            (
                r#"{"a":"\"000001\\","000001":[1]}"#,
                r#"{"a":"\"***\\","***":[1]}"#,
            ),
            ("<p>000001</p> 000001", "<p>***</p> ***"),
        ] {
            assert_eq!(cleaned(body, "000001"), expected);
        }
    }

    #[test]
    fn a_number_that_happens_to_be_the_same_stays_and_the_answer_stays_json() {
        for (body, expected) in [
            (
                r#"{"total":4711,"x":"4711"}"#,
                r#"{"total":4711,"x":"***"}"#,
            ),
            (r#"{"appkey":4711}"#, r#"{"appkey":null}"#),
        ] {
            assert_eq!(cleaned(body, "4711"), expected);
        }
    }

    #[test]
    fn a_refusal_proves_that_nothing_was_done_and_everything_else_does_not() {
        let order = crate::api::by_name("packages.order");
        for (status, body, expected) in [
            (200, r#"{"code":"200","data":{}}"#, false),
            (200, r#"{"code":0}"#, false),
            (200, r#"{"message":"","code":500}"#, false),
            (500, r#"{"code":"43331"}"#, false),
            (200, r#"{"code":"41001"}"#, true),
            (500, r#"{"data":{"code":200},"code":501}"#, false),
            (200, r#"{"code":"42002"}"#, false),
            (504, r#"{"code":504}"#, false),
            (408, r#"{"code":"408"}"#, false),
            (403, "<html>", false),
            (502, "<html>", false),
            (200, r#"{"code":{}}"#, false),
            (200, r#"{"code":"41001","code":"200"}"#, false),
            (200, r#"{"code":"41001""#, false),
            (200, "[]", false),
            (200, "", false),
        ] {
            let code = code(body.as_bytes());
            let proven = proves_not_executed(order, status, code.as_deref());
            assert_eq!(proven, expected, "{body}");
        }
    }

    #[test]
    fn other_spellings_are_found_too() {
        assert_eq!(cleaned(r#"{"a":"k\"ey"}"#, "k\"ey"), r#"{"a":"***"}"#);
        assert_eq!(clean(br#"["a\\b\"cd"]"#, "k", "a\\b\"cd"), Answer::Secret);
    }

    #[test]
    fn nothing_is_passed_on_that_holds_the_secret() {
        for body in ["a1b1c1d1", r#"{"a":"xa1b1c1d1y"}"#, "{\"secret=a1b1c1d1"] {
            assert_eq!(cleaned(body, "000001"), "secret");
        }
        assert_eq!(clean(b"[\"s1x\"]", "k1", "s1"), Answer::Clean);
        assert_eq!(clean(b"[\"s1\"]", "k1", "s1"), Answer::Secret);
        assert_eq!(clean(b"[\"s\"]", "", ""), Answer::Clean);
    }
}
