//! Verification and signing of notifications, in both artifacts that receive them.

use super::found::{leave_checked, refusal_json};
use super::text::{FAILED, PLAIN, leave};
use crate::notification::verify::verify_any;
use crate::notification::{self, Reason, Window};
use crate::receiver;
use crate::schema::check::Reader;
use wasm_bindgen::prelude::*;

/// Verifies a notification. `secrets` are joined by a NUL, which no secret holds. An infinite
/// `past` switches the window off.
#[wasm_bindgen]
pub fn verify(body: &[u8], secrets: &str, past: f64, future: f64, now: f64) -> u32 {
    let window = past.is_finite().then_some(Window {
        past: past as i64,
        future: future as i64,
    });
    let secrets = secrets.as_bytes().split(|byte| *byte == 0);
    match verify_any(body, secrets, window, now as i64, Reader::JavaScript) {
        Ok(verified) => leave_checked(verified.checked),
        Err(refused) => leave(
            FAILED,
            refusal_json(
                refused.reason.name(),
                refused.detail,
                receiver::refusal_status(refused.reason),
            ),
        ),
    }
}

/// The body of a signed notification.
#[wasm_bindgen(js_name = signNotification)]
pub fn sign_notification(fields: &str, secret: &str) -> u32 {
    match notification::sign_notification(fields, secret) {
        Ok(body) => leave(PLAIN, body),
        Err(flaw) => leave(
            FAILED,
            refusal_json(Reason::Malformed.name(), flaw.what, 400),
        ),
    }
}
