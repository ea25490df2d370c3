//! What happens to a call, and what its driver is told to do.

use crate::client::failure::Failure;
use crate::client::headers::RetryAfter;
use crate::client::lookup::Confidence;
use crate::pending::{LookupVerdict, PendingCall};
use crate::schema::check::Drift;

/// The moment of a step, and bits that nobody can foresee.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Milliseconds of a clock that never jumps.
    pub monotonic_ms: u64,
    /// Unix milliseconds.
    pub unix_ms: i64,
    /// From a cryptographic source: for the nonce, and to spread waits.
    pub random: u32,
}

/// Whether a request left, when no response came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sent {
    /// It is proven that nothing was sent: the connection was refused, the name not resolved, or a relay says so.
    No,
    /// It may have been sent.
    #[default]
    Unknown,
}

/// What happened.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// The call begins.
    Started,
    /// The rate limiter let the attempt through.
    Acquired,
    /// A response was read to its end.
    Response(Response<'a>),
    /// No response, or not all of it. In the queue of the rate limiter: its turn did not come. While it should
    /// wait: the driver cannot.
    Failed {
        /// Whether the request left.
        sent: Sent,
        /// Why.
        reason: FailureReason,
    },
    /// The time of [`Command::WaitUntil`] has come.
    Timer,
    /// The `data` of the answer to a [`Command::LookUp`]; `None` if the look-up failed.
    LookedUp(Option<&'a str>),
    /// The caller ended the call.
    Aborted,
}

/// Why no response came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureReason {
    /// The connection.
    Network,
    /// The time of the command.
    Timeout,
}

/// A response.
#[derive(Clone, Copy, Debug)]
pub struct Response<'a> {
    /// The HTTP status.
    pub status: u16,
    /// Its `Date`, Unix seconds.
    pub date: Option<i64>,
    /// Its `Retry-After`.
    pub retry_after: Option<RetryAfter>,
    /// The body.
    pub body: &'a [u8],
}

impl Response<'_> {
    pub(super) const NONE: Response<'static> = Response {
        status: 0,
        date: None,
        retry_after: None,
        body: &[],
    };
}

/// What is known of a call that ended without success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was not sent.
    NotSent,
    /// The platform proved that it did nothing.
    NotExecuted,
    /// Nothing is known.
    Unknown,
}

/// Where the answer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The last body as it came: its `data`, or all of it but `code` and `message`.
    AsReceived,
    /// This text instead of the last body.
    Repaired(String),
    /// This text is the `data`, as far as it could be recovered.
    Recovered(String),
}

/// What the driver has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Wait for the rate limiter, then give [`Event::Acquired`]; after so many milliseconds [`Event::Failed`].
    Acquire {
        /// `None`: no limit.
        timeout_ms: Option<u64>,
    },
    /// Post the body, read the response whole.
    Send {
        /// The declared operation, for hooks.
        operation: Option<String>,
        /// The path under the base URL. A signing proxy has an address of its own instead.
        path: String,
        /// The body, signed.
        body: String,
        /// Which attempt it is, from 1.
        attempt: u32,
        /// Milliseconds until the end of the response. `None`: no limit.
        timeout_ms: Option<u64>,
    },
    /// Wait, then give [`Event::Timer`].
    WaitUntil {
        /// Monotonic milliseconds.
        at_ms: u64,
    },
    /// Call this read as a call of its own, and give [`Event::LookedUp`].
    LookUp {
        /// Such as `packages.orderDetails`.
        operation: &'static str,
        /// A JSON object.
        params: String,
        /// Milliseconds for that call. `None`: no limit.
        timeout_ms: Option<u64>,
    },
    /// The end: it was done.
    Done {
        /// Where the answer is.
        answer: Answer,
        /// Of an order that was looked up: how sure it is that it is this one.
        confidence: Option<Confidence>,
        /// Where the answer departs from the documentation.
        drift: Vec<Drift>,
        /// The number of the order.
        number: Option<String>,
    },
    /// The end: the platform proved that it did nothing.
    Refused {
        /// Why.
        error: Failure,
    },
    /// The end: the call failed. What costs money was not sent.
    Failed {
        /// Why.
        error: Failure,
        /// Whether a request was sent.
        sent: bool,
    },
    /// The end: it may have been done.
    Unknown {
        /// To be stored, and asked for again.
        pending: PendingCall,
        /// The number of the order.
        number: Option<String>,
        /// What the caller can do.
        next_step: &'static str,
        /// What the look-up came to.
        lookup: LookupVerdict,
        /// What ended the last attempt.
        cause: Failure,
    },
}
