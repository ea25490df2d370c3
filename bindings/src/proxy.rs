//! The signing proxy's decisions.

use crate::json_object::{object, validation_error};
use crate::request::table;
use eiotclub::proxy::{self, Answer, Denied, Head, Refusal};
use wasm_bindgen::prelude::*;

/// Throws if a proxy rejects a request by its head. Origins are joined by spaces, which no origin contains.
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
) -> Result<(), String> {
    let head = Head {
        method,
        content_type,
        content_length: content_length as usize,
        marked,
        origin,
        site,
        own_origin,
    };
    proxy::admit(head, &words(origins), max_body as usize).map_err(|denied| proxy_error(&denied))
}

/// Throws if a preflight is rejected. `allowed` are the headers that a page may send, joined by spaces.
#[wasm_bindgen]
pub fn preflight(
    origin: &str,
    method: &str,
    headers: &str,
    origins: &str,
    allowed: &str,
) -> Result<(), String> {
    let (origins, allowed) = (words(origins), words(allowed));
    proxy::preflight(origin, method, headers, &origins, &allowed)
        .map_err(|denied| proxy_error(&denied))
}

/// Reads a page's request. Returns `{ operation?, path, params }`, the last as the text that was sent. `allow` is joined by
/// spaces.
#[wasm_bindgen]
pub fn question(body: &[u8], allow: &str) -> Result<String, String> {
    let question = proxy::read(body, &words(allow)).map_err(|denied| proxy_error(&denied))?;
    Ok(object(|object| {
        if let Some(operation) = question.operation {
            object.text("operation", operation.name);
        }
        object.text("path", question.path);
        object.text("params", question.params);
    }))
}

/// Applies rules to parameters. Returns the parameters to go on with.
#[wasm_bindgen]
pub fn policy(operation: u32, params: &str, layers: &str) -> Result<String, String> {
    proxy::apply(params, table(operation), layers).map_err(|refusal| match refusal {
        Refusal::Denied(denied) => proxy_error(&denied),
        Refusal::Unknown(problems) => validation_error(&problems),
    })
}

/// Looks for the credentials in a response. Returns `None` if there are none, the text to pass on instead if they could
/// be removed, and an empty text if nothing may be passed on.
#[wasm_bindgen]
pub fn clean(body: &[u8], appkey: &str, secret: &str) -> Option<String> {
    match proxy::clean(body, appkey, secret) {
        Answer::Clean => None,
        Answer::Masked(text) => Some(String::from_utf8(text).unwrap_or_default()),
        Answer::Secret => Some(String::new()),
    }
}

/// Returns `{ code?, notExecuted }`: the platform's code in a response, and whether the response proves that nothing was done.
#[wasm_bindgen(js_name = outcome)]
pub fn outcome(operation: u32, status: u16, body: &[u8]) -> String {
    let code = proxy::code(body);
    let not_executed = proxy::proves_not_executed(table(operation), status, code.as_deref());
    object(|object| {
        if let Some(code) = &code {
            object.text("code", code);
        }
        object.raw("notExecuted", not_executed);
    })
}

fn words(joined: &str) -> Vec<&str> {
    joined.split(' ').filter(|one| !one.is_empty()).collect()
}

fn proxy_error(denied: &Denied) -> String {
    object(|object| {
        object.text("kind", "proxy");
        object.text("reason", denied.reason);
        object.text("message", denied.detail);
        if let Some(field) = &denied.field {
            object.text("field", field);
        }
        object.raw("status", denied.status);
    })
}
