//! Verification and signing of notifications, in both modules that receive them.

use crate::checked::{checked_json, signature_error};
use eiotclub::notification::verify::verify_any;
use eiotclub::notification::{self, Reason, Window};
use eiotclub::receiver;
use eiotclub::schema::check::Reader;
use wasm_bindgen::prelude::*;

/// Verifies a notification, and returns `{ value?, drift }` if there is more to say than that the body is as documented.
/// `secrets` are joined by a NUL, which no secret contains. An infinite `past` accepts any time.
#[wasm_bindgen]
pub fn verify(
    body: &[u8],
    secrets: &str,
    past: f64,
    future: f64,
    now: f64,
) -> Result<Option<String>, String> {
    let window = past.is_finite().then_some(Window {
        past: past as i64,
        future: future as i64,
    });
    let secrets = secrets.as_bytes().split(|byte| *byte == 0);
    match verify_any(body, secrets, window, now as i64, Reader::JavaScript) {
        Ok(verified) => Ok(checked_json(verified.checked)),
        Err(refused) => Err(signature_error(
            refused.reason.name(),
            refused.detail,
            receiver::refusal_status(refused.reason),
        )),
    }
}

/// Returns the body of a signed notification.
#[wasm_bindgen(js_name = signNotification)]
pub fn sign_notification(fields: &str, secret: &str) -> Result<String, String> {
    notification::sign_notification(fields, secret)
        .map_err(|flaw| signature_error(Reason::Malformed.name(), flaw.what, 400))
}
