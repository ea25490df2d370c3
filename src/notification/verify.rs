//! Is this notification the platform's, is it whole, is it of our time?

use super::{ENVELOPE, EVENTS, Event, EventTable, Notification, whole_number};
use crate::json::{self, Kind, Member};
use crate::schema::check::{Check, Checked, Reader, Unusable};
use crate::schema::{Field, Need, Rule, Type};
use crate::sign::{self, Form};
use std::borrow::Cow;
use std::fmt;

/// Why a notification is refused. Of several, the first in this order is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Not one JSON object without duplicate keys.
    Malformed,
    /// No `sign`.
    MissingSignature,
    /// `sign` is not what any of the secrets makes of the rest.
    BadSignature,
    /// Fields may have been merged or split without changing what was signed.
    Ambiguous,
    /// Signed, but without `id` or `event`, or with `data` that is not JSON.
    Invalid,
    /// Signed longer ago than the window allows.
    Stale,
    /// Signed further in the future than the window allows.
    Future,
}

impl Reason {
    /// The word used in JavaScript and in logs.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Malformed => "malformed",
            Reason::MissingSignature => "missing_signature",
            Reason::BadSignature => "bad_signature",
            Reason::Ambiguous => "ambiguous",
            Reason::Invalid => "invalid",
            Reason::Stale => "stale",
            Reason::Future => "future",
        }
    }
}

/// A refusal. Holds nothing of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub reason: Reason,
    /// Details for a person.
    pub detail: &'static str,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.reason.name(), self.detail)
    }
}

impl std::error::Error for Refused {}

/// How far a notification's `timestamp` may be from now.
///
/// Whether a repeated delivery keeps its first timestamp is not documented, so the default is wide
/// and a duplicate check by `id` has to do the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Seconds back.
    pub past: i64,
    /// Seconds ahead.
    pub future: i64,
}

impl Default for Window {
    fn default() -> Self {
        Window {
            past: 24 * 3600,
            future: 300,
        }
    }
}

/// A notification whose signature is right.
#[derive(Debug)]
pub struct Verified<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// The name of its event.
    pub event: Cow<'a, str>,
    /// The event's declaration, if there is one.
    pub table: Option<&'static EventTable>,
    /// How to read it, and where it departs from the documentation.
    pub checked: Checked,
    timestamp: i64,
    text: &'a str,
}

impl Verified<'_> {
    /// Reads it into typed values. Must have been verified for [`Reader::Rust`].
    pub fn decode(&self) -> Result<Notification, Refused> {
        let text = self.checked.repaired.as_deref().unwrap_or(self.text);
        let event = Event::decode(&self.event, text)
            .map_err(|_| refused(Reason::Invalid, "a field does not fit its declared type"))?;
        Ok(Notification {
            id: self.id.clone().into_owned(),
            timestamp: self.timestamp,
            event,
        })
    }
}

/// Verifies a notification's body against one or more secrets (several while they are rotated).
///
/// `now` is in Unix seconds; `window: None` accepts any time. Empty secrets are ignored: a missing
/// configuration value must not let anyone in.
///
/// ```
/// use eiotclub::notification::{sign_notification, verify, Event, Window};
/// use eiotclub::schema::check::Reader;
///
/// let body = sign_notification(
///     r#"{"id":"n1","event":"CardStopped","timestamp":1746050702,"nonce":90082,"iccid":"8985"}"#,
///     "a1b1c1d1",
/// )?;
/// let verified = verify(body.as_bytes(), &["a1b1c1d1"], Some(Window::default()), 1746050702, Reader::Rust)?;
/// let Event::CardStopped(stopped) = verified.decode()?.event else { unreachable!() };
/// assert_eq!(stopped.iccid.as_deref(), Some("8985"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Refused`] with the first [`Reason`] that applies.
pub fn verify<'a>(
    body: &'a [u8],
    secrets: &[&str],
    window: Option<Window>,
    now: i64,
    reader: Reader,
) -> Result<Verified<'a>, Refused> {
    let secrets = secrets.iter().map(|secret| secret.as_bytes());
    verify_any(body, secrets, window, now, reader)
}

