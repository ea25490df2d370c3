//! What one attempt came to.

use super::Step;
use super::event::{FailureReason, Response, Sent};
use crate::client::answer;
use crate::client::evidence::{self, Evidence, evidence};
use crate::client::failure::Failure;
use crate::client::lookup::{Rows, known, rows};
use crate::error::{Error, Refusal};
use crate::json;
use crate::schema::check::Checked;

/// What one attempt came to. The flag says whether a later attempt may fare better.
pub(super) enum Attempt {
    Succeeded(Checked),
    NotSent(Failure, bool),
    NotExecuted(Failure, bool),
    WrongClock(Failure),
    /// An order with this number exists; some answers tell which.
    NumberTaken {
        failure: Failure,
        order: Option<String>,
    },
    Unknown(Failure, bool),
}

impl Attempt {
    pub fn failed(sent: Sent, reason: FailureReason) -> Self {
        match sent {
            Sent::No => Attempt::NotSent(reason.into(), true),
            Sent::Unknown => Attempt::Unknown(reason.into(), true),
        }
    }
}

impl From<FailureReason> for Failure {
    fn from(reason: FailureReason) -> Self {
        match reason {
            FailureReason::Network => Failure::Network,
            FailureReason::Timeout => Failure::Timeout,
        }
    }
}

/// A signing proxy's own error. It is believed about what it knows: whether the request left it.
struct ProxyError {
    kind: String,
    reason: String,
    message: String,
    field: Option<String>,
    sent: Option<bool>,
}

impl ProxyError {
    /// Reads `{"error":{"kind",…}}`; `None` if the body is none of a proxy's.
    fn read(body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let error = rows(text, Rows::Field("error")).into_iter().next()?;
        let members = json::object(error.text).ok()?;
        let text_of = |name| known(&members, name).map(|member| member.content.to_string());
        let sent = known(&members, "sent").map(|member| member.value.text);
        Some(ProxyError {
            kind: text_of("kind")?,
            reason: text_of("reason").unwrap_or_default(),
            message: text_of("message").unwrap_or_default(),
            field: text_of("field"),
            // Anything else than the two words says nothing.
            sent: sent.and_then(|literal| literal.parse().ok()),
        })
    }
}

impl Step<'_, '_> {
    pub(super) fn classify(&self, response: &Response<'_>) -> Attempt {
        let body = answer::without_bom(response.body);
        let status = response.status;
        if self.context.credentials.is_none()
            && status >= 400
            && let Some(error) = ProxyError::read(body)
        {
            return self.proxy_refusal(error, response);
        }
        let operation = self.call.table();
        let typed = operation.filter(|_| !self.call.is_untyped);
        match answer::check(body, typed, self.context.reader) {
            Ok(checked) => Attempt::Succeeded(checked),
            Err(Error::Api(refusal)) => self.refusal(refusal, response, body),
            Err(error) => {
                let reason = match error {
                    Error::Decode(what) => what.into(),
                    other => other.to_string().into(),
                };
                let is_passing = matches!(status, 408 | 429 | 500..);
                Attempt::Unknown(Failure::Decode { status, reason }, is_passing)
            }
        }
    }

    fn refusal(&self, refusal: Refusal, response: &Response<'_>, body: &[u8]) -> Attempt {
        let status = response.status;
        let code = refusal.code.as_str();
        let asked = self.retry_after(response);
        let failure = Failure::of_code(status, code, refusal.message.clone(), asked);
        let is_passing = code == evidence::TOO_MANY_REQUESTS;
        match evidence(self.call.table(), status, code) {
            Evidence::NotExecuted if code == evidence::WRONG_CLOCK => Attempt::WrongClock(failure),
            Evidence::NotExecuted => Attempt::NotExecuted(failure, is_passing),
            Evidence::AlreadyExists => Attempt::NumberTaken {
                order: order_of(body),
                failure,
            },
            // Of what costs nothing the platform's word is enough.
            Evidence::None if !self.concerns_money() && !is_platform_failure(code) => {
                Attempt::NotExecuted(failure, is_passing)
            }
            Evidence::None => {
                let is_passing = is_passing || is_platform_failure(code);
                Attempt::Unknown(failure, is_passing)
            }
        }
    }

    fn proxy_refusal(&self, error: ProxyError, response: &Response<'_>) -> Attempt {
        let is_passing = matches!(error.reason.as_str(), "busy" | "rate_limit" | "unavailable");
        let failed = matches!(error.kind.as_str(), "network" | "timeout");
        let failure = Failure::Proxy {
            status: response.status,
            reason: if error.reason.is_empty() {
                error.kind
            } else {
                error.reason
            },
            message: error.message,
            field: error.field,
            retry_after_ms: self.retry_after(response),
        };
        match error.sent {
            Some(false) => Attempt::NotSent(failure, is_passing || failed),
            _ => Attempt::Unknown(failure, failed),
        }
    }
}

/// Codes that the platform answers with when it failed itself.
fn is_platform_failure(code: &str) -> bool {
    matches!(code, "500" | "43331")
}

/// The order that an answer about a taken number names: 503016 is documented as one after which the result
/// can be had, so its `data.orderId` is read if it is there.
fn order_of(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let row = rows(text, Rows::Field("data")).into_iter().next()?;
    let row = json::object(row.text).ok()?;
    let id = known(&row, "orderId")?;
    let mut quoted = String::new();
    json::write_text(&mut quoted, &id.content);
    Some(format!(r#"{{"orderId":{quoted}}}"#))
}

impl Failure {
    /// The same failure with what the response asks to wait for. A page that says so is a rate limit.
    pub(super) fn told_to_wait(self, asked: Option<u64>) -> Self {
        match (self, asked) {
            (Failure::Decode { .. }, Some(asked)) => Failure::RateLimit {
                code: None,
                platform_message: String::new(),
                retry_after_ms: Some(asked),
            },
            (other, _) => other,
        }
    }
}
