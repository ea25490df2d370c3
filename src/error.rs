//! Every error a caller can meet.

use crate::error_code::{self, ErrorCode};
use crate::pending::{LookupVerdict, PendingCall};
use std::fmt;

/// A field of a request that cannot be sent as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name on the wire.
    pub field: String,
    /// What is wrong and what would be right.
    pub reason: String,
}

/// The platform's refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The platform's code as text, since some pages document a number and some a string.
    pub code: String,
    /// The platform's own message, in whatever language it chose.
    pub message: String,
    /// If the number of an order is taken: what is known of the order that has it, a JSON object.
    pub existing: Option<String>,
}

/// Too many calls: this one did nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// The platform's code; `None` if the client itself held the call back.
    pub code: Option<String>,
    /// The platform's own message.
    pub message: String,
    /// Milliseconds after which the call may be made again, if known.
    pub retry_after_ms: Option<u64>,
}

/// The refusal, or the failure, of a signing proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyRefusal {
    /// The HTTP status.
    pub status: u16,
    /// Its stable word, such as `operation`.
    pub reason: String,
    /// Its text.
    pub message: String,
}

impl Refusal {
    /// What is known of the code.
    pub fn known(&self) -> Option<&'static ErrorCode> {
        error_code::lookup(&self.code)
    }
}

/// What went wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The request was not sent: these fields are wrong.
    Validation(Vec<Problem>),
    /// The platform refused.
    Api(Refusal),
    /// The answer is not what the platform documents: HTML, an empty body, broken JSON.
    /// The body stays with the caller of the transport; this says what was found.
    Decode(&'static str),
    /// The platform, or the client for it, takes no more calls for now.
    RateLimit(RateLimit),
    /// The signing proxy refused, or failed.
    Proxy(ProxyRefusal),
    /// No answer came. The request may have been sent.
    Network(String),
    /// It is proven that the request was never sent: the connection was refused, or the name not resolved.
    NotSent(String),
    /// No answer came in time.
    Timeout,
    /// What costs money was sent, and nothing proves what became of it: it may have been done.
    OutcomeUnknown(Box<Unknown>),
}

/// A call whose outcome could not be found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What was called, with what, and when. Store it, and ask again.
    pub pending: PendingCall,
    /// The number of the order, if the operation has one.
    pub out_trade_no: Option<String>,
    /// How to find out.
    pub next_step: &'static str,
    /// What looking for it came to.
    pub lookup: LookupVerdict,
    /// What the last attempt ended with.
    pub cause: Error,
}

impl Error {
    /// A stable word for the kind of error, the same in every language.
    pub fn kind(&self) -> &'static str {
        match self {
            Error::Validation(_) => "validation",
            Error::Api(_) => "api",
            Error::Decode(_) => "decode",
            Error::RateLimit(_) => "rate_limit",
            Error::Proxy(_) => "proxy",
            Error::Network(_) | Error::NotSent(_) => "network",
            Error::Timeout => "timeout",
            Error::OutcomeUnknown(_) => "outcome_unknown",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Validation(problems) => {
                f.write_str("the request was not sent")?;
                for problem in problems {
                    write!(f, "; {} {}", problem.field, problem.reason)?;
                }
                Ok(())
            }
            Error::Api(refusal) => {
                let known = refusal
                    .known()
                    .map(|code| code.en)
                    .unwrap_or("unknown code");
                write!(
                    f,
                    "the platform refused with {}: {known} ({})",
                    refusal.code, refusal.message
                )
            }
            Error::Decode(what) => write!(f, "the answer cannot be read: {what}"),
            Error::RateLimit(limit) => {
                let code = limit.code.as_deref().unwrap_or("held back by the client");
                write!(f, "too many calls ({code}); the call did nothing")?;
                match limit.retry_after_ms {
                    Some(wait) => write!(f, "; call again after {wait} ms"),
                    None => Ok(()),
                }
            }
            Error::Proxy(refusal) => write!(
                f,
                "the signing proxy answered {} ({}): {}",
                refusal.status, refusal.reason, refusal.message
            ),
            Error::Network(what) => write!(f, "no answer: {what}"),
            Error::NotSent(what) => write!(f, "the request was not sent: {what}"),
            Error::Timeout => f.write_str("no answer in time"),
            Error::OutcomeUnknown(unknown) => write!(
                f,
                "{}: it may have been done, but no answer says so; {}",
                unknown.pending.operation, unknown.next_step
            ),
        }
    }
}

impl std::error::Error for Error {}
