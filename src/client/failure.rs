//! Why an attempt did not succeed, in a form that crosses to other languages.

use crate::error::{Error, ProxyRefusal, RateLimit, Refusal};
use crate::error_code::{self, Category};
use std::borrow::Cow;

/// Why an attempt, or a call, did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Failure {
    /// The platform answered with an error code.
    Api {
        /// The HTTP status.
        status: u16,
        /// The code, as text.
        code: String,
        /// The platform's own text.
        platform_message: String,
        /// Of a number that is taken: the order that has it, a JSON object.
        existing: Option<String>,
    },
    /// Too many calls. The call did nothing.
    RateLimit {
        /// The platform's code; `None` if the client itself held the call back.
        code: Option<String>,
        /// The platform's own text.
        platform_message: String,
        /// Milliseconds after which the call may be made, if known.
        retry_after_ms: Option<u64>,
    },
    /// The answer is none of the platform's: HTML, an empty body, broken JSON.
    Decode {
        /// The HTTP status.
        status: u16,
        /// What was found wrong.
        reason: Cow<'static, str>,
    },
    /// The signing proxy or the relay refused, or failed.
    Proxy {
        /// The HTTP status.
        status: u16,
        /// Its stable word, such as `operation`.
        reason: String,
        /// Its text.
        message: String,
        /// The parameter that it is about.
        field: Option<String>,
        /// Milliseconds after which the call may be made, if known.
        retry_after_ms: Option<u64>,
    },
    /// No response came. The edge knows more and keeps its own error.
    Network,
    /// No response came in time.
    Timeout,
    /// The caller ended the call. The edge keeps the reason.
    Aborted,
}

impl Failure {
    /// The failure that a code of the platform means.
    pub(crate) fn of_code(
        status: u16,
        code: &str,
        message: String,
        retry_after_ms: Option<u64>,
    ) -> Self {
        let known = error_code::lookup(code);
        if known.is_some_and(|known| known.category == Category::RateLimit) {
            return Failure::RateLimit {
                code: Some(code.into()),
                platform_message: message,
                retry_after_ms,
            };
        }
        Failure::Api {
            status,
            code: code.into(),
            platform_message: message,
            existing: None,
        }
    }

    /// The same failure, with the order that has the number.
    pub(crate) fn with_existing(self, order: String) -> Self {
        match self {
            Failure::Api {
                status,
                code,
                platform_message,
                ..
            } => Failure::Api {
                status,
                code,
                platform_message,
                existing: Some(order),
            },
            other => other,
        }
    }
}

impl Failure {
    /// The error that a Rust caller gets. `transport` is what the transport itself said last.
    pub(crate) fn into_error(self, transport: Option<Error>) -> Error {
        match self {
            Failure::Api {
                code,
                platform_message,
                existing,
                ..
            } => Error::Api(Refusal {
                code,
                message: platform_message,
                existing,
            }),
            Failure::RateLimit {
                code,
                platform_message,
                retry_after_ms,
            } => Error::RateLimit(RateLimit {
                code,
                message: platform_message,
                retry_after_ms,
            }),
            Failure::Proxy {
                status,
                reason,
                message,
                ..
            } => Error::Proxy(ProxyRefusal {
                status,
                reason,
                message,
            }),
            Failure::Decode { reason, .. } => Error::Decode(match reason {
                Cow::Borrowed(reason) => reason,
                Cow::Owned(_) => "the answer is none of the platform's",
            }),
            Failure::Timeout => transport.unwrap_or(Error::Timeout),
            Failure::Network => {
                transport.unwrap_or_else(|| Error::Network("the connection failed".into()))
            }
            Failure::Aborted => Error::Network("the caller ended the call".into()),
        }
    }
}
