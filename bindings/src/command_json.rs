//! What the call machine says, as JSON: see `call_machine`.

use crate::json_object::{Object, drift, object};
use eiotclub::client::failure::Failure;
use eiotclub::client::machine::{Answer, Command};
use eiotclub::client::{Confidence, LookupVerdict, PendingCall};

/// Returns a command as the driver reads it.
pub fn command_json(command: &Command) -> String {
    object(|object| match command {
        Command::Acquire { timeout_ms } => {
            object.text("type", "acquire");
            limit(object, *timeout_ms);
        }
        Command::Send {
            operation,
            path,
            body,
            attempt,
            timeout_ms,
        } => {
            object.text("type", "send");
            optional(object, "operation", operation.as_deref());
            object.text("path", path);
            object.text("body", body);
            object.raw("attempt", attempt);
            limit(object, *timeout_ms);
        }
        Command::WaitUntil { at_ms } => {
            object.text("type", "wait_until");
            object.raw("atMs", at_ms);
        }
        Command::LookUp {
            operation,
            params,
            timeout_ms,
        } => {
            object.text("type", "look_up");
            object.text("operation", operation);
            object.text("params", params);
            limit(object, *timeout_ms);
        }
        Command::Done {
            answer,
            confidence,
            drift: departures,
            number,
        } => {
            object.text("type", "done");
            let (name, value) = match answer {
                Answer::AsReceived => ("as_received", None),
                Answer::Repaired(value) => ("repaired", Some(value)),
                Answer::Recovered(value) => ("recovered", Some(value)),
            };
            object.text("answer", name);
            if let Some(value) = value {
                object.raw("value", value);
            }
            optional(object, "confidence", confidence.map(confidence_name));
            object.raw("drift", drift(departures));
            optional(object, "number", number.as_deref());
        }
        Command::Refused { error } => {
            object.text("type", "refused");
            object.raw("error", failure_json(error));
        }
        Command::Failed { error, sent } => {
            object.text("type", "failed");
            object.raw("error", failure_json(error));
            object.raw("sent", sent);
        }
        Command::Unknown {
            pending,
            number,
            next_step,
            lookup,
            cause,
        } => {
            object.text("type", "unknown");
            object.raw("pending", pending_json(pending));
            optional(object, "number", number.as_deref());
            object.text("nextStep", next_step);
            let verdict = match lookup {
                LookupVerdict::Absent => "absent",
                LookupVerdict::Unavailable => "unavailable",
                LookupVerdict::Ambiguous => "ambiguous",
            };
            object.text("lookup", verdict);
            object.raw("cause", failure_json(cause));
        }
    })
}

fn pending_json(pending: &PendingCall) -> String {
    object(|object| {
        object.text("operation", &pending.operation);
        object.raw("params", &pending.params);
        object.raw("since", pending.since);
    })
}

fn failure_json(failure: &Failure) -> String {
    object(|object| match failure {
        Failure::Api {
            status,
            code,
            platform_message,
            existing,
        } => {
            object.text("kind", "api");
            object.raw("status", status);
            object.text("code", code);
            object.text("platformMessage", platform_message);
            if let Some(existing) = existing {
                object.raw("existing", existing);
            }
        }
        Failure::RateLimit {
            code,
            platform_message,
            retry_after_ms,
        } => {
            object.text("kind", "rate_limit");
            optional(object, "code", code.as_deref());
            object.text("platformMessage", platform_message);
            milliseconds(object, *retry_after_ms);
        }
        Failure::Decode { status, reason } => {
            object.text("kind", "decode");
            object.raw("status", status);
            object.text("reason", reason);
        }
        Failure::Proxy {
            status,
            reason,
            message,
            field,
            retry_after_ms,
        } => {
            object.text("kind", "proxy");
            object.raw("status", status);
            object.text("reason", reason);
            object.text("message", message);
            optional(object, "field", field.as_deref());
            milliseconds(object, *retry_after_ms);
        }
        Failure::Network => object.text("kind", "network"),
        Failure::Timeout => object.text("kind", "timeout"),
        Failure::Aborted => object.text("kind", "aborted"),
    })
}

/// Adds a string if there is one.
pub fn optional(object: &mut Object<'_>, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        object.text(name, value);
    }
}

fn limit(object: &mut Object<'_>, timeout_ms: Option<u64>) {
    if let Some(timeout_ms) = timeout_ms {
        object.raw("timeoutMs", timeout_ms);
    }
}

fn milliseconds(object: &mut Object<'_>, retry_after_ms: Option<u64>) {
    if let Some(retry_after_ms) = retry_after_ms {
        object.raw("retryAfterMs", retry_after_ms);
    }
}

/// Returns the word for a confidence.
pub fn confidence_name(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Exact => "exact",
        Confidence::Probable => "probable",
    }
}
