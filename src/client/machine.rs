//! The call machine: everything that is decided about a call, without I/O, clock or randomness.
//!
//! A driver moves bytes and keeps time. It makes a [`CallState`], gives it [`Event::Started`], and does
//! what each [`Command`] says until one of the last four ends the call. It decides nothing. For what costs
//! money the machine keeps one rule: once a request was sent, the call is done, refused by proof, or unknown.
//!
//! The state is a plain value that survives a round trip through JSON. So a driver in another language
//! holds text and no handle: nothing has to be freed, nothing is shared with a call that runs in between, and
//! after a trap of the WebAssembly instance the call goes on in a new one.

mod attempt;
mod event;
mod search;
mod step;

pub use event::{Answer, Clock, Command, Event, FailureReason, Outcome, Response, Sent};

use super::call::{Call, Credentials};
use super::failure::Failure;
use super::lookup;
use super::number;
use super::shared::{Footprint, Shared};
use crate::api::{self, Operation};
use crate::error::{Error, Problem};
use crate::pending::PendingCall;
use crate::schema::check::Reader;
use search::Search;
use serde::{Deserialize, Serialize};

/// What a caller allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CallOptions {
    /// Milliseconds for the whole call: attempts, waits and look-ups. `None`: no limit.
    pub timeout_ms: Option<u64>,
    /// Attempts in all; with 1 nothing is retried.
    pub attempts: u32,
    /// Milliseconds for one attempt. `None`: three quarters of `timeout_ms`, so that a platform that responds
    /// late is still heard, and time is left to look a lost order up.
    pub attempt_timeout_ms: Option<u64>,
    /// Whether the driver has a rate limiter, and wants [`Command::Acquire`] before each attempt.
    pub has_limiter: bool,
    /// Whether a call that comes too soon for its card (44001) is held back and not sent.
    pub has_cooldown: bool,
    /// Whether a response that departs from the documentation is an error. An order that was placed stays placed.
    pub strict: bool,
}

impl Default for CallOptions {
    fn default() -> Self {
        CallOptions {
            timeout_ms: Some(30_000),
            attempts: 3,
            attempt_timeout_ms: None,
            has_limiter: false,
            has_cooldown: true,
            strict: false,
        }
    }
}

/// Who calls, given with each step and never kept in the state.
#[derive(Debug)]
pub struct Context<'a> {
    /// The account; `None` through a signing proxy, which signs.
    pub credentials: Option<Credentials<'a>>,
    /// For whom a response is repaired.
    pub reader: Reader,
}

/// Where a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Phase {
    Created,
    Queued,
    Sending,
    Waiting,
    LookingUp,
    WaitingToLookUp,
    Ended,
}

/// One call, from its parameters to its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallState {
    /// The declared operation, if the path is one.
    operation: Option<String>,
    /// Whether the whole answer is wanted, as nothing is known of its fields.
    is_untyped: bool,
    path: String,
    params: String,
    options: CallOptions,
    /// Whether the order's number was made here, so that nobody else can have used it.
    is_number_generated: bool,
    phase: Phase,
    /// Monotonic milliseconds.
    deadline: Option<u64>,
    /// When it was first sent, Unix milliseconds by the platform's clock; 0 before.
    since: i64,
    /// Attempts that ended, without one that was refused for its clock.
    attempts: u32,
    /// Whether an attempt that ended may have been taken.
    may_be_done: bool,
    is_clock_corrected: bool,
    /// The time that the last attempt was signed with, and the offset that was known then. Unix seconds.
    signed: (i64, i64),
    /// What the last attempt came to, while the next one is waited for.
    last: Option<(Failure, Outcome)>,
    search: Option<Search>,
}

/// A call that can be started, and what looks wrong with its parameters.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The call.
    pub state: CallState,
    /// Values that look wrong and are sent nevertheless.
    pub warnings: Vec<Problem>,
}

/// One step: a call, and all that it may look at.
struct Step<'s, 'c> {
    call: &'s mut CallState,
    shared: &'s mut Shared,
    context: &'s Context<'c>,
    clock: Clock,
}

impl CallState {
    /// A call of a declared operation with `params`, a JSON object. An order without a number gets one:
    /// `unix_ms` and `random`, from a cryptographic source, are for it.
    ///
    /// # Errors
    /// Every wrong field at once.
    pub fn operation(
        operation: &'static Operation,
        params: &str,
        options: CallOptions,
        unix_ms: i64,
        random: [u32; 3],
    ) -> Result<Prepared, Error> {
        let numbered = number::complete(operation, params, unix_ms.div_euclid(1000), random);
        let call = Call::operation(operation, numbered.as_deref().unwrap_or(params))?;
        let mut prepared = Self::prepare(&call, Some(operation), options);
        prepared.state.is_number_generated = numbered.is_some();
        Ok(prepared)
    }

    /// A call of any path with any parameters. If the path is a declared operation's, its rules hold.
    ///
    /// # Errors
    /// A path that leads elsewhere, and wrong fields.
    pub fn path(path: &str, params: &str, options: CallOptions) -> Result<Prepared, Error> {
        let operation = api::by_path(path);
        let call = Call::path(path, params, operation)?;
        let mut prepared = Self::prepare(&call, operation, options);
        prepared.state.is_untyped = true;
        Ok(prepared)
    }

    /// The machine in look-up mode: asks once what became of a call whose outcome is unknown.
    ///
    /// # Errors
    /// An operation that is not declared, and wrong fields.
    pub fn recheck(pending: &PendingCall, options: CallOptions) -> Result<Self, Error> {
        let unknown = || Error::Decode("the pending call names no operation that is declared");
        let operation = api::by_name(&pending.operation).ok_or_else(unknown)?;
        let call = Call::operation(operation, &pending.params)?;
        let mut state = Self::prepare(&call, Some(operation), options).state;
        state.since = pending.since;
        state.may_be_done = true;
        state.search = Some(Search::recheck());
        Ok(state)
    }

    fn prepare(call: &Call<'_>, operation: Option<&Operation>, options: CallOptions) -> Prepared {
        let state = CallState {
            operation: operation.map(|operation| operation.name.into()),
            is_untyped: false,
            path: call.path.into(),
            params: call.unsigned(),
            options,
            is_number_generated: false,
            phase: Phase::Created,
            deadline: None,
            since: 0,
            attempts: 0,
            may_be_done: false,
            is_clock_corrected: false,
            signed: (0, 0),
            last: None,
            search: None,
        };
        Prepared {
            state,
            warnings: call.warnings.clone(),
        }
    }

    /// The number of the order, if the operation has one.
    pub fn order_number(&self) -> Option<String> {
        number::of(self.table()?, &self.params)
    }

    /// Whether the call has ended.
    pub fn has_ended(&self) -> bool {
        self.phase == Phase::Ended
    }

    /// Takes what happened, and says what to do next.
    pub fn step(
        &mut self,
        shared: &mut Shared,
        context: &Context<'_>,
        clock: Clock,
        event: Event<'_>,
    ) -> Command {
        let mut step = Step {
            call: self,
            shared,
            context,
            clock,
        };
        step.on(event)
    }

    fn table(&self) -> Option<&'static Operation> {
        api::by_name(self.operation.as_deref()?)
    }

    /// What holds and logs know the call by.
    fn name(&self) -> &str {
        self.operation.as_deref().unwrap_or(&self.path)
    }

    fn footprint(&self) -> Option<Footprint> {
        Footprint::of(lookup::rule(self.table()?)?, &self.params)
    }
}

#[cfg(test)]
mod tests;
