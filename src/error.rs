//! Every error a caller can meet.

use crate::error_code::{self, ErrorCode};
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
    /// No answer came.
    Network(String),
    /// No answer came in time.
    Timeout,
    /// An order, a refund or a transfer was sent and its answer lost: it may have been done.
    OutcomeUnknown(Box<Unknown>),
}

/// A call whose outcome could not be found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What was called, with what, and when. It can be stored, and asked for again.
    pub lost: LostCall,
    /// How to find out.
    pub next_step: &'static str,
    /// What the last try ended with.
    pub cause: Error,
}

/// A call that was sent and whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostCall {
    /// Such as `packages.order`.
    pub operation: &'static str,
    /// Its parameters, a JSON object.
    pub params: String,
    /// When it was first sent. Unit: Unix seconds, by the platform's clock.
    pub since: i64,
}

impl Error {
    /// A stable word for the kind of error, the same in every language.
    pub fn kind(&self) -> &'static str {
        match self {
            Error::Validation(_) => "validation",
            Error::Api(_) => "api",
            Error::Decode(_) => "decode",
            Error::Network(_) => "network",
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
            Error::Network(what) => write!(f, "no answer: {what}"),
            Error::Timeout => f.write_str("no answer in time"),
            Error::OutcomeUnknown(unknown) => write!(
                f,
                "{}: it may have been done, but no answer says so; {}",
                unknown.lost.operation, unknown.next_step
            ),
        }
    }
}

impl std::error::Error for Error {}
