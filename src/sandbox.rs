//! The platform, emulated: the operations declared in [`crate::api`] over a seeded set of cards,
//! packages and a balance, with the platform's checks, error codes and signed notifications.
//!
//! No I/O and no clock. Two times come in: `now`, the clock of whoever calls, and simulated time,
//! which moves only by [`Sandbox::advance`] unless it is told to follow `now`.

mod agenda;
mod beginning;
mod catalog;
mod cdr;
mod cloud_esim;
mod delivery;
mod esim;
mod faults;
mod gate;
mod imei_pools;
mod life;
mod operations;
mod pools;
mod random;
mod tasks;
mod terms;
mod usage;
mod view;
mod world;

pub use delivery::{Delivery, Sent, Try, acknowledges};

use crate::api;
use crate::error::Problem;
use crate::error_code;
use crate::json;
use crate::receiver;
use delivery::Deliveries;
use faults::Faults;
use gate::{Caller, Gate};
use serde_json::{Value, json};
use world::World;

/// How a sandbox begins.
#[derive(Clone)]
pub struct Config {
    /// The appkey it knows.
    pub appkey: String,
    /// The secret it checks requests and signs notifications with.
    pub secret: String,
    /// What everything random is made from.
    pub seed: u64,
    /// Unix seconds at which simulated time begins.
    pub started: i64,
    /// Notifications are stamped with simulated time instead of `now`: for runs that are the same
    /// to the byte.
    pub fixed_clock: bool,
    /// Simulated time moves with `now` as well.
    pub follow: bool,
    /// Whether anybody is there to be notified.
    pub heard: bool,
    /// How many cards the account has.
    pub cards: u32,
    /// The balance to begin with, in US cents.
    pub cents: i64,
    /// Whether a signature that came before is refused: the same parameters, time and nonce.
    pub refuse_replays: bool,
    /// The addresses that may call; all where there are none.
    pub allowlist: Vec<String>,
    /// How many calls may come in a second; 0 for any number.
    pub rate_limit: u32,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            appkey: String::new(),
            secret: String::new(),
            seed: 1,
            started: 0,
            fixed_clock: false,
            follow: false,
            heard: true,
            cards: 24,
            cents: 50_000,
            refuse_replays: false,
            allowlist: Vec::new(),
            rate_limit: 0,
        }
    }
}

/// A request as it comes in.
#[derive(Clone, Copy, Debug)]
pub struct Request<'r> {
    /// The HTTP method.
    pub method: &'r str,
    /// The path, without a query.
    pub path: &'r str,
    /// `Content-Type`, empty where there is none.
    pub content_type: &'r str,
    /// The address it comes from, empty where that is not known.
    pub address: &'r str,
    /// The body.
    pub body: &'r [u8],
}

/// An answer of the emulated platform, and what becomes of it on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// A JSON document, unless `html` or a fault says otherwise.
    pub body: String,
    /// Whether a gateway's page stands in the body.
    pub html: bool,
    /// The platform's clock, Unix seconds, which the answer's `Date` tells.
    pub date: i64,
    /// Milliseconds that it is held back.
    pub wait_ms: u32,
    /// Seconds that `Retry-After` asks for.
    pub retry_after: Option<u32>,
    /// Whether it arrives.
    pub fate: Fate,
    /// The operation that was called.
    pub operation: Option<&'static str>,
}

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrives.
    Answer,
    /// It never comes, and the connection stays open.
    Silence,
    /// The connection breaks instead.
    Reset,
}

impl Reply {
    fn of(status: u16, body: String, date: i64) -> Self {
        Reply {
            status,
            body,
            html: false,
            date,
            wait_ms: 0,
            retry_after: None,
            fate: Fate::Answer,
            operation: None,
        }
    }
}

/// The emulated platform.
pub struct Sandbox {
    config: Config,
    gate: Gate,
    world: World,
    faults: Faults,
    deliveries: Deliveries,
    advanced: i64,
}

/// Why an operation was refused: a code of the platform.
type Refused = u32;

impl Sandbox {
    /// A platform at its beginning.
    pub fn new(config: Config) -> Self {
        let world = World::new(&config);
        Sandbox {
            gate: Gate::default(),
            deliveries: Deliveries::new(config.secret.clone(), config.seed, config.heard),
            faults: Faults::default(),
            world,
            advanced: 0,
            config,
        }
    }

    /// What goes wrong from now on: rules as a JSON list, in place of those before them.
    pub fn set_faults(&mut self, rules: &str) -> Result<(), Vec<Problem>> {
        self.faults = Faults::parse(rules, self.config.seed)?;
        Ok(())
    }

    /// What is wrong with such rules, if anything is.
    pub fn check_faults(rules: &str) -> Result<(), Vec<Problem>> {
        Faults::parse(rules, 0).map(|_| ())
    }

    /// Answers a request from nowhere in particular. `now` is in Unix seconds.
    pub fn handle(&mut self, method: &str, path: &str, body: &[u8], now: i64) -> Reply {
        let request = Request {
            method,
            path,
            content_type: "",
            address: "",
            body,
        };
        self.receive(&request, now)
    }