/// The same for secrets in any form.
pub fn verify_any<'a, 's>(
    body: &'a [u8],
    secrets: impl Iterator<Item = &'s [u8]> + Clone,
    window: Option<Window>,
    now: i64,
    reader: Reader,
) -> Result<Verified<'a>, Refused> {
    let text = std::str::from_utf8(body)
        .map_err(|_| refused(Reason::Malformed, "the body is not UTF-8"))?;
    let (members, order) =
        json::object_and_order(text).map_err(|flaw| refused(Reason::Malformed, flaw.what))?;
    check_signature(&members, &order, secrets)?;
    if members.iter().any(is_ambiguous) {
        return Err(refused(
            Reason::Ambiguous,
            "a value contains `&name=` of a notification field: fields may have been merged or split",
        ));
    }
    let text_of = |name, missing| {
        let usable = |member: &&Member<'_>| matches!(member.value.kind, Kind::Text | Kind::Number);
        let member = json::member(&members, name).filter(usable);
        member.ok_or(refused(Reason::Invalid, missing))
    };
    let id = text_of("id", "`id` is missing")?;
    let event = text_of("event", "`event` is missing")?;
    let mut tables = EVENTS.iter().copied();
    let table = tables.find(|table| table.name == event.content);
    let fields = table.map_or(UNKNOWN, |table| table.fields);
    let checked = Check::new(text, reader)
        .members(&members, fields, ENVELOPE)
        .map_err(|why| match why {
            Unusable::Malformed(flaw) => refused(Reason::Malformed, flaw.what),
            Unusable::Embedded(_) => refused(Reason::Invalid, "`data` is not JSON"),
        })?;

    let timestamp = whole_number(json::member(&members, "timestamp"));
    if let Some(window) = window {
        let at = timestamp.ok_or(refused(
            Reason::Invalid,
            "`timestamp` is not a number of seconds",
        ))?;
        if at < now.saturating_sub(window.past) {
            return Err(refused(Reason::Stale, "signed longer ago than accepted"));
        }
        if at > now.saturating_add(window.future) {
            return Err(refused(Reason::Future, "signed in the future"));
        }
    }
    Ok(Verified {
        id: id.content.clone(),
        event: event.content.clone(),
        table,
        checked,
        timestamp: timestamp.unwrap_or(0),
        text,
    })
}

/// An event not known yet still gets its `data` decoded, so that declaring it later does not change
/// what its handlers see.
const UNKNOWN: &[Field] = &[Field {
    name: "data",
    ty: Type::Embedded(&Type::Any),
    need: Need::Optional,
    rule: Rule::Free,
}];

fn refused(reason: Reason, detail: &'static str) -> Refused {
    Refused { reason, detail }
}

fn check_signature<'s>(
    members: &[Member<'_>],
    order: &[usize],
    secrets: impl Iterator<Item = &'s [u8]> + Clone,
) -> Result<(), Refused> {
    let Some(given) = json::member(members, sign::SIGN) else {
        return Err(refused(
            Reason::MissingSignature,
            "`sign` is missing or empty",
        ));
    };
    let given = sign::parse_signature(given.value.kind, &given.content);
    let has_empty = members.iter().any(|member| member.value.is_empty_text());
    let has_space = members.iter().any(|member| !member.value.is_compact());
    for (compact, empty) in [(false, false), (false, true), (true, false), (true, true)] {
        if (compact && !has_space) || (empty && !has_empty) {
            continue;
        }
        let form = Form {
            appkey: false,
            empty,
            compact,
        };
        let prefix = sign::canonical(members, order, &form);
        let mut matched = false;
        for secret in secrets.clone().filter(|secret| !secret.is_empty()) {
            matched |= sign::same_digest(given, sign::digest(&prefix, secret));
        }
        if matched {
            return Ok(());
        }
    }
    Err(refused(
        Reason::BadSignature,
        "`sign` does not match: was it signed with another secret, or changed on the way?",
    ))
}

/// Values are signed unescaped, so `{"a":"1&b=2"}` and `{"a":"1","b":"2"}` sign alike.
fn is_ambiguous(member: &Member<'_>) -> bool {
    let merged_key = member.key.bytes().any(|b| matches!(b, b'&' | b'='));
    merged_key || (member.key != sign::SIGN && names_a_field(&member.content))
}

