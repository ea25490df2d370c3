//! The call machine for a driver in another language.
//!
//! | function | returns |
//! |---|---|
//! | [`start`] | `{ state, number?, warnings }` |
//! | [`recheck`] | the same for a pending call |
//! | [`step`] | `{ state, shared, command }` |
//! | [`reconcile`] | `{ shared, reconciled: [{ index, operation, outTradeNo?, data, confidence }] }` |
//!
//! The driver keeps `state` and `shared` as texts and never looks inside. `shared` belongs to one client and begins empty.
//! A step takes both and returns both, so nothing can run between a state and what belongs to it, and a call survives a
//! trap of the module that another call caused. Their form is postcard's, which takes a third of the code that JSON takes.
//!
//! Options are JSON: `{"timeoutMs": number|null, "attempts", "attemptTimeoutMs", "hasLimiter",
//! "hasCooldown", "strict"}`.
//!
//! Events: `{"type":"started"}`, `{"type":"acquired"}`, `{"type":"timer"}`, `{"type":"aborted"}`,
//! `{"type":"response","status":200,"date":"Sun, …"|null,"retryAfter":"5"|null}` (the body next to it),
//! `{"type":"failed","sent":"no"|"unknown","reason":"network"|"timeout"}`, `{"type":"looked_up"}` (the `data` of the
//! response as the body, empty if the look-up failed).
//!
//! Commands: `acquire {timeoutMs}`, `send {operation,path,body,attempt,timeoutMs}`, `wait_until {atMs}`,
//! `look_up {operation,params,timeoutMs}`, `done {answer:"as_received"|"repaired"|"recovered",value,confidence,drift,number}`,
//! `refused {error}`, `failed {error,sent}`, `unknown {pending,number,nextStep,lookup,cause}`. What is `null` or missing
//! is not known, or has no limit.

use crate::command_json::{command_json, confidence_name, optional};
use crate::json_object::{array, object, problems, validation_error};
use eiotclub::api;
use eiotclub::client::Shared;
use eiotclub::client::call::Credentials;
use eiotclub::client::headers::{RetryAfter, http_date};
use eiotclub::client::machine::{
    CallOptions, CallState, Clock, Context, Event, FailureReason, Prepared, Response, Sent,
};
use eiotclub::client::{self, PendingCall};
use eiotclub::error::{Error, Problem};
use eiotclub::json::{self, Kind, Member};
use eiotclub::schema::check::Reader;

/// Starts a call of an operation, or, if that is empty, of a path.
///
/// # Errors
/// The JSON of a validation error.
pub fn start(
    operation: &str,
    path: &str,
    params: &str,
    options: &str,
    unix_ms: i64,
    random: [u32; 3],
) -> Result<String, String> {
    let options = options_of(options);
    let prepared = match api::by_name(operation) {
        Some(operation) => CallState::operation(operation, params, options, unix_ms, random),
        None => CallState::path(path, params, options),
    };
    prepared.map(started).map_err(|error| invalid(&error))
}

/// Starts looking for a pending call: `{"operation","params","since"}`.
///
/// # Errors
/// The JSON of a validation error.
pub fn recheck(pending: &str, options: &str) -> Result<String, String> {
    let state = pending_of(pending)
        .ok_or(Error::Decode(
            "a pending call is { operation, params, since }",
        ))
        .and_then(|pending| CallState::recheck(&pending, options_of(options)));
    let prepared = state.map(|state| Prepared {
        state,
        warnings: Vec::new(),
    });
    prepared.map(started).map_err(|error| invalid(&error))
}

/// Takes one event. `account` is appkey and secret; `None` through a signing proxy.
///
/// # Errors
/// The JSON of a validation error: credentials that cannot be used, a state of another version.
pub fn step(
    state: &str,
    shared: &str,
    account: Option<(&str, &str)>,
    clock: Clock,
    event: &str,
    body: &[u8],
) -> Result<String, String> {
    let other_version = || {
        let reason = "the state of the call is of another version of this package".to_owned();
        let field = "state".to_owned();
        validation_error(&[Problem { field, reason }])
    };
    let mut state: CallState = read(state).ok_or_else(other_version)?;
    let mut shared = shared_of(shared).ok_or_else(other_version)?;
    let members = json::object(event).map_err(|_| other_version())?;
    let event = event_of(&members, body).ok_or_else(other_version)?;
    let credentials = account.map(|(appkey, secret)| Credentials::new(appkey, secret));
    let context = Context {
        credentials: credentials.transpose().map_err(|error| invalid(&error))?,
        reader: Reader::JavaScript,
    };
    let command = state.step(&mut shared, &context, clock, event);
    Ok(object(|object| {
        object.text("state", &text_of(&state));
        object.text("shared", &text_of(&shared));
        object.raw("command", command_json(&command));
    }))
}

