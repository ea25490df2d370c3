//! Drives the call machine over a [`Transport`]: moves bytes, waits, and decides nothing.

use super::call::Credentials;
use super::machine::{
    Answer, CallState, Clock, Command, Context, Event, FailureReason, Response, Sent,
};
use super::{Client, Confidence, Reply, Shared, Transport, answer};
use crate::api;
use crate::error::{Error, Unknown};
use crate::schema::check::{Drift, Reader};

/// A call that was done.
pub(super) struct Finished {
    /// The answer, whole.
    pub body: String,
    pub confidence: Option<Confidence>,
    pub drift: Vec<Drift>,
    pub out_trade_no: Option<String>,
}

impl<T: Transport> Client<T> {
    pub(super) async fn drive(&self, mut call: CallState) -> Result<Finished, Error> {
        Credentials::new(&self.appkey, &self.secret)?;
        let mut received = Received::default();
        let mut command = self.run(&mut call, Event::Started, &mut received).await;
        // The call of a look-up is a read, which has none of its own.
        while let Command::LookUp {
            operation,
            params,
            timeout_ms,
        } = command
        {
            let data = self.look_up(operation, &params, timeout_ms).await;
            let event = Event::LookedUp(data.as_deref());
            command = self.run(&mut call, event, &mut received).await;
        }
        received.finish(command)
    }

    async fn look_up(&self, name: &str, params: &str, timeout_ms: Option<u64>) -> Option<String> {
        let operation = api::by_name(name)?;
        let options = super::CallOptions {
            timeout_ms,
            ..self.options
        };
        let call = CallState::operation(operation, params, options, 0, [0; 3]);
        let mut call = call.ok()?.state;
        let mut received = Received::default();
        let command = self.run(&mut call, Event::Started, &mut received).await;
        let body = received.finish(command).ok()?.body;
        Some(if operation.whole {
            body
        } else {
            answer::data(body.as_bytes())
        })
    }

    /// Does what the machine says until it wants a look-up or has ended.
    async fn run(
        &self,
        call: &mut CallState,
        first: Event<'_>,
        received: &mut Received,
    ) -> Command {
        let mut command = self.step(call, first);
        loop {
            let event = match command {
                Command::Send {
                    path,
                    body,
                    timeout_ms,
                    ..
                } => {
                    let url = [self.base_url.as_str(), &path].concat();
                    let limit = timeout_ms.and_then(|limit| u32::try_from(limit).ok());
                    let reply = self
                        .transport
                        .exchange(&url, body, limit.unwrap_or(u32::MAX));
                    received.event(reply.await)
                }
                Command::WaitUntil { at_ms } => {
                    let left = at_ms.saturating_sub(self.transport.monotonic_ms());
                    match self
                        .transport
                        .sleep(u32::try_from(left).unwrap_or(u32::MAX))
                        .await
                    {
                        true => Event::Timer,
                        false => Event::Failed {
                            sent: Sent::No,
                            reason: FailureReason::Timeout,
                        },
                    }
                }
                Command::Acquire { .. } => Event::Acquired,
                other => return other,
            };
            command = self.step(call, event);
        }
    }

    fn step(&self, call: &mut CallState, event: Event<'_>) -> Command {
        let context = Context {
            credentials: Credentials::new(&self.appkey, &self.secret).ok(),
            reader: Reader::Rust,
        };
        let clock = Clock {
            monotonic_ms: self.transport.monotonic_ms(),
            unix_ms: self.transport.now() * 1000,
            random: self.transport.random(),
        };
        self.with_shared(|shared| call.step(shared, &context, clock, event))
    }

    /// What a call shares is never held over an `await`.
    pub(super) fn with_shared<D>(&self, work: impl FnOnce(&mut Shared) -> D) -> D {
        let lock = self.shared.lock();
        work(&mut lock.unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

/// What the transport brought last: the machine names errors, the transport knows more of them.
#[derive(Default)]
struct Received {
    reply: Option<Reply>,
    error: Option<Error>,
}

impl Received {
    fn event(&mut self, result: Result<Reply, Error>) -> Event<'_> {
        match result {
            Ok(reply) => {
                self.error = None;
                let reply = self.reply.insert(reply);
                Event::Response(Response {
                    status: reply.status,
                    date: reply.date,
                    retry_after: reply.retry_after,
                    body: &reply.body,
                })
            }
            Err(error) => {
                self.reply = None;
                let sent = match &error {
                    Error::NotSent(_) => Sent::No,
                    _ => Sent::Unknown,
                };
                let reason = match &error {
                    Error::Timeout => FailureReason::Timeout,
                    _ => FailureReason::Network,
                };
                self.error = Some(error);
                Event::Failed { sent, reason }
            }
        }
    }

    fn finish(mut self, command: Command) -> Result<Finished, Error> {
        match command {
            Command::Done {
                answer,
                confidence,
                drift,
                number,
            } => Ok(Finished {
                body: match answer {
                    Answer::Repaired(text) => text,
                    Answer::Recovered(data) => [r#"{"code":"200","data":"#, &data, "}"].concat(),
                    Answer::AsReceived => {
                        let body = self.reply.map(|reply| reply.body).unwrap_or_default();
                        String::from_utf8_lossy(answer::without_bom(&body)).into_owned()
                    }
                },
                confidence,
                drift,
                out_trade_no: number,
            }),
            Command::Refused { error } | Command::Failed { error, .. } => {
                Err(error.into_error(self.error.take()))
            }
            Command::Unknown {
                pending,
                number,
                next_step,
                lookup,
                cause,
            } => Err(Error::OutcomeUnknown(Box::new(Unknown {
                pending,
                out_trade_no: number,
                next_step,
                lookup,
                cause: cause.into_error(self.error.take()),
            }))),
            // The loop ends with none of these.
            _ => Err(Error::Decode("the call did not end")),
        }
    }
}

#[cfg(test)]
mod tests;
