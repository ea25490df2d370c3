//! Calls, responses and signatures.

use crate::call::table;
use crate::checked::{checked_json, signature_error};
use crate::json_object::{array, object, validation_error};
use eiotclub::api::OPERATIONS;
use eiotclub::client::answer;
use eiotclub::client::inquiry::{self, Found, Inquiry};
use eiotclub::client::number;
use eiotclub::client::retry::{self, Course, Ended, Moment, Next, Policy};
use eiotclub::error::Error;
use eiotclub::error_code::{ERROR_CODES, ErrorCode};
use eiotclub::refund;
use eiotclub::schema::check::Reader;
use eiotclub::sign;
use wasm_bindgen::prelude::*;

/// Returns the signature of parameters.
#[wasm_bindgen]
pub fn sign(params: &str, secret: &str) -> Result<String, String> {
    sign::sign(params, secret).map_err(|flaw| signature_error("malformed", flaw.what, 400))
}

/// Returns the string that is hashed for the signature of parameters.
#[wasm_bindgen(js_name = canonicalString)]
pub fn canonical_string(params: &str, secret: &str) -> Result<String, String> {
    sign::canonical_string(params, secret)
        .map_err(|flaw| signature_error("malformed", flaw.what, 400))
}

/// Returns what to do after an attempt: the milliseconds to wait before the next, or -1 to fail, -2 if the outcome is
/// unknown, -3 if an earlier attempt did it, -4 to correct the clock. `endings` says how the attempts ended, this one last,
/// each as the platform's code, `h` and an HTTP status, or `-` for no response; `flags` are 1 for an affordable retry, 2
/// for a dated response, 4 for an idempotency key made here.
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
        last = ending;
        (before, now) = (now, now.after(ended(ending)));
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

/// Returns the seconds to add to the caller's clock.
#[wasm_bindgen(js_name = learnClock)]
pub fn learn_clock(told: f64, signed: f64, known: f64) -> f64 {
    retry::learn(told as i64, signed as i64, known as i64) as f64
}

/// Returns an idempotency key for an order whose caller gave none.
#[wasm_bindgen(js_name = makeNumber)]
pub fn make_number(now: f64, a: u32, b: u32, c: u32) -> String {
    number::make(now as i64, [a, b, c])
}

/// Returns `{ operation, params }`: what to ask for a pending call in this round. `None` if there is nothing more to ask.
#[wasm_bindgen(js_name = lookUp)]
pub fn look_up(operation: u32, params: &str, round: u32) -> Option<String> {
    let (asked, params) = inquiry(operation, params, 0.0, "")?.question(round as usize)?;
    let index = OPERATIONS.iter().position(|one| one.path == asked.path)?;
    Some(object(|object| {
        object.raw("operation", index);
        object.text("params", &params);
    }))
}

/// Returns what a response to that, or a notification with `event`, says of a pending call: `{ confidence, data }` if it was
/// done, `{ ambiguous: true }` if that cannot be told, `None` if there is nothing about it.
#[wasm_bindgen]
pub fn outcome(
    operation: u32,
    params: &str,
    since: f64,
    others: &str,
    round: u32,
    event: &str,
    answer: &str,
) -> Option<String> {
    let inquiry = inquiry(operation, params, since, others)?;
    let found = match event {
        "" => inquiry.read(round as usize, answer),
        event => inquiry.told(event, answer),
    };
    let done = |confidence, data: String| {
        object(|object| {
            object.text("confidence", confidence);
            object.raw("data", data);
        })
    };
    match found {
        Found::Absent => None,
        Found::Sure(data) => Some(done("sure", data)),
        Found::Likely(data) => Some(done("likely", data)),
        Found::Several => Some(object(|object| object.raw("ambiguous", true))),
    }
}

/// Returns what a caller can do about a pending call that was not found.
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

/// Checks a response of the platform. Returns `{ value?, drift }` if there is more to say than that the body is as documented.
#[wasm_bindgen]
pub fn answer(operation: u32, body: &[u8]) -> Result<Option<String>, String> {
    answer::check(body, table(operation), Reader::JavaScript)
        .map(checked_json)
        .map_err(|error| error_json(&error))
}

/// Returns `{ amount, minorUnits, rule }`: what a refund would pay back.
#[wasm_bindgen(js_name = estimateRefund)]
pub fn estimate_refund(terms: &str) -> Result<String, String> {
    let estimate = refund::estimate(terms).map_err(|problems| validation_error(&problems))?;
    Ok(object(|object| {
        object.text("amount", &estimate.amount);
        object.raw("minorUnits", estimate.minor_units);
        object.text("rule", estimate.rule.name());
    }))
}

/// Returns the platform's codes.
#[wasm_bindgen(js_name = errorCodes)]
pub fn error_codes() -> String {
    array(ERROR_CODES.iter().map(code_json))
}

fn error_json(error: &Error) -> String {
    if let Error::Validation(problems) = error {
        return validation_error(problems);
    }
    object(|object| {
        object.text("kind", error.kind());
        match error {
            Error::Api(refusal) => {
                object.text("code", &refusal.code);
                object.text("platformMessage", &refusal.message);
                if let Some(known) = refusal.known() {
                    object.raw("known", code_json(known));
                }
            }
            Error::Decode(what) => object.text("message", what),
            _ => {}
        }
    })
}

fn code_json(code: &ErrorCode) -> String {
    object(|object| {
        object.raw("code", code.code);
        object.text("en", code.en);
        object.text("zh", code.zh);
        object.text("category", code.category.name());
        object.raw("retryable", code.retryable);
    })
}
