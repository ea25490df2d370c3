//! Time, the channel, and the drivers of the calls of one run. Everything happens in one order that the seed
//! decides.

use crate::channel::BASE;
use crate::judge::id_of;
use crate::plan::{CallPlan, Channel, Fault, Plan, Random};
use crate::platform::Platform;
use eiotclub::api;
use eiotclub::client::call::Credentials;
use eiotclub::client::failure::Failure;
use eiotclub::client::machine::{
    Answer, CallOptions, CallState, Clock, Command, Context, Event, FailureReason, Response, Sent,
};
use eiotclub::client::{Confidence, PendingCall, Shared};
use eiotclub::schema::check::Reader;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How a call ended.
#[derive(Clone, Debug)]
pub enum Ended {
    Done {
        id: String,
        confidence: Option<Confidence>,
    },
    Refused(String),
    /// Refused, and told which order has the number.
    Exists(String),
    Failed(String),
    Unknown(Option<PendingCall>),
}

impl Ended {
    pub fn word(&self) -> &'static str {
        match self {
            Ended::Done { .. } => "done",
            Ended::Refused(_) | Ended::Exists(_) => "refused",
            Ended::Failed(_) => "failed",
            Ended::Unknown(_) => "unknown",
        }
    }

    pub fn is_recovered(&self) -> bool {
        matches!(self, Ended::Done { confidence, .. } if confidence.is_some())
    }
}

pub enum Message {
    Started,
    Acquired,
    Timer,
    Aborted,
    Response(u16, String),
    Failed(Sent, FailureReason),
    LookedUp(Option<String>),
}

pub enum Happening {
    /// A driver hears something, if it still waits for it.
    Hear(usize, u64, Message),
    /// A request reaches the platform.
    Reach {
        call: usize,
        token: u64,
        params: Value,
        fault: Fault,
    },
}

pub struct Running {
    pub state: CallState,
    pub token: u64,
    pub commands: u32,
    pub attempts: usize,
    pub lookups: u32,
    pub last_body: String,
    pub ended: Option<Ended>,
    pub was_visible: bool,
    pub was_aborted: bool,
}

pub struct World {
    pub plan: Plan,
    pub platform: Platform,
    pub log: Vec<String>,
    pub shared: Shared,
    pub random: Random,
    pub now: u64,
    queue: BTreeMap<(u64, u64), Happening>,
    queued: u64,
    pub calls: Vec<Running>,
}

impl World {
    pub fn run(plan: &Plan) -> World {
        let mut world = World {
            plan: plan.clone(),
            platform: Platform::new(plan, BASE / 1000),
            log: Vec::new(),
            shared: Shared::default(),
            random: Random(plan.seed ^ 0xABCD),
            now: 0,
            queue: BTreeMap::new(),
            queued: 0,
            calls: Vec::new(),
        };
        for (at, call) in plan.calls.iter().enumerate() {
            let state = world.prepare(call);
            world.calls.push(Running {
                state,
                token: 0,
                commands: 0,
                attempts: 0,
                lookups: 0,
                last_body: String::new(),
                ended: None,
                was_visible: false,
                was_aborted: false,
            });
            world.later(call.begins, Happening::Hear(at, 0, Message::Started));
        }
        while let Some(((at, _), happening)) = world.queue.pop_first() {
            world.now = at;
            world.happen(happening);
        }
        world
    }

    fn prepare(&mut self, call: &CallPlan) -> CallState {
        let operation = api::by_name(call.operation).unwrap();
        let mut params = match call.operation {
            "packages.order" => json!({ "iccid": call.card, "packageCode": call.package }),
            "cloudEsim.purchase" => json!({ "eid": call.card, "packageCode": call.package }),
            "esim.purchase" => json!({ "eSIMGoodsCode": call.package }),
            _ => {
                let order = if call.card == "A" { "71" } else { "72" };
                json!({ "iccid": call.card, "orderId": order, "remark": "r" })
            }
        };
        if let Some(number) = call.number.filter(|_| operation.number().is_some()) {
            params["outTradeNo"] = number.into();
        }
        let options = CallOptions {
            has_limiter: true,
            ..CallOptions::default()
        };
        let mut random = || self.random.next() as u32;
        let random = [random(), random(), random()];
        let made = CallState::operation(operation, &params.to_string(), options, BASE, random);
        made.unwrap().state
    }

