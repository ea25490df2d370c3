//! One step of a call: what is done after what happened.

use super::attempt::Attempt;
use super::event::{Answer, Command, Event, Outcome, Response};
use super::{CallOptions, CallState, Phase, Step};
use crate::api::Safety;
use crate::client::answer;
use crate::client::backoff;
use crate::client::call::{Call, Stamp};
use crate::client::failure::Failure;
use crate::client::lookup;
use crate::error::Error;
use crate::schema::check::{Checked, Drift};

/// Milliseconds of a `Retry-After` that a call waits for; a longer one ends the call at once.
const LONGEST_RETRY_AFTER: u64 = 60_000;

impl Step<'_, '_> {
    pub(super) fn on(&mut self, event: Event<'_>) -> Command {
        match (self.call.phase, event) {
            (Phase::Created, Event::Started) => self.begin(),
            (Phase::Queued, Event::Acquired) => self.send(),
            (Phase::Queued, Event::Failed { reason, .. }) => {
                self.conclude(reason.into(), Outcome::NotSent)
            }
            (Phase::Sending, Event::Response(response)) => {
                let attempt = self.classify(&response);
                self.after(attempt, &response)
            }
            (Phase::Sending, Event::Failed { sent, reason }) => {
                let attempt = Attempt::failed(sent, reason);
                self.after(attempt, &Response::NONE)
            }
            (Phase::Waiting, Event::Timer) => self.acquire(),
            // A driver that cannot wait: nothing more is tried.
            (Phase::Waiting, Event::Failed { .. }) => {
                let held = (Failure::Timeout, Outcome::NotSent);
                let (failure, outcome) = self.call.last.take().unwrap_or(held);
                self.conclude(failure, outcome)
            }
            (Phase::WaitingToLookUp, Event::Failed { .. }) => self.stop_looking(),
            (Phase::LookingUp, Event::LookedUp(answer)) => self.looked_up(answer),
            (Phase::WaitingToLookUp, Event::Timer) => self.look_up(),
            (_, Event::Aborted) => self.interrupt(Failure::Aborted),
            // A driver that loses its place: what was sent is unknown.
            _ => self.interrupt(Failure::Network),
        }
    }

    fn begin(&mut self) -> Command {
        let now = self.clock.monotonic_ms;
        let timeout = self.call.options.timeout_ms;
        self.call.deadline = timeout.map(|timeout| now.saturating_add(timeout));
        if self.call.search.is_some() {
            return self.look_up();
        }
        if self.call.options.has_cooldown
            && let Some(operation) = self.call.table()
        {
            let left = self.shared.cooldown(operation, &self.call.params, now);
            if left > 0 {
                return self.conclude(held_back(Some("44001"), left), Outcome::NotSent);
            }
        }
        self.acquire()
    }

    /// Goes on to the next attempt, when its turn has come.
    fn acquire(&mut self) -> Command {
        let now = self.clock.monotonic_ms;
        let held = self.shared.held(self.call.name(), now);
        if held > 0 {
            if self.left().is_some_and(|left| held >= left) {
                return self.conclude(held_back(None, held), Outcome::NotSent);
            }
            return self.wait(held, Phase::Waiting);
        }
        if !self.call.options.has_limiter {
            return self.send();
        }
        self.call.phase = Phase::Queued;
        Command::Acquire {
            timeout_ms: self.left(),
        }
    }

    fn send(&mut self) -> Command {
        if self.left() == Some(0) {
            return self.conclude(Failure::Timeout, Outcome::NotSent);
        }
        let offset = self.shared.clock_offset;
        let timestamp = self.clock.unix_ms.div_euclid(1000) + offset;
        self.call.signed = (timestamp, offset);
        let Ok(body) = self.body(timestamp) else {
            return self.conclude(Failure::Network, Outcome::NotSent);
        };
        if self.call.since == 0 {
            self.call.since = self.clock.unix_ms + offset * 1000;
            if let Some(footprint) = self.call.footprint() {
                self.shared.orders.open(footprint, self.call.since);
            }
        }
        self.call.phase = Phase::Sending;
        Command::Send {
            operation: self.call.operation.clone(),
            path: self.call.path.clone(),
            body,
            attempt: self.call.attempts + 1,
            timeout_ms: self.attempt_timeout(),
        }
    }

