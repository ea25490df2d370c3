//! The look-up phase: what became of a call that may have been done, or whose number is taken.

use super::Step;
use super::event::{Answer, Command};
use super::{CallState, Phase};
use crate::api::Operation;
use crate::client::backoff;
use crate::client::failure::Failure;
use crate::client::lookup::{self, Confidence, LookupRule, Lookups, Match, Subject};
use crate::pending::{LookupVerdict, PendingCall};
use serde::{Deserialize, Serialize};

/// Passes through all look-ups of a rule, if no deadline comes before.
const PASSES: u32 = 8;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Goal {
    /// The row of this call.
    Own,
    /// The same, once: the caller asks again itself.
    Recheck,
    /// The order that has the number: not this call's.
    Existing,
}

/// How far the look-ups got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Search {
    goal: Goal,
    round: usize,
    passes: u32,
    /// What the last complete pass came to.
    verdict: LookupVerdict,
    /// What this pass came to so far.
    so_far: LookupVerdict,
    /// What ended the last attempt.
    cause: Failure,
}

impl Search {
    pub fn recheck() -> Self {
        Search::new(Goal::Recheck, Failure::Network)
    }

    fn new(goal: Goal, cause: Failure) -> Self {
        Search {
            goal,
            round: 0,
            passes: 0,
            verdict: LookupVerdict::Unavailable,
            so_far: LookupVerdict::Absent,
            cause,
        }
    }
}

impl Step<'_, '_> {
    pub(super) fn is_lookup_possible(&self, operation: &Operation) -> bool {
        let params = &self.call.params;
        let rule = lookup::rule(operation);
        rule.is_some_and(|rule| Lookups(rule).request(0, params).is_some())
    }

    pub(super) fn search_for_own(&mut self, cause: Failure) -> Command {
        self.search(Goal::Own, cause)
    }

    fn search(&mut self, goal: Goal, cause: Failure) -> Command {
        self.call.search = Some(Search::new(goal, cause));
        self.look_up()
    }

    /// The number of the order is taken: by an earlier attempt, or by another order.
    pub(super) fn number_taken(&mut self, failure: Failure, order: Option<String>) -> Command {
        let is_own = self.call.is_number_generated || self.call.may_be_done;
        match (is_own, order) {
            (true, Some(order)) => {
                // Nobody else can have used a number that was made here.
                let confidence = if self.call.is_number_generated {
                    Confidence::Exact
                } else {
                    Confidence::Probable
                };
                self.recovered(order, confidence)
            }
            (false, Some(order)) => self.refuse_for_existing(failure, order),
            (true, None) => {
                self.call.may_be_done = true;
                self.search(Goal::Own, failure)
            }
            (false, None) => self.search(Goal::Existing, failure),
        }
    }

    /// Asks for the next round.
    pub(super) fn look_up(&mut self) -> Command {
        let Some((rule, search)) = self.searching() else {
            return self.interrupt(Failure::Network);
        };
        let request = Lookups(rule).request(search.round, &self.call.params);
        let Some((operation, params)) = request else {
            return self.unknown(search.cause);
        };
        if self.left() == Some(0) {
            return self.unknown(search.cause);
        }
        self.call.phase = Phase::LookingUp;
        Command::LookUp {
            operation: operation.name,
            params,
            timeout_ms: self.left(),
        }
    }

    /// Reads what a look-up told.
    pub(super) fn looked_up(&mut self, answer: Option<&str>) -> Command {
        let Some((rule, search)) = self.searching() else {
            return self.interrupt(Failure::Network);
        };
        match answer {
            None => self.note(LookupVerdict::Unavailable),
            Some(answer) if search.goal == Goal::Existing => {
                let found = Lookups(rule).read_existing(search.round, answer, &self.call.params);
                if let Some(order) = found {
                    return self.refuse_for_existing(search.cause, order);
                }
            }
            Some(answer) => match self.read(rule, &search, answer) {
                Match::Absent => {}
                Match::Ambiguous => self.note(LookupVerdict::Ambiguous),
                Match::Found { data, confidence } => return self.recovered(data, confidence),
            },
        }
        self.next_round(rule)
    }

    fn read(&self, rule: &LookupRule, search: &Search, answer: &str) -> Match {
        let claimed = self.shared.orders.claimed(rule);
        let CallState { params, since, .. } = &*self.call;
        let subject = Subject {
            params,
            since: since.div_euclid(1000),
            claimed: &claimed,
        };
        let found = Lookups(rule).read(search.round, answer, &subject);
        if let Match::Found {
            confidence: Confidence::Probable,
            ..
        } = found
            && let Some(footprint) = self.call.footprint()
            && self.shared.orders.others(&footprint, *since) > 0
        {
            // The row could be that of another call which is under way, or unknown as well.
            return Match::Ambiguous;
        }
        found
    }

    /// A look-up that found nothing proves nothing: it is made again while there is time.
    fn next_round(&mut self, rule: &LookupRule) -> Command {
        let left = self.left();
        let Some(search) = &mut self.call.search else {
            return self.interrupt(Failure::Network);
        };
        search.round += 1;
        if search.round < Lookups(rule).count() {
            return self.look_up();
        }
        search.passes += 1;
        search.round = 0;
        search.verdict = search.so_far;
        search.so_far = LookupVerdict::Absent;
        let wait = backoff::lookup_wait(search.passes - 1);
        let is_last = search.goal == Goal::Recheck || search.passes >= PASSES;
        if is_last || left.is_some_and(|left| wait >= left) {
            let cause = search.cause.clone();
            return self.unknown(cause);
        }
        self.wait(wait, Phase::WaitingToLookUp)
    }

    /// Ends with what the look-ups came to so far.
    pub(super) fn stop_looking(&mut self) -> Command {
        let search = self.call.search.as_ref();
        let cause = search.map_or(Failure::Network, |search| search.cause.clone());
        self.unknown(cause)
    }

    fn searching(&self) -> Option<(&'static LookupRule, Search)> {
        let rule = lookup::rule(self.call.table()?)?;
        Some((rule, self.call.search.clone()?))
    }

    fn note(&mut self, verdict: LookupVerdict) {
        if let Some(search) = &mut self.call.search {
            search.so_far = search.so_far.max(verdict);
        }
    }

    /// The call was done, and this is what is known of its result.
    fn recovered(&mut self, data: String, confidence: Confidence) -> Command {
        if let Some(rule) = self.call.table().and_then(lookup::rule) {
            self.shared.orders.claim(rule, &data);
        }
        self.close();
        let retries = self.call.attempts.saturating_sub(1);
        self.shared.budget = self.shared.budget.earn(retries);
        Command::Done {
            answer: Answer::Recovered(data),
            confidence: Some(confidence),
            drift: Vec::new(),
            number: self.end(),
        }
    }

    /// The number was taken before this call: by an order of which this is known.
    fn refuse_for_existing(&mut self, failure: Failure, order: String) -> Command {
        self.close();
        self.end();
        Command::Refused {
            error: failure.with_existing(order),
        }
    }

    /// Nobody can tell what became of the call.
    pub(super) fn unknown(&mut self, cause: Failure) -> Command {
        let operation = self.call.table();
        let search = self.call.search.as_ref();
        Command::Unknown {
            pending: PendingCall {
                operation: self.call.name().to_owned(),
                params: self.call.params.clone(),
                since: self.call.since,
            },
            next_step: operation.map_or("ask the platform", lookup::next_step),
            lookup: search.map_or(LookupVerdict::Unavailable, |search| search.verdict),
            cause,
            number: self.end(),
        }
    }
}