    pub fn later(&mut self, wait: u64, happening: Happening) {
        self.queued += 1;
        self.queue.insert((self.now + wait, self.queued), happening);
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Hear(call, token, message) => {
                if self.calls[call].token == token && self.calls[call].ended.is_none() {
                    self.hear(call, message);
                }
            }
            Happening::Reach {
                call,
                token,
                params,
                fault,
            } => self.reach(call, token, &params, fault),
        }
    }

    fn hear(&mut self, call: usize, message: Message) {
        let event = match &message {
            Message::Started => Event::Started,
            Message::Acquired => Event::Acquired,
            Message::Timer => Event::Timer,
            Message::Aborted => Event::Aborted,
            Message::Response(status, body) => Event::Response(Response {
                status: *status,
                date: Some((BASE + self.now as i64) / 1000),
                retry_after: None,
                body: body.as_bytes(),
            }),
            Message::Failed(sent, reason) => Event::Failed {
                sent: *sent,
                reason: *reason,
            },
            Message::LookedUp(data) => Event::LookedUp(data.as_deref()),
        };
        let command = self.step(call, event);
        self.calls[call].was_aborted |= matches!(message, Message::Aborted);
        if let Message::Response(_, body) = message {
            self.calls[call].last_body = body;
        }
        self.calls[call].token += 1;
        self.obey(call, command);
    }

    fn step(&mut self, call: usize, event: Event<'_>) -> Command {
        let is_proxied = matches!(self.plan.channel, Channel::Proxy | Channel::ProxyAndRelay);
        let account = Credentials::new("AK", "secret").unwrap();
        let context = Context {
            credentials: (!is_proxied).then_some(account),
            reader: Reader::Rust,
        };
        let clock = Clock {
            monotonic_ms: self.now,
            unix_ms: BASE + self.now as i64,
            random: self.random.next() as u32,
        };
        let state = &mut self.calls[call].state;
        state.step(&mut self.shared, &context, clock, event)
    }

    fn obey(&mut self, call: usize, command: Command) {
        let token = self.calls[call].token;
        let hear = |message| Happening::Hear(call, token, message);
        let plan = &self.plan.calls[call];
        let is_aborted = plan.aborts_at == Some(self.calls[call].commands);
        self.calls[call].commands += 1;
        self.log
            .push(format!("{} ms, call {call}: {}", self.now, told(&command)));
        match command {
            Command::Acquire { .. } => {
                let wait = self.random.below(3);
                self.later(wait, hear(Message::Acquired));
            }
            Command::WaitUntil { at_ms } => {
                self.later(at_ms.saturating_sub(self.now), hear(Message::Timer));
            }
            Command::Send {
                body, timeout_ms, ..
            } => {
                let at = self.calls[call].attempts.min(plan.faults.len() - 1);
                let fault = plan.faults[at].clone();
                self.calls[call].attempts += 1;
                self.send(call, token, &body, timeout_ms.unwrap_or(100_000), fault);
            }
            Command::LookUp {
                operation, params, ..
            } => {
                let fails = self.calls[call].lookups < plan.failed_lookups;
                self.calls[call].lookups += 1;
                let params: Value = serde_json::from_str(&params).unwrap();
                let answer = (!fails).then(|| self.platform.look_up(operation, &params));
                self.later(30, hear(Message::LookedUp(answer)));
            }
            ended => {
                let ended = self.ending(call, ended);
                self.calls[call].was_visible = self.platform.shows(call);
                self.calls[call].ended = Some(ended);
                return;
            }
        }
        if is_aborted {
            let wait = self.random.below(45);
            self.later(wait, hear(Message::Aborted));
        }
    }

    fn ending(&self, call: usize, command: Command) -> Ended {
        match command {
            Command::Done {
                answer, confidence, ..
            } => {
                let data = match answer {
                    Answer::Recovered(data) => serde_json::from_str(&data).unwrap(),
                    Answer::Repaired(text) => parsed(&text)["data"].clone(),
                    Answer::AsReceived => parsed(&self.calls[call].last_body)["data"].clone(),
                };
                Ended::Done {
                    id: id_of(&data),
                    confidence,
                }
            }
            // It tells the order that has the number, so the caller knows that it is placed.
            Command::Refused {
                error:
                    Failure::Api {
                        existing: Some(order),
                        ..
                    },
            } => Ended::Exists(order),
            Command::Refused { error } => Ended::Refused(format!("{error:?}")),
            Command::Failed { error, .. } => Ended::Failed(format!("{error:?}")),
            Command::Unknown { pending, .. } => Ended::Unknown(Some(pending)),
            other => panic!("{other:?}"),
        }
    }

    /// Looks every unknown call up once more, when everything that was taken shows. Returns how many were resolved.
    pub fn recheck_all(&mut self) -> u64 {
        self.platform.settle();
        let mut resolved = 0;
        for at in 0..self.calls.len() {
            let Some(Ended::Unknown(Some(pending))) = self.calls[at].ended.clone() else {
                continue;
            };
            self.calls[at].state = CallState::recheck(&pending, CallOptions::default()).unwrap();
            let mut command = self.step(at, Event::Started);
            while let Command::LookUp {
                operation, params, ..
            } = command
            {
                let params: Value = serde_json::from_str(&params).unwrap();
                let answer = self.platform.look_up(operation, &params);
                command = self.step(at, Event::LookedUp(Some(&answer)));
            }
            let ended = self.ending(at, command);
            resolved += u64::from(matches!(ended, Ended::Done { .. }));
            self.calls[at].ended = Some(ended);
        }
        resolved
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap()
}

fn told(command: &Command) -> String {
    let text = format!("{command:?}");
    text.chars().take(160).collect()
}