fn names_a_field(value: &str) -> bool {
    let is_declared = |name: &str| {
        let named = |field: &Field| field.name == name;
        ENVELOPE.iter().any(named) || EVENTS.iter().any(|event| event.fields.iter().any(named))
    };
    // The first part is before any `&`.
    let mut parts = value.split('&').skip(1);
    parts.any(|part| {
        part.split_once('=')
            .is_some_and(|(name, _)| is_declared(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notification::sign_notification;

    const NOW: i64 = 1_746_050_702;

    fn stopped(extra: &str) -> String {
        let fields = format!(
            r#"{{"event":"CardStopped","id":"n1","timestamp":{NOW},"nonce":1,"iccid":"8985"{extra}}}"#
        );
        sign_notification(&fields, "s").unwrap()
    }

    fn reason(body: &str, secrets: &[&str], window: Option<Window>, now: i64) -> Option<Reason> {
        let result = verify(body.as_bytes(), secrets, window, now, Reader::JavaScript);
        result.err().map(|refused| refused.reason)
    }

    #[test]
    fn the_window_holds_to_the_second_at_both_ends() {
        let (body, window) = (
            stopped(""),
            Some(Window {
                past: 60,
                future: 5,
            }),
        );
        for (now, expected) in [
            (NOW + 60, None),
            (NOW + 61, Some(Reason::Stale)),
            (NOW - 5, None),
            (NOW - 6, Some(Reason::Future)),
        ] {
            assert_eq!(reason(&body, &["s"], window, now), expected);
        }
        assert_eq!(reason(&body, &["s"], None, 0), None);
    }

    #[test]
    fn any_of_several_secrets_will_do_and_an_empty_one_never_does() {
        let body = stopped("");
        assert_eq!(reason(&body, &["old", "s"], None, NOW), None);
        assert_eq!(
            reason(&body, &["old"], None, NOW),
            Some(Reason::BadSignature)
        );
        let open = sign_notification(&body, "").unwrap();
        assert_eq!(reason(&open, &[""], None, NOW), Some(Reason::BadSignature));
        assert_eq!(reason(&open, &[], None, NOW), Some(Reason::BadSignature));
    }

    #[test]
    fn fields_merged_into_a_name_are_refused() {
        let body = stopped(r#","a=1&iccid":"1""#);
        assert_eq!(reason(&body, &["s"], None, NOW), Some(Reason::Ambiguous));
    }

    #[test]
    fn a_key_that_comes_twice_inside_data_is_refused_whether_known_or_not() {
        for twice in [
            r#"[{"iccid":"1","iccid":"2"}]"#,
            r#"[{"x":1,"iccid":"2","x":1}]"#,
            // In a row after one that is right.
            r#"[{"orderId":2,"iccid":"1"},{"iccid":"1","orderId":2,"iccid":"1"},{"orderId":2}]"#,
        ] {
            let fields = |data: &str| format!(r#"{{"event":"SubPkgList","id":"n","data":{data}}}"#);
            let mut quoted = String::new();
            json::write_text(&mut quoted, twice);
            let text = sign_notification(&fields(&quoted), "s").unwrap();
            assert_eq!(reason(&text, &["s"], None, NOW), Some(Reason::Invalid));
            assert!(sign_notification(&fields(twice), "s").is_err());
        }
    }

    #[test]
    fn every_changed_byte_of_a_value_is_noticed() {
        let body = stopped("");
        let from = body.find("8985").unwrap();
        for at in from..from + 4 {
            let mut bytes = body.clone().into_bytes();
            bytes[at] ^= 1;
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(
                reason(&changed, &["s"], None, NOW),
                Some(Reason::BadSignature)
            );
        }
    }

    #[test]
    fn unknown_events_keep_their_fields_and_get_their_data_decoded() {
        let fields = format!(
            r#"{{"event":"New","id":"n1","timestamp":{NOW},"nonce":"1","data":"[{{\"x\":1}}]","y":"z"}}"#
        );
        let body = sign_notification(&fields, "s").unwrap();
        let verified = verify(body.as_bytes(), &["s"], None, NOW, Reader::Rust).unwrap();
        let Event::Unknown { name, fields } = verified.decode().unwrap().event else {
            panic!("expected an unknown event")
        };
        assert_eq!(name, "New");
        assert_eq!(fields["data"][0]["x"], 1);
        assert_eq!(fields["y"], "z");
        let plain = sign_notification(&body.replace(r#""[{\"x\":1}]""#, "\"hello\""), "s").unwrap();
        assert_eq!(reason(&plain, &["s"], None, NOW), None);
    }
}