    fn body(&self, timestamp: i64) -> Result<String, Error> {
        let CallState { path, params, .. } = &*self.call;
        let call = match self.call.table() {
            Some(operation) if !self.call.is_untyped => Call::operation(operation, params)?,
            operation => Call::path(path, params, operation)?,
        };
        Ok(match &self.context.credentials {
            Some(credentials) => call.body(credentials, Stamp::new(timestamp, self.clock.random)),
            None => call.for_proxy(
                self.call
                    .operation
                    .as_deref()
                    .filter(|_| !self.call.is_untyped),
            ),
        })
    }

    fn attempt_timeout(&self) -> Option<u64> {
        let CallOptions {
            attempts,
            attempt_timeout_ms,
            timeout_ms,
            ..
        } = self.call.options;
        let operation = self.call.table();
        let is_last = self.call.attempts + 1 >= attempts || !self.is_repeatable();
        let can_look_up = operation.is_some_and(|operation| self.is_lookup_possible(operation));
        let share = |whole: Option<u64>| whole.map(|whole| whole / 4 * 3);
        let chosen = match attempt_timeout_ms {
            Some(chosen) => Some(chosen),
            None if is_last => None,
            None => share(timeout_ms),
        };
        // A lost order has to be looked up in the time that is left.
        let left = if can_look_up {
            share(self.left())
        } else {
            self.left()
        };
        shorter(chosen, left).map(|timeout| timeout.max(1))
    }

    pub(super) fn is_repeatable(&self) -> bool {
        let safety = self.call.table().map(|operation| operation.safety);
        matches!(safety, Some(Safety::Read | Safety::Keyed(_)))
    }

    pub(super) fn concerns_money(&self) -> bool {
        self.call.table().is_some_and(lookup::concerns_money)
    }

    /// Decides after an attempt.
    fn after(&mut self, attempt: Attempt, response: &Response<'_>) -> Command {
        let asked = self.retry_after(response);
        if let Attempt::WrongClock(_) = attempt
            && self.correct_clock(response)
        {
            return self.acquire();
        }
        self.call.attempts += 1;
        let (failure, outcome, is_worth) = match attempt {
            Attempt::Succeeded(checked) => return self.succeed(checked, response.body),
            Attempt::NumberTaken { failure, order } => return self.number_taken(failure, order),
            Attempt::NotSent(failure, is_passing) => (failure, Outcome::NotSent, is_passing),
            Attempt::NotExecuted(failure, is_passing) => {
                (failure, Outcome::NotExecuted, is_passing)
            }
            Attempt::WrongClock(failure) => (failure, Outcome::NotExecuted, false),
            Attempt::Unknown(failure, is_passing) => {
                self.call.may_be_done |= self.concerns_money();
                let keyed = self.concerns_money() && self.is_repeatable();
                (failure, Outcome::Unknown, is_passing || keyed)
            }
        };
        let is_too_long = asked.is_some_and(|asked| asked > LONGEST_RETRY_AFTER);
        if let Some(asked) = asked
            && is_worth
            && !is_too_long
            && !matches!(failure, Failure::Proxy { .. })
        {
            let name = self.call.name().to_owned();
            self.shared.hold(&name, self.clock.monotonic_ms, asked);
        }
        if is_worth && !is_too_long && self.is_repeatable() {
            let wait = backoff::wait(self.call.attempts, self.clock.random);
            if let Some(command) = self.retry(wait.max(asked.unwrap_or(0))) {
                self.call.last = Some((failure, outcome));
                return command;
            }
        }
        // Only what costs nothing can be told to come back after a page that nobody can read.
        let is_told = is_worth && is_too_long && !self.concerns_money();
        self.conclude(failure.told_to_wait(asked.filter(|_| is_told)), outcome)
    }

    fn retry(&mut self, wait: u64) -> Option<Command> {
        let may = self.call.attempts < self.call.options.attempts && self.shared.budget.affords();
        if !may || self.left().is_some_and(|left| wait >= left) {
            return None;
        }
        self.shared.budget = self.shared.budget.spend();
        Some(self.wait(wait, Phase::Waiting))
    }

