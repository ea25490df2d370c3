//! The signing proxy's decisions.

use super::call::{leave_problems, table};
use super::text::{FAILED, PLAIN, REPAIRED, leave};
use super::write::object;
use crate::proxy::{self, Answer, Denied, Head, Refusal};
use wasm_bindgen::prelude::*;

/// Whether a proxy goes on with a request. Origins are joined by spaces, which no origin holds.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)]
pub fn admit(
    method: &str,
    content_type: &str,
    content_length: f64,
    marked: bool,
    origin: &str,
    site: &str,
    own_origin: &str,
    origins: &str,
    max_body: f64,
) -> u32 {
    let head = Head {
        method,
        content_type,
        content_length: content_length as usize,
        marked,
        origin,
        site,
        own_origin,
    };
    settle(proxy::admit(head, &words(origins), max_body as usize))
}

/// Whether a preflight is answered. `allowed` are the headers a page may send, joined by spaces.
#[wasm_bindgen]
pub fn preflight(origin: &str, method: &str, headers: &str, origins: &str, allowed: &str) -> u32 {
    let (origins, allowed) = (words(origins), words(allowed));
    settle(proxy::preflight(
        origin, method, headers, &origins, &allowed,
    ))
}

/// Reads a page's question. Leaves the operation's name and path as JSON, a line feed, and the
/// parameters as they were sent. `allow` is joined by spaces.
#[wasm_bindgen]
pub fn question(body: &[u8], allow: &str) -> u32 {
    match proxy::read(body, &words(allow)) {
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

/// Applies rules to parameters. Leaves the parameters to go on with.
#[wasm_bindgen]
pub fn policy(operation: u32, params: &str, layers: &str) -> u32 {
    match proxy::apply(params, table(operation), layers) {
        Ok(params) => leave(PLAIN, params),
        Err(Refusal::Denied(denied)) => deny(&denied),
        Err(Refusal::Unknown(problems)) => leave_problems(&problems),
    }
}

/// Looks for the credentials in an answer: 0 where there are none, else the text to pass on instead
/// is left, or nothing may be.
#[wasm_bindgen]
pub fn clean(body: &[u8], appkey: &str, secret: &str) -> u32 {
    match proxy::clean(body, appkey, secret) {
        Answer::Clean => PLAIN,
        Answer::Masked(text) => leave(REPAIRED, String::from_utf8(text).unwrap_or_default()),
        Answer::Secret => FAILED,
    }
}

/// The platform's code in an answer is left, empty where there is none; 1 where the answer proves that
/// nothing was done.
#[wasm_bindgen(js_name = outcome)]
pub fn outcome(status: u16, body: &[u8]) -> u32 {
    let code = proxy::code(body);
    let undone = proxy::undone(status, code.as_deref());
    leave(u32::from(undone), code.unwrap_or_default())
}

fn words(joined: &str) -> Vec<&str> {
    joined.split(' ').filter(|one| !one.is_empty()).collect()
}

fn settle(decided: Result<(), Denied>) -> u32 {
    match decided {
        Ok(()) => PLAIN,
        Err(denied) => deny(&denied),
    }
}

fn deny(denied: &Denied) -> u32 {
    let text = object(|object| {
        object.text("kind", "proxy");
        object.text("reason", denied.reason);
        object.text("message", denied.detail);
        if let Some(field) = &denied.field {
            object.text("field", field);
        }
        object.int("status", u32::from(denied.status));
    });
    leave(FAILED, text)
}