/// Holds a verified notification against pending calls, a JSON array.
pub fn reconcile(notification: &str, pending: &str, shared: &str) -> String {
    let mut shared = shared_of(shared).unwrap_or_default();
    let entries = json::items(pending).unwrap_or_default();
    let (mut places, mut calls) = (Vec::new(), Vec::new());
    for (at, entry) in entries.iter().enumerate() {
        // One odd entry must not hide the others.
        if let Some(call) = pending_of(entry.text) {
            places.push(at);
            calls.push(call);
        }
    }
    let found = client::reconcile(notification, &calls, &mut shared);
    let found = found.iter().map(|one| {
        object(|object| {
            object.raw("index", places[one.index]);
            object.text("operation", &one.operation);
            optional(object, "outTradeNo", one.out_trade_no.as_deref());
            object.raw("data", &one.data);
            object.text("confidence", confidence_name(one.confidence));
        })
    });
    let reconciled = array(found);
    object(|object| {
        object.text("shared", &text_of(&shared));
        object.raw("reconciled", reconciled);
    })
}

fn started(Prepared { state, warnings }: Prepared) -> String {
    object(|object| {
        object.text("state", &text_of(&state));
        optional(object, "number", state.order_number().as_deref());
        object.raw("warnings", problems(&warnings));
    })
}

fn text_of<T: serde::Serialize>(value: &T) -> String {
    // Only a type without a known length fails, and neither has one.
    hex::encode(postcard::to_allocvec(value).unwrap_or_default())
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    postcard::from_bytes(&hex::decode(text).ok()?).ok()
}

fn shared_of(shared: &str) -> Option<Shared> {
    if shared.is_empty() {
        return Some(Shared::default());
    }
    read(shared)
}

fn member<'m, 'a>(members: &'m [Member<'a>], name: &str) -> Option<&'m Member<'a>> {
    let mut found = members.iter().filter(|member| member.key == name);
    found.find(|member| member.value.kind != Kind::Null)
}

fn text<'m>(members: &'m [Member<'_>], name: &str) -> Option<&'m str> {
    member(members, name).map(|member| member.content.as_ref())
}

fn number(members: &[Member<'_>], name: &str) -> Option<u64> {
    text(members, name)?.parse().ok()
}

fn options_of(options: &str) -> CallOptions {
    let members = json::object(options).unwrap_or_default();
    let is = |name| text(&members, name) == Some("true");
    let standard = CallOptions::default();
    CallOptions {
        timeout_ms: match members.iter().any(|member| member.key == "timeoutMs") {
            true => number(&members, "timeoutMs"),
            false => standard.timeout_ms,
        },
        attempts: number(&members, "attempts").map_or(standard.attempts, |count| count as u32),
        attempt_timeout_ms: number(&members, "attemptTimeoutMs"),
        has_limiter: is("hasLimiter"),
        has_cooldown: is("hasCooldown"),
        strict: is("strict"),
    }
}

fn pending_of(pending: &str) -> Option<PendingCall> {
    let members = json::object(pending).ok()?;
    let params = member(&members, "params").filter(|params| params.value.kind == Kind::Object)?;
    Some(PendingCall {
        operation: text(&members, "operation")?.to_owned(),
        params: params.value.text.to_owned(),
        since: number(&members, "since")? as i64,
    })
}

fn event_of<'b>(members: &[Member<'_>], body: &'b [u8]) -> Option<Event<'b>> {
    Some(match text(members, "type")? {
        "started" => Event::Started,
        "acquired" => Event::Acquired,
        "timer" => Event::Timer,
        "aborted" => Event::Aborted,
        "response" => Event::Response(Response {
            status: number(members, "status")? as u16,
            date: text(members, "date").and_then(http_date),
            retry_after: text(members, "retryAfter").and_then(RetryAfter::parse),
            body,
        }),
        "failed" => Event::Failed {
            sent: match text(members, "sent") {
                Some("no") => Sent::No,
                _ => Sent::Unknown,
            },
            reason: match text(members, "reason") {
                Some("timeout") => FailureReason::Timeout,
                _ => FailureReason::Network,
            },
        },
        "looked_up" => {
            let answer = std::str::from_utf8(body).ok();
            Event::LookedUp(answer.filter(|text| !text.is_empty()))
        }
        _ => return None,
    })
}

fn invalid(error: &Error) -> String {
    match error {
        Error::Validation(found) => validation_error(found),
        other => validation_error(&[Problem {
            field: "call".to_owned(),
            reason: other.to_string(),
        }]),
    }
}

#[cfg(test)]
mod tests;