    /// Learns the platform's clock, and says whether the attempt may be made again: it was refused before
    /// anything was done, so even a bare write may, once.
    fn correct_clock(&mut self, response: &Response<'_>) -> bool {
        let Some(date) = response.date.filter(|_| self.context.credentials.is_some()) else {
            return false;
        };
        let (signed, known) = self.call.signed;
        // Compared with the attempt's own time and not with what is known by now, so that of many attempts
        // under way each learns the same.
        self.shared.clock_offset = date - (signed - known);
        let may = !self.call.is_clock_corrected && self.call.options.attempts > 1;
        self.call.is_clock_corrected |= may;
        may
    }

    fn succeed(&mut self, checked: Checked, body: &[u8]) -> Command {
        if self.call.options.strict
            && let Some(Drift {
                field,
                expected,
                received,
            }) = checked.drift.first()
            && !self.concerns_money()
        {
            let status = 200;
            let reason = format!("{field} should be {expected}, not {received}").into();
            return self.conclude(Failure::Decode { status, reason }, Outcome::Unknown);
        }
        let now = self.clock.monotonic_ms;
        if let Some(operation) = self.call.table() {
            self.shared.cool(operation, &self.call.params, now);
        }
        self.shared.budget = self.shared.budget.earn(self.call.attempts - 1);
        if self.call.footprint().is_some()
            && let Some(rule) = self.call.table().and_then(lookup::rule)
        {
            let text = checked.repaired.as_deref().map_or(body, str::as_bytes);
            self.shared.orders.claim(rule, &answer::data(text));
        }
        self.close();
        Command::Done {
            answer: match checked.repaired {
                Some(text) => Answer::Repaired(text),
                None => Answer::AsReceived,
            },
            confidence: None,
            drift: checked.drift,
            number: self.end(),
        }
    }

    /// Ends the call with a failure, unless something that was sent may have been done.
    pub(super) fn conclude(&mut self, failure: Failure, outcome: Outcome) -> Command {
        if self.call.may_be_done {
            return self.search_for_own(failure);
        }
        self.close();
        self.end();
        match outcome {
            Outcome::NotExecuted => Command::Refused { error: failure },
            Outcome::NotSent => Command::Failed {
                error: failure,
                sent: self.call.since != 0,
            },
            Outcome::Unknown => Command::Failed {
                error: failure,
                sent: true,
            },
        }
    }

    /// Ends the call from outside.
    pub(super) fn interrupt(&mut self, failure: Failure) -> Command {
        let is_open = matches!(
            self.call.phase,
            Phase::Sending | Phase::LookingUp | Phase::WaitingToLookUp
        );
        let is_unknown = self.call.may_be_done || is_open && self.concerns_money();
        if is_unknown {
            return self.unknown(failure);
        }
        self.close();
        self.end();
        Command::Failed {
            error: failure,
            sent: self.call.since != 0,
        }
    }

    /// The call is known to have done nothing, or its row is known.
    pub(super) fn close(&mut self) {
        if let Some(footprint) = self.call.footprint() {
            self.shared.orders.close(&footprint, self.call.since);
        }
    }

    pub(super) fn end(&mut self) -> Option<String> {
        self.call.phase = Phase::Ended;
        self.call.order_number()
    }

    pub(super) fn wait(&mut self, milliseconds: u64, phase: Phase) -> Command {
        self.call.phase = phase;
        Command::WaitUntil {
            at_ms: self.clock.monotonic_ms.saturating_add(milliseconds),
        }
    }

    /// Milliseconds that are left; `None`: no limit.
    pub(super) fn left(&self) -> Option<u64> {
        let now = self.clock.monotonic_ms;
        self.call.deadline.map(|at| at.saturating_sub(now))
    }

    pub(super) fn retry_after(&self, response: &Response<'_>) -> Option<u64> {
        let by_platform = response.date.map(|date| date * 1000);
        let now = by_platform.unwrap_or(self.clock.unix_ms);
        let asked = response.retry_after?.milliseconds(now);
        (asked > 0).then_some(asked)
    }
}

fn held_back(code: Option<&str>, milliseconds: u64) -> Failure {
    Failure::RateLimit {
        code: code.map(Into::into),
        platform_message: String::new(),
        retry_after_ms: Some(milliseconds),
    }
}

fn shorter(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
