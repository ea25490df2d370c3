//! Drives a call over a [`Transport`]: its tries, its waits, and what it comes to.

use super::call::{Call, Credentials, Stamp};
use super::inquiry::{self, Found, Inquiry};
use super::retry::{self, Budget, Course, Ended, Moment, Next};
use super::{Certainty, Client, Reply, Transport};
use crate::api::{self, Operation};
use crate::error::{Error, LostCall, Unknown};
use std::sync::atomic::Ordering::Relaxed;

/// A call that did not succeed by itself.
struct Ending {
    error: Error,
    next: Next,
    /// Whether the last refusal, had it been the only try, would be a failure.
    refused: bool,
    /// When it was first sent.
    since: i64,
    /// Repeats that were made.
    repeats: u32,
}

/// What a look-up came to.
pub(super) struct Lookup {
    pub data: Option<(String, Certainty)>,
    /// Whether the platform was asked and knows of no such call.
    denied: bool,
}

impl<T: Transport> Client<T> {
    pub(super) async fn drive<D>(
        &self,
        call: &Call<'_>,
        operation: Option<&'static Operation>,
        params: &str,
        read: impl Fn(&[u8]) -> Result<D, Error>,
    ) -> Result<(D, Option<Certainty>), Error> {
        let ending = match self.tries(call, operation, &read).await? {
            Ok(data) => return Ok((data, None)),
            Err(ending) => ending,
        };
        let Some(operation) = operation.filter(|_| ending.next != Next::Fail) else {
            return Err(ending.error);
        };
        let lost = LostCall {
            operation: operation.name,
            params: params.into(),
            since: ending.since,
        };
        let found = self.find(&lost).await?;
        if let Some((data, certainty)) = found.data {
            let answer = [r#"{"code":"200","data":"#, &data, "}"].concat();
            if let Ok(data) = read(answer.as_bytes()) {
                self.account(|budget| budget.earned(ending.repeats));
                return Ok((data, Some(certainty)));
            }
        }
        // A refusal that stands alone, of an order that the platform knows nothing of.
        if found.denied && ending.refused {
            return Err(ending.error);
        }
        Err(Error::OutcomeUnknown(Box::new(Unknown {
            lost,
            next_step: inquiry::next_step(operation),
            cause: ending.error,
        })))
    }

    /// All tries. The outer error is for what was not sent.
    async fn tries<D>(
        &self,
        call: &Call<'_>,
        operation: Option<&Operation>,
        read: &impl Fn(&[u8]) -> Result<D, Error>,
    ) -> Result<Result<D, Ending>, Error> {
        let credentials = Credentials::new(&self.appkey, &self.secret)?;
        let url = [self.base_url.as_str(), call.path].concat();
        let started = self.transport.now();
        let share = self.timeout_ms / self.policy.tries.saturating_add(1).max(2);
        let try_ms = if self.policy.tries > 1 {
            share
        } else {
            self.timeout_ms
        };
        let mut course = Course::default();
        let mut since = 0;
        loop {
            let known = self.offset.load(Relaxed);
            let signed = self.transport.now() + known;
            if since == 0 {
                since = signed;
            }
            let body = call.body(&credentials, Stamp::new(signed, self.transport.random()));
            let limit = try_ms.min(self.left(started)).max(1);
            let reply = self.transport.exchange(&url, body, limit).await;
            let (
                error,
                Reply {
                    status,
                    date,
                    retry_after,
                    ..
                },
            ) = match reply {
                Err(error) => (error, Reply::from(Vec::new())),
                Ok(reply) => match read(&reply.body) {
                    Ok(data) => {
                        self.account(|budget| budget.earned(course.tries));
                        return Ok(Ok(data));
                    }
                    Err(error) => (error, reply),
                },
            };
            let ended = match &error {
                Error::Api(refusal) => Ended::Refused(&refusal.code),
                Error::Decode(_) => Ended::Http(status),
                _ => Ended::NoAnswer,
            };
            let mut moment = Moment {
                asked: retry_after.unwrap_or_default().saturating_mul(1000),
                left: self.left(started),
                random: self.transport.random(),
                affordable: Budget(self.budget.load(Relaxed)).affords(),
                dated: date.is_some() && self.policy.tries > 1,
                own: false,
            };
            let decide = |moment| retry::next(operation, course, ended, self.policy, moment);
            let mut next = decide(moment);
            if let Next::Again(ms) = next {
                if self.transport.sleep(ms).await {
                    self.account(Budget::spent);
                    course = course.after(ended);
                    continue;
                }
                moment.affordable = false;
                next = decide(moment);
            }
            if ended == Ended::Refused(retry::CLOCK)
                && let Some(told) = date
            {
                self.offset
                    .store(retry::learn(told, signed, known), Relaxed);
            }
            if next == Next::Clock {
                course = course.after(ended);
                continue;
            }
            let alone = Course::default();
            let refused = retry::next(operation, alone, ended, self.policy, Moment::default());
            return Ok(Err(Ending {
                refused: refused == Next::Fail,
                error,
                next,
                since,
                repeats: course.tries,
            }));
        }
    }

    /// Asks the platform, in every way there is.
    pub(super) async fn find(&self, lost: &LostCall) -> Result<Lookup, Error> {
        let nothing = |denied| Ok(Lookup { data: None, denied });
        let Some(operation) = api::by_name(lost.operation) else {
            return nothing(false);
        };
        let inquiry = Inquiry {
            operation,
            params: &lost.params,
            since: lost.since,
            others: "",
        };
        let mut round = 0;
        while let Some((asked, params)) = inquiry.question(round) {
            let call = Call::operation(asked, &params)?;
            let read = |body: &[u8]| super::answer::payload(body, asked);
            let Ok(answer) = self.tries(&call, Some(asked), &read).await? else {
                return nothing(false);
            };
            let (data, certainty) = match inquiry.read(round, &answer) {
                Found::Absent => {
                    round += 1;
                    continue;
                }
                Found::Several => return nothing(false),
                Found::Sure(data) => (data, Certainty::Sure),
                Found::Likely(data) => (data, Certainty::Likely),
            };
            return Ok(Lookup {
                data: Some((data, certainty)),
                denied: false,
            });
        }
        nothing(round > 0)
    }

    /// Milliseconds that are left of a call.
    fn left(&self, started: i64) -> u32 {
        let passed = self.transport.now().saturating_sub(started).max(0);
        let passed = u32::try_from(passed.saturating_mul(1000)).unwrap_or(u32::MAX);
        self.timeout_ms.saturating_sub(passed)
    }

    fn account(&self, change: impl Fn(Budget) -> Budget) {
        let change = |tenths| Some(change(Budget(tenths)).0);
        let _ = self.budget.fetch_update(Relaxed, Relaxed, change);
    }
}

#[cfg(test)]
mod tests;
