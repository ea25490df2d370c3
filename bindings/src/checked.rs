//! The result of a check against the declarations, as JSON.

use crate::json_object::{drift, object};
use eiotclub::schema::check::Checked;

/// Returns `{ value?, drift }`, where `value` is what to read instead of the original. `None` if there is nothing to say:
/// the original is as documented.
pub fn checked_json(checked: Checked) -> Option<String> {
    if checked.repaired.is_none() && checked.drift.is_empty() {
        return None;
    }
    Some(object(|object| {
        if let Some(value) = &checked.repaired {
            object.raw("value", value);
        }
        object.raw("drift", drift(&checked.drift));
    }))
}

/// Returns the error for a rejected notification, or for JSON that cannot be signed.
pub fn signature_error(reason: &str, message: &str, status: u16) -> String {
    object(|object| {
        object.text("kind", "signature");
        object.text("reason", reason);
        object.text("message", message);
        object.raw("status", status);
    })
}