    /// Answers a request. `now` is in Unix seconds.
    pub fn receive(&mut self, request: &Request<'_>, now: i64) -> Reply {
        self.run(now);
        if request.method != "POST" {
            return spoken(405, "the platform takes POST", now);
        }
        let Some(operation) = api::by_path(request.path) else {
            return spoken(404, "this path is no operation of the platform", now);
        };
        let content_type = request.content_type;
        if !content_type.is_empty() && !receiver::is_json(content_type) {
            return spoken(415, "the platform takes application/json", now);
        }
        let fault = self.faults.of_call(operation.name);
        let date = now + fault.clock;
        let reply = if fault.acted() {
            let clocks = [date, self.world.clock + fault.clock];
            let reply = self.answer(operation, request, clocks);
            self.post(now);
            reply
        } else {
            Reply::of(200, String::new(), date)
        };
        fault.applied_to(Reply {
            operation: Some(operation.name),
            ..reply
        })
    }

    /// `clocks` are the platform's as its answers tell it, and the simulated one.
    fn answer(
        &mut self,
        operation: &api::Operation,
        request: &Request<'_>,
        clocks: [i64; 2],
    ) -> Reply {
        let [date, _] = clocks;
        let Ok(text) = std::str::from_utf8(request.body) else {
            return spoken(400, "the body is not UTF-8", date);
        };
        let members = match json::object(text) {
            Ok(members) => members,
            Err(flaw) => return spoken(400, flaw.what, date),
        };
        let caller = Caller {
            address: request.address,
            text,
            members: &members,
            clocks,
        };
        let admitted = self.gate.admit(&self.config, &caller);
        let result = match admitted {
            Ok(()) => match operations::perform(operation.name, &members, &mut self.world) {
                Some(answer) => answer,
                None => return spoken(404, "this operation is not emulated yet", date),
            },
            Err(code) => Err(code),
        };
        let (code, message, data) = match result {
            Ok(data) => (200, "操作成功", data),
            Err(code) => (code, zh(code), Value::Null),
        };
        let mut body = json!({ "code": code.to_string(), "message": message });
        match data {
            // What stands beside `data` comes with it.
            Value::Object(all) if operation.whole => {
                for (name, value) in all {
                    body[name] = value;
                }
            }
            data => body["data"] = data,
        }
        Reply::of(200, body.to_string(), date)
    }

    /// Moves simulated time. Everything that falls due happens in its order.
    pub fn advance(&mut self, seconds: i64, now: i64) {
        self.advanced = self.advanced.saturating_add(seconds.max(0));
        self.run(now);
    }

    /// Moves simulated time by so many seconds, but not beyond the first moment at which there is
    /// something to deliver; returns how many are left.
    pub fn step(&mut self, seconds: i64, now: i64) -> i64 {
        self.run(now);
        let until = self.world.clock + seconds;
        while self.world.clock < until && !self.deliveries.waits(self.world.clock) {
            let left = until - self.world.clock;
            self.advance(self.next_due().unwrap_or(left).min(left), now);
        }
        until - self.world.clock
    }

    /// The notifications whose time has come, each to be settled before it is handed out again.
    pub fn due(&mut self, now: i64) -> Vec<Delivery> {
        self.run(now);
        self.deliveries.due(self.world.clock)
    }

    /// Tells how a delivery was answered. Anything but success is tried again later.
    pub fn settled(&mut self, number: u64, answered: &str, success: bool) {
        self.deliveries
            .settled(number, answered, success, self.world.clock);
    }

    /// Seconds of simulated time until something happens or is to be delivered.
    pub fn next_due(&self) -> Option<i64> {
        let happens = self.world.agenda.next();
        let times = happens.into_iter().chain(self.deliveries.next());
        times.min().map(|at| (at - self.world.clock).max(0))
    }

    /// Every notification so far, and how it was answered.
    pub fn sent(&self) -> &[Sent] {
        self.deliveries.all()
    }

    /// Simulated time, Unix seconds.
    pub fn clock(&self) -> i64 {
        self.world.clock
    }

    fn run(&mut self, now: i64) {
        let followed = if self.config.follow {
            now - self.config.started
        } else {
            0
        };
        self.world
            .run_until(self.config.started + self.advanced + followed);
        self.post(now);
    }

    fn post(&mut self, now: i64) {
        for (at, event, fields) in self.world.happened.drain(..) {
            let stamp = if self.config.fixed_clock { at } else { now };
            self.deliveries
                .add(at, stamp, event, fields, &mut self.faults);
        }
    }
}

/// The sandbox itself speaks, where the platform's answer is not documented.
fn spoken(status: u16, what: &str, date: i64) -> Reply {
    let body = json!({ "error": { "sandbox": what } });
    Reply::of(status, body.to_string(), date)
}

fn zh(code: u32) -> &'static str {
    error_code::lookup(&code.to_string()).map_or("", |known| known.zh)
}

#[cfg(test)]
mod tests;
