//! From parameters to the body of a call.

#[cfg(feature = "wasm-main")]
use super::found::leave_noted;
use super::text::{FAILED, PLAIN, leave};
use super::write::{Object, object};
use crate::api::{self, OPERATIONS, Operation};
use crate::client::call::{Call, Credentials, Stamp};
use crate::error::{Error, Problem};
use crate::json::push;
use wasm_bindgen::prelude::*;

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
        #[cfg(feature = "wasm-main")]
        Ok((body, warnings)) if !warnings.is_empty() => leave_noted(body, problems_json(&warnings)),
        Ok((body, _)) => leave(PLAIN, body),
        Err(Error::Validation(problems)) => leave_problems(&problems),
        // Nothing is sent here, so nothing else can go wrong.
        Err(_) => leave_problems(&[]),
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

pub fn table(index: u32) -> Option<&'static Operation> {
    OPERATIONS.get(index as usize).copied()
}

/// Leaves the wrong fields of a call.
pub fn leave_problems(problems: &[Problem]) -> u32 {
    let text = object(|object| {
        object.text("kind", "validation");
        object.raw("problems", &problems_json(problems));
    });
    leave(FAILED, text)
}

pub fn problems_json(problems: &[Problem]) -> String {
    let mut out = String::from("[");
    for (at, problem) in problems.iter().enumerate() {
        let mut object = Object::next(&mut out, at > 0);
        object.text("field", &problem.field);
        object.text("reason", &problem.reason);
        object.end();
    }
    push(&mut out, "]");
    out
}
