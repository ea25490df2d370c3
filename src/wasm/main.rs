//! Calls, answers, signatures, and the proxy's decisions.

use super::found::{Object, leave_checked, leave_noted, object, refusal_json};
use super::text::{FAILED, PLAIN, leave};
use crate::api::{self, OPERATIONS, Operation};
use crate::client::answer;
use crate::client::call::{Call, Credentials, Stamp};
use crate::client::inquiry::{self, Found, Inquiry};
use crate::client::number;
use crate::client::retry::{self, Course, Ended, Moment, Next, Policy};
use crate::error::{Error, Problem};
use crate::error_code::{ERROR_CODES, ErrorCode};
use crate::proxy;
use crate::refund;
use crate::schema::check::Reader;
use crate::sign;
use wasm_bindgen::prelude::*;

/// The signature of parameters, or the string that is hashed for it.
#[wasm_bindgen]
pub fn sign(params: &str, secret: &str, canonical: bool) -> u32 {
    let result = if canonical {
        sign::canonical_string(params, secret)
    } else {
        sign::sign(params, secret)
    };
    match result {
        Ok(text) => leave(PLAIN, text),
        Err(flaw) => leave(FAILED, refusal_json("malformed", flaw.what, 400)),
    }
}

/// What is wrong with a pair of credentials, if anything is.
#[wasm_bindgen(js_name = checkCredentials)]
pub fn check_credentials(appkey: &str, secret: &str) -> u32 {
    match Credentials::new(appkey, secret) {
        Ok(_) => PLAIN,
        Err(error) => fail(&error),
    }
}

/// The body of one attempt: signed, or as a signing proxy takes it where `appkey` is empty.
/// An empty `path` takes the operation's; a path of its own is for what is not declared.
#[wasm_bindgen]
pub fn request(
    operation: u32,
    path: &str,
    params: &str,
    appkey: &str,
    secret: &str,
    now: f64,
    random: u32,
) -> u32 {
    match attempt(operation, path, params, appkey, secret, now, random) {
        Ok((body, warnings)) if warnings.is_empty() => leave(PLAIN, body),
        Ok((body, warnings)) => leave_noted(body, problems_json(&warnings)),
        Err(error) => fail(&error),
    }
}

fn attempt(
    operation: u32,
    path: &str,
    params: &str,
    appkey: &str,
    secret: &str,
    now: f64,
    random: u32,
) -> Result<(String, Vec<Problem>), Error> {
    let call = match table(operation) {
        Some(operation) if path.is_empty() => Call::operation(operation, params)?,
        _ => Call::path(path, params, api::by_path(path))?,
    };
    if appkey.is_empty() {
        let body = object(|object| {
            match table(operation) {
                Some(operation) if path.is_empty() => object.text("operation", operation.name),
                _ => object.text("path", path),
            }
            object.raw("params", &call.unsigned());
        });
        return Ok((body, call.warnings));
    }
    let credentials = Credentials::new(appkey, secret)?;
    let body = call.body(&credentials, Stamp::new(now as i64, random));
    Ok((body, call.warnings))
}

/// What to do after a try, as a number: milliseconds to wait before the next, or -1 to fail, -2 where
/// the outcome is unknown, -3 where an earlier try did it, -4 to learn the clock. `endings` tells how
/// the tries ended, this one last, each as the platform's code, `h` and an HTTP status, or `-` for no
/// answer; `flags` are 1 for an affordable repeat, 2 for a dated answer, 4 for a number made here.
#[wasm_bindgen(js_name = nextTry)]
pub fn next_try(
    operation: u32,
    endings: &str,
    most: u32,
    asked: u32,
    left: u32,
    random: u32,
    flags: u32,
) -> f64 {
    let (mut before, mut now, mut last) = (Course::default(), Course::default(), "-");
    for ending in endings.split(' ') {
        (before, now, last) = (now, now.after(ended(ending)), ending);
    }
    let policy = Policy {
        tries: most,
        ..Policy::default()
    };
    let moment = Moment {
        asked,
        left,
        random,
        affordable: flags & 1 != 0,
        dated: flags & 2 != 0,
        own: flags & 4 != 0,
    };
    match retry::next(table(operation), before, ended(last), policy, moment) {
        Next::Again(wait) => f64::from(wait),
        Next::Fail => -1.0,
        Next::Unknown => -2.0,
        Next::Exists => -3.0,
        Next::Clock => -4.0,
    }
}

fn ended(ending: &str) -> Ended<'_> {
    match ending.strip_prefix('h') {
        Some(status) => status.parse().map_or(Ended::NoAnswer, Ended::Http),
        None if ending == "-" => Ended::NoAnswer,
        None => Ended::Refused(ending),
    }
}

/// The seconds to add to the caller's clock.
#[wasm_bindgen(js_name = learnClock)]
pub fn learn_clock(told: f64, signed: f64, known: f64) -> f64 {
    retry::learn(told as i64, signed as i64, known as i64) as f64
}

/// A number for an order whose caller gave none.
#[wasm_bindgen(js_name = makeNumber)]
pub fn make_number(now: f64, a: u32, b: u32, c: u32) -> String {
    number::make(now as i64, [a, b, c])
}

/// The operation to ask for a lost call, and leaves its parameters; `0xffffffff` where there is nothing
/// more to ask.
#[wasm_bindgen(js_name = lookUp)]
pub fn look_up(operation: u32, params: &str, round: u32) -> u32 {
    let asked = inquiry(operation, params, 0.0, "")
        .and_then(|inquiry| inquiry.question(round as usize))
        .and_then(|(asked, params)| {
            leave(PLAIN, params);
            OPERATIONS.iter().position(|one| one.path == asked.path)
        });
    asked.map_or(u32::MAX, |index| index as u32)
}

