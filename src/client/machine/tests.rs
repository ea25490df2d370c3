//! Every way an answer can be odd, and the reproduction of each finding about money.

mod findings;
mod table;

use super::*;
use crate::api::by_name;
use crate::client::headers::RetryAfter;
use crate::client::lookup::Confidence;

/// 2024-05-28 09:34:47 at UTC+8.
const NOW: i64 = 1_716_860_087_000;

const ORDER: &str = r#"{"iccid":"8985","packageCode":"P","outTradeNo":"mine"}"#;
const UNNUMBERED: &str = r#"{"iccid":"8985","packageCode":"P"}"#;
const REFUND: &str = r#"{"iccid":"8985","orderId":"7","remark":"r"}"#;
const CLOUD: &str = r#"{"eid":"E","packageCode":"P","outTradeNo":"mine"}"#;
const PLACED: &str = r#"{"code":"200","data":{"orderNumber":"n","orderId":7}}"#;
const FOUND: &str =
    r#"[{"outTradeNo":"mine","iccid":"8985","packageCode":"P","orderNumber":"n","orderId":7}]"#;

/// What a scripted platform does with an attempt.
#[derive(Clone, Debug)]
enum Act {
    Answer(u16, String),
    Page(u16, String, RetryAfter),
    Lose,
    Refuse,
    Abort,
}

fn code(code: &str) -> Act {
    Act::Answer(200, format!(r#"{{"code":"{code}","message":""}}"#))
}

/// A call at a scripted platform, with a clock that only waits move.
struct Bench {
    shared: Shared,
    now: u64,
    /// Bodies that were sent.
    sent: Vec<String>,
    looked_up: Vec<String>,
    proxied: bool,
}

impl Default for Bench {
    fn default() -> Self {
        Bench {
            shared: Shared::default(),
            now: 1_000_000,
            sent: Vec::new(),
            looked_up: Vec::new(),
            proxied: false,
        }
    }
}

impl Bench {
    fn call(
        &mut self,
        name: &str,
        params: &str,
        acts: &[Act],
        answers: &[Option<&str>],
    ) -> Command {
        self.call_with(CallOptions::default(), name, params, acts, answers)
    }

    /// The last act and the last answer go on for ever.
    fn call_with(
        &mut self,
        options: CallOptions,
        name: &str,
        params: &str,
        acts: &[Act],
        answers: &[Option<&str>],
    ) -> Command {
        let operation = by_name(name).unwrap();
        let state = CallState::operation(operation, params, options, NOW, [1; 3]);
        self.run(state.unwrap().state, acts, answers)
    }

    fn run(&mut self, mut state: CallState, acts: &[Act], answers: &[Option<&str>]) -> Command {
        let began = (self.sent.len(), self.looked_up.len());
        let mut command = self.step(&mut state, Event::Started);
        loop {
            command = match command {
                Command::Send { body, .. } => {
                    self.sent.push(body);
                    let at = (self.sent.len() - began.0 - 1).min(acts.len() - 1);
                    match &acts[at] {
                        Act::Answer(status, body) => self.respond(&mut state, *status, body, None),
                        Act::Page(status, body, after) => {
                            self.respond(&mut state, *status, body, Some(*after))
                        }
                        Act::Lose => self.fail(&mut state, Sent::Unknown),
                        Act::Refuse => self.fail(&mut state, Sent::No),
                        Act::Abort => self.step(&mut state, Event::Aborted),
                    }
                }
                Command::WaitUntil { at_ms } => {
                    self.now = at_ms;
                    self.step(&mut state, Event::Timer)
                }
                Command::LookUp { params, .. } => {
                    self.looked_up.push(params);
                    let at = (self.looked_up.len() - began.1 - 1).min(answers.len() - 1);
                    self.step(&mut state, Event::LookedUp(answers[at]))
                }
                Command::Acquire { .. } => self.step(&mut state, Event::Acquired),
                ended => {
                    assert!(state.has_ended());
                    return ended;
                }
            };
        }
    }

    fn respond(
        &mut self,
        state: &mut CallState,
        status: u16,
        body: &str,
        retry_after: Option<RetryAfter>,
    ) -> Command {
        let response = Response {
            status,
            date: Some(NOW / 1000),
            retry_after,
            body: body.as_bytes(),
        };
        self.step(state, Event::Response(response))
    }

    fn fail(&mut self, state: &mut CallState, sent: Sent) -> Command {
        let reason = FailureReason::Network;
        self.step(state, Event::Failed { sent, reason })
    }

    fn step(&mut self, state: &mut CallState, event: Event<'_>) -> Command {
        // Every state has to survive the way to another language and back.
        let text = serde_json::to_string(state).unwrap();
        *state = serde_json::from_str(&text).unwrap();
        let account = Credentials::new("AK", "secret").unwrap();
        let context = Context {
            credentials: (!self.proxied).then_some(account),
            reader: Reader::Rust,
        };
        let clock = Clock {
            monotonic_ms: self.now,
            unix_ms: NOW + i64::try_from(self.now - 1_000_000).unwrap(),
            random: 77,
        };
        state.step(&mut self.shared, &context, clock, event)
    }
}

fn one_attempt() -> CallOptions {
    CallOptions {
        attempts: 1,
        ..CallOptions::default()
    }
}

/// D done, R refused by proof, F failed, U unknown.
fn letter(command: &Command) -> char {
    match command {
        Command::Done { .. } => 'D',
        Command::Refused { .. } => 'R',
        Command::Failed { .. } => 'F',
        Command::Unknown { .. } => 'U',
        other => panic!("{other:?}"),
    }
}
