//! From parameters to the body of a call.

use crate::json_object::{object, problems, validation_error};
use eiotclub::api::{self, OPERATIONS, Operation};
use eiotclub::client::call::{Call, Credentials, Stamp};
use eiotclub::error::Error;
use wasm_bindgen::prelude::*;

/// Returns `{ body, warnings }`: the body of one attempt, signed, or as a signing proxy takes it if `appkey` is empty.
/// An empty `path` means the operation's own; any other is for an undeclared operation.
#[wasm_bindgen]
pub fn request(
    operation: u32,
    path: &str,
    params: &str,
    appkey: &str,
    secret: &str,
    now: f64,
    random: u32,
) -> Result<String, String> {
    let declared = table(operation).filter(|_| path.is_empty());
    let call = match declared {
        Some(operation) => Call::operation(operation, params),
        None => Call::path(path, params, api::by_path(path)),
    };
    let call = call.map_err(|error| invalid(&error))?;
    let body = if appkey.is_empty() {
        object(|object| {
            match declared {
                Some(operation) => object.text("operation", operation.name),
                None => object.text("path", path),
            }
            object.raw("params", call.unsigned());
        })
    } else {
        let credentials = Credentials::new(appkey, secret).map_err(|error| invalid(&error))?;
        call.body(&credentials, Stamp::new(now as i64, random))
    };
    Ok(object(|object| {
        object.text("body", &body);
        object.raw("warnings", problems(&call.warnings));
    }))
}

/// Returns the operation of this number in the generated table.
pub fn table(index: u32) -> Option<&'static Operation> {
    OPERATIONS.get(index as usize).copied()
}

fn invalid(error: &Error) -> String {
    match error {
        Error::Validation(problems) => validation_error(problems),
        // Nothing is sent here, so nothing else can go wrong.
        _ => validation_error(&[]),
    }
}