/// What an answer to that, or with `event` a notification, says of a lost call: 0 nothing, 1 for sure, 2
/// in all likelihood that it was done, where it leaves the lost `data`; 3 that it cannot be told.
#[wasm_bindgen]
pub fn outcome(
    operation: u32,
    params: &str,
    since: f64,
    others: &str,
    round: u32,
    event: &str,
    answer: &str,
) -> u32 {
    let found = inquiry(operation, params, since, others).map(|inquiry| match event {
        "" => inquiry.read(round as usize, answer),
        event => inquiry.told(event, answer),
    });
    match found {
        None | Some(Found::Absent) => 0,
        Some(Found::Sure(data)) => leave(1, data),
        Some(Found::Likely(data)) => leave(2, data),
        Some(Found::Several) => 3,
    }
}

/// What a caller can do about a lost call that was not found.
#[wasm_bindgen(js_name = nextStep)]
pub fn next_step(operation: u32) -> String {
    table(operation).map_or("", inquiry::next_step).into()
}

fn inquiry<'a>(
    operation: u32,
    params: &'a str,
    since: f64,
    others: &'a str,
) -> Option<Inquiry<'a>> {
    table(operation).map(|operation| Inquiry {
        operation,
        params,
        since: since as i64,
        others,
    })
}

/// Checks an answer of the platform.
#[wasm_bindgen]
pub fn answer(operation: u32, body: &[u8]) -> u32 {
    match answer::check(body, table(operation), Reader::JavaScript) {
        Ok(checked) => leave_checked(checked),
        Err(error) => fail(&error),
    }
}

/// What a refund would pay back, as JSON.
#[wasm_bindgen(js_name = estimateRefund)]
pub fn estimate_refund(terms: &str) -> u32 {
    match refund::estimate(terms) {
        Ok(estimate) => leave(
            PLAIN,
            object(|object| {
                object.text("amount", &estimate.amount);
                let mut minor_units = String::new();
                crate::json::write_int(&mut minor_units, estimate.minor_units);
                object.raw("minorUnits", &minor_units);
                object.text("rule", estimate.rule.name());
            }),
        ),
        Err(problems) => fail(&Error::Validation(problems)),
    }
}

/// The platform's codes.
#[wasm_bindgen(js_name = errorCodes)]
pub fn error_codes() -> String {
    let mut out = String::from("[");
    for (at, code) in ERROR_CODES.iter().enumerate() {
        let mut object = Object::next(&mut out, at > 0);
        write_code(&mut object, code);
        object.end();
    }
    out.push(']');
    out
}

/// Whether a signing proxy goes on with a request. Allowed origins are joined by a space, which no
/// origin holds.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)]
pub fn admit(
    method: &str,
    content_type: &str,
    content_length: f64,
    marked: bool,
    origin: &str,
    own_origin: &str,
    origins: &str,
    max_body: f64,
) -> u32 {
    let origins: Vec<&str> = origins.split(' ').filter(|one| !one.is_empty()).collect();
    let head = proxy::Head {
        method,
        content_type,
        content_length: content_length as usize,
        marked,
        origin,
        own_origin,
    };
    match proxy::admit(head, &origins, max_body as usize) {
        Ok(()) => PLAIN,
        Err(denied) => deny(&denied),
    }
}

/// Reads a page's question to a signing proxy. Leaves the operation's index, name and path as JSON,
/// a line feed, and the parameters as they were sent. `allow` is joined by spaces.
#[wasm_bindgen]
pub fn question(body: &[u8], allow: &str) -> u32 {
    let allow: Vec<&str> = allow.split(' ').collect();
    match proxy::read(body, &allow) {
        Ok(question) => {
            let mut out = object(|object| {
                if let Some(operation) = question.operation {
                    object.text("operation", operation.name);
                }
                object.text("path", question.path);
            });
            out.push('\n');
            out.push_str(question.params);
            leave(PLAIN, out)
        }
        Err(denied) => deny(&denied),
    }
}

fn table(index: u32) -> Option<&'static Operation> {
    OPERATIONS.get(index as usize).copied()
}

fn deny(denied: &proxy::Denied) -> u32 {
    let text = object(|object| {
        object.text("kind", "proxy");
        object.text("reason", denied.reason);
        object.text("message", denied.detail);
        object.int("status", u32::from(denied.status));
    });
    leave(FAILED, text)
}

fn fail(error: &Error) -> u32 {
    let text = object(|object| {
        object.text("kind", error.kind());
        match error {
            Error::Validation(problems) => object.raw("problems", &problems_json(problems)),
            Error::Api(refusal) => {
                object.text("code", &refusal.code);
                object.text("platformMessage", &refusal.message);
                if let Some(known) = refusal.known() {
                    object.raw("known", &self::object(|object| write_code(object, known)));
                }
            }
            Error::Decode(what) => object.text("message", what),
            Error::Network(_) | Error::Timeout => {}
        }
    });
    leave(FAILED, text)
}

fn problems_json(problems: &[Problem]) -> String {
    let mut out = String::from("[");
    for (at, problem) in problems.iter().enumerate() {
        let mut object = Object::next(&mut out, at > 0);
        object.text("field", &problem.field);
        object.text("reason", &problem.reason);
        object.end();
    }
    out.push(']');
    out
}

fn write_code(object: &mut Object<'_>, code: &ErrorCode) {
    object.int("code", code.code);
    object.text("en", code.en);
    object.text("zh", code.zh);
    object.text("category", code.category.name());
    object.raw("retryable", if code.retryable { "true" } else { "false" });
}
