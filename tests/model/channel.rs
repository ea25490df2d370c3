//! What becomes of a request on its way, and of the answer on its way back.

use crate::plan::{Channel, Fault};
use crate::world::{Happening, Message, World};
use eiotclub::client::machine::{FailureReason, Sent};
use serde_json::Value;

/// 2024-05-28 09:34:47 at UTC+8, in milliseconds.
pub const BASE: i64 = 1_716_860_087_000;

impl World {
    pub fn send(&mut self, call: usize, token: u64, body: &str, timeout: u64, fault: Fault) {
        let body: Value = serde_json::from_str(body).unwrap();
        let params = match body.get("params") {
            Some(params) => params.clone(),
            None => body,
        };
        let hear = |message| Happening::Hear(call, token, message);
        self.later(
            timeout,
            hear(Message::Failed(Sent::Unknown, FailureReason::Timeout)),
        );
        match fault {
            Fault::NotSent => {
                let message = self.not_sent();
                self.later(10, hear(message));
            }
            Fault::LoseBefore => {
                let message = self.lost();
                self.later(15, hear(message));
            }
            Fault::Hold(wait) => self.later(
                20 + wait,
                Happening::Reach {
                    call,
                    token,
                    params,
                    fault,
                },
            ),
            fault => self.later(
                20,
                Happening::Reach {
                    call,
                    token,
                    params,
                    fault,
                },
            ),
        }
    }

    /// How a driver hears that a request never left.
    fn not_sent(&self) -> Message {
        match self.plan.channel {
            Channel::Direct | Channel::Relay => Message::Failed(Sent::No, FailureReason::Network),
            Channel::Proxy | Channel::ProxyAndRelay => Message::Response(
                502,
                r#"{"error":{"kind":"network","message":"refused","sent":false}}"#.into(),
            ),
        }
    }

    /// How a driver hears that an answer is lost behind the channel.
    fn lost(&mut self) -> Message {
        let is_near = self.random.below(3) == 0;
        match self.plan.channel {
            _ if is_near => Message::Failed(Sent::Unknown, FailureReason::Network),
            Channel::Direct => Message::Failed(Sent::Unknown, FailureReason::Network),
            Channel::Relay => Message::Response(502, "<html>relay".into()),
            Channel::Proxy => Message::Response(
                502,
                r#"{"error":{"kind":"network","message":"reset"}}"#.into(),
            ),
            Channel::ProxyAndRelay => Message::Response(
                502,
                r#"{"error":{"kind":"proxy","reason":"relay","message":"x"}}"#.into(),
            ),
        }
    }

    pub fn reach(&mut self, call: usize, token: u64, params: &Value, fault: Fault) {
        let is_taken = !matches!(fault, Fault::Instead(_, _, false));
        let operation = self.plan.calls[call].operation;
        let now = (BASE + self.now as i64) / 1000;
        let answer = if is_taken {
            self.platform.take(operation, params, call, now)
        } else {
            String::new()
        };
        let is_taken_once = matches!(operation, "packages.order" | "esim.purchase");
        let answer = if fault == Fault::Twice && is_taken_once {
            self.platform.take(operation, params, call, now)
        } else {
            answer
        };
        self.log.push(format!(
            "{} ms, platform, of call {call}: {answer}",
            self.now
        ));
        let (wait, message) = match fault {
            Fault::Hold(_) => return,
            Fault::LoseAfter => (15, self.lost()),
            Fault::Late(wait) => (wait, Message::Response(200, answer)),
            Fault::Instead(status, body, _) => (20, Message::Response(status, body.into())),
            Fault::Truncate(length) => {
                let end = length.min(answer.len().saturating_sub(1));
                (20, Message::Response(200, answer[..end].into()))
            }
            _ => (20, Message::Response(200, answer)),
        };
        self.later(wait, Happening::Hear(call, token, message));
    }
}
