//! Calls, responses and signatures.

use crate::call_machine;
use crate::checked::signature_error;
use crate::json_object::{array, object, validation_error};
use eiotclub::client::machine::Clock;
use eiotclub::error_code::{ERROR_CODES, ErrorCode};
use eiotclub::refund;
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

/// Starts a call: see [`call_machine`], which these four pass on.
#[wasm_bindgen(js_name = callStart)]
pub fn call_start(
    operation: &str,
    path: &str,
    params: &str,
    options: &str,
    unix_ms: f64,
    random: &[u32],
) -> Result<String, String> {
    let bits = |at| random.get(at).copied().unwrap_or(0);
    let random = [bits(0), bits(1), bits(2)];
    call_machine::start(operation, path, params, options, unix_ms as i64, random)
}

/// Starts looking for a pending call.
#[wasm_bindgen(js_name = callRecheck)]
pub fn call_recheck(pending: &str, options: &str) -> Result<String, String> {
    call_machine::recheck(pending, options)
}

/// Takes one event of a call, and returns what to do next. An empty `appkey` means through a signing proxy.
#[allow(clippy::too_many_arguments)]
#[wasm_bindgen(js_name = callStep)]
pub fn call_step(
    state: &str,
    shared: &str,
    appkey: &str,
    secret: &str,
    monotonic_ms: f64,
    unix_ms: f64,
    random: u32,
    event: &str,
    body: &[u8],
) -> Result<String, String> {
    let account = (!appkey.is_empty()).then_some((appkey, secret));
    let clock = Clock {
        monotonic_ms: monotonic_ms as u64,
        unix_ms: unix_ms as i64,
        random,
    };
    call_machine::step(state, shared, account, clock, event, body)
}

/// Returns which pending calls a verified notification proves to have been done.
#[wasm_bindgen(js_name = callReconcile)]
pub fn call_reconcile(notification: &str, pending: &str, shared: &str) -> String {
    call_machine::reconcile(notification, pending, shared)
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

fn code_json(code: &ErrorCode) -> String {
    object(|object| {
        object.raw("code", code.code);
        object.text("en", code.en);
        object.text("zh", code.zh);
        object.text("category", code.category.name());
        object.raw("retryable", code.retryable);
    })
}
