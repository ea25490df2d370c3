//! Calls, answers and signatures.

use super::call::{leave_problems, table};
use super::found::{leave_checked, refusal_json};
use super::text::{FAILED, PLAIN, leave};
use super::write::{Object, object};
use crate::api::OPERATIONS;
use crate::client::answer;
use crate::client::inquiry::{self, Found, Inquiry};
use crate::client::number;
use crate::client::retry::{self, Course, Ended, Moment, Next, Policy};
use crate::error::Error;
use crate::error_code::{ERROR_CODES, ErrorCode};
use crate::json::{self, push, slice};
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
    let mut from = 0;
    for (at, byte) in endings.bytes().chain([b' ']).enumerate() {
        if byte == b' ' {
            last = slice(endings, from, at);
            (before, now) = (now, now.after(ended(last)));
            from = at + 1;
        }
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
        Some(status) => {
            let status = json::whole(status).and_then(|status| u16::try_from(status).ok());
            status.map_or(Ended::NoAnswer, Ended::Http)
        }
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
                json::write_int(&mut minor_units, estimate.minor_units);
                object.raw("minorUnits", &minor_units);
                object.text("rule", estimate.rule.name());
            }),
        ),
        Err(problems) => leave_problems(&problems),
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
    push(&mut out, "]");
    out
}

fn fail(error: &Error) -> u32 {
    if let Error::Validation(problems) = error {
        return leave_problems(problems);
    }
    let text = object(|object| {
        object.text("kind", error.kind());
        match error {
            Error::Api(refusal) => {
                object.text("code", &refusal.code);
                object.text("platformMessage", &refusal.message);
                if let Some(known) = refusal.known() {
                    object.raw("known", &self::object(|object| write_code(object, known)));
                }
            }
            Error::Decode(what) => object.text("message", what),
            _ => {}
        }
    });
    leave(FAILED, text)
}

fn write_code(object: &mut Object<'_>, code: &ErrorCode) {
    object.int("code", code.code);
    object.text("en", code.en);
    object.text("zh", code.zh);
    object.text("category", code.category.name());
    object.raw("retryable", if code.retryable { "true" } else { "false" });
}
