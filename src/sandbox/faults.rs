//! What goes wrong on demand: rules, and what they do to a call or to a notification.
//!
//! Every rule counts for itself and draws from a stream of its own, so that where one strikes depends
//! on the seed and on the calls that concern it, and not on the rules beside it.

mod rules;

use super::random::Random;
use super::{Fate, Reply};
use crate::error::Problem;
use serde_json::json;

/// A rule: what goes wrong, and when.
struct Rule<K> {
    kind: K,
    /// Names or groups that it concerns; all where there are none.
    only: Vec<String>,
    /// How likely it strikes, from 0 to 1.
    rate: f64,
    /// How many it lets pass first.
    skip: u64,
    /// How often it strikes at the most.
    count: u64,
    seen: u64,
    struck: u64,
    random: Random,
}

impl<K: Copy> Rule<K> {
    fn concerns(&self, name: &str) -> bool {
        let in_group = |one: &str| {
            name.strip_prefix(one)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.only.is_empty() || self.only.iter().any(|one| in_group(one))
    }

    fn would_strike(&mut self, name: &str) -> bool {
        if !self.concerns(name) {
            return false;
        }
        self.seen += 1;
        // Drawn in any case: where it strikes next must not depend on what it let pass.
        let drawn = self.random.fraction() < self.rate;
        drawn && self.seen > self.skip && self.struck < self.count
    }
}

/// What can go wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq)]
enum CallTrouble {
    /// Milliseconds until the answer, between these two.
    Latency(u32, u32),
    /// Seconds that the platform's clock is ahead.
    Clock(i64),
    End(End),
}

/// How a call ends that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    /// No answer ever comes.
    Silence { acted: bool },
    /// The connection breaks.
    Reset { acted: bool },
    /// A gateway answers in the platform's place.
    Http {
        status: u16,
        retry_after: Option<u32>,
        acted: bool,
    },
    /// The platform answers with this code.
    Code {
        code: u32,
        retry_after: Option<u32>,
        acted: bool,
    },
    /// The answer is no JSON.
    Malformed,
    /// Half of the answer is missing.
    Truncated,
    /// The answer has no body.
    Empty,
}

/// What can go wrong with a notification.
#[derive(Clone, Copy, Debug, PartialEq)]
enum NotificationTrouble {
    /// So many more of it, each so many seconds after the one before.
    Duplicate { copies: u32, seconds: i64 },
    /// It comes after the one that follows it.
    Reorder,
    /// It is posted so many seconds late.
    Delay(i64),
    /// The first tries do not arrive.
    Drop(u32),
}

/// The rules that are in force.
#[derive(Default)]
pub struct Faults {
    calls: Vec<Rule<CallTrouble>>,
    notifications: Vec<Rule<NotificationTrouble>>,
}

/// What the rules do to one call.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CallFault {
    wait_ms: u32,
    /// Seconds that the platform's clock is ahead.
    pub clock: i64,
    end: Option<End>,
}

/// What the rules do to one notification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotificationFault {
    /// Seconds that it is posted late.
    pub delay: i64,
    /// How often it is posted once more, whatever it was answered.
    pub copies: u32,
    /// Seconds between those.
    pub apart: i64,
    /// Whether the next one overtakes it.
    pub overtaken: bool,
    /// How many of its first tries do not arrive.
    pub dropped: u32,
}

impl Faults {
    /// Reads rules, a JSON list.
    pub fn parse(text: &str, seed: u64) -> Result<Self, Vec<Problem>> {
        rules::parse(text, seed)
    }

    /// What happens to a call of this operation.
    pub fn of_call(&mut self, operation: &str) -> CallFault {
        let mut fault = CallFault::default();
        for rule in &mut self.calls {
            if !rule.would_strike(operation) {
                continue;
            }
            match rule.kind {
                CallTrouble::Latency(from, to) => {
                    let drawn = rule.random.below(u64::from(to - from) + 1) as u32;
                    fault.wait_ms = fault.wait_ms.saturating_add(from + drawn);
                }
                CallTrouble::Clock(seconds) => fault.clock += seconds,
                // A call ends once: the later rule is left for another call.
                CallTrouble::End(_) if fault.end.is_some() => continue,
                CallTrouble::End(end) => fault.end = Some(end),
            }
            rule.struck += 1;
        }
        fault
    }

    /// What happens to a notification of this event.
    pub fn of_notification(&mut self, event: &str) -> NotificationFault {
        let mut fault = NotificationFault::default();
        for rule in &mut self.notifications {
            if !rule.would_strike(event) {
                continue;
            }
            match rule.kind {
                NotificationTrouble::Duplicate { copies, seconds } => {
                    fault.copies = fault.copies.saturating_add(copies);
                    fault.apart = fault.apart.max(seconds);
                }
                NotificationTrouble::Reorder => fault.overtaken = true,
                NotificationTrouble::Delay(seconds) => fault.delay += seconds,
                NotificationTrouble::Drop(tries) => {
                    fault.dropped = fault.dropped.saturating_add(tries);
                }
            }
            rule.struck += 1;
        }
        fault
    }
}

impl CallFault {
    /// Whether the platform does what it was asked.
    pub fn acted(&self) -> bool {
        match self.end {
            Some(
                End::Silence { acted }
                | End::Reset { acted }
                | End::Http { acted, .. }
                | End::Code { acted, .. },
            ) => acted,
            Some(End::Malformed | End::Truncated | End::Empty) | None => true,
        }
    }

    /// What becomes of the platform's answer.
    pub fn applied_to(&self, mut reply: Reply) -> Reply {
        reply.wait_ms = self.wait_ms;
        match self.end {
            None => {}
            Some(End::Silence { .. }) => reply.fate = Fate::Silence,
            Some(End::Reset { .. }) => reply.fate = Fate::Reset,
            Some(End::Http {
                status,
                retry_after,
                ..
            }) => {
                reply.status = status;
                reply.retry_after = retry_after;
                reply.html = true;
                reply.body = format!(
                    "<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>"
                );
            }
            Some(End::Code {
                code, retry_after, ..
            }) => {
                reply.status = 200;
                reply.retry_after = retry_after;
                reply.body =
                    json!({ "code": code.to_string(), "message": super::zh(code), "data": null })
                        .to_string();
            }
            Some(End::Malformed) => reply.body = reply.body.replacen(':', "=", 1),
            Some(End::Truncated) => {
                let half = reply.body.len() / 2;
                let half = (0..=half).rev().find(|at| reply.body.is_char_boundary(*at));
                reply.body.truncate(half.unwrap_or(0));
            }
            Some(End::Empty) => reply.body.clear(),
        }
        reply
    }
}

#[cfg(test)]
mod tests;
