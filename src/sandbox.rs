//! The platform, emulated: the operations declared in [`crate::api`] over a seeded set of cards,
//! packages and a balance, with the platform's checks, error codes and signed notifications.
//!
//! No I/O and no clock. Two times come in: `now`, the clock of whoever calls, and simulated time,
//! which moves only by [`Sandbox::advance`] unless it is told to follow `now`.

mod agenda;
mod delivery;
mod gate;
mod life;
mod operations;
mod random;
mod world;

pub use delivery::{Delivery, Sent};

use crate::api;
use crate::error_code;
use crate::json;
use delivery::Deliveries;
use gate::Gate;
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
    /// How many cards the account has.
    pub cards: u32,
    /// The balance to begin with, in US cents.
    pub cents: i64,
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
            cards: 24,
            cents: 50_000,
        }
    }
}

/// An answer of the emulated platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// A JSON document.
    pub body: String,
}

/// The emulated platform.
pub struct Sandbox {
    config: Config,
    gate: Gate,
    world: World,
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
            deliveries: Deliveries::new(config.secret.clone(), config.seed),
            world,
            advanced: 0,
            config,
        }
    }

    /// Answers a request. `now` is in Unix seconds.
    pub fn handle(&mut self, method: &str, path: &str, body: &[u8], now: i64) -> Reply {
        self.run(now);
        if method != "POST" {
            return spoken(405, "the platform takes POST");
        }
        let Some(operation) = api::by_path(path) else {
            return spoken(404, "this path is no operation of the platform");
        };
        let Ok(text) = std::str::from_utf8(body) else {
            return spoken(400, "the body is not UTF-8");
        };
        let members = match json::object(text) {
            Ok(members) => members,
            Err(flaw) => return spoken(400, flaw.what),
        };
        let clocks = [now, self.world.clock];
        let admitted = self.gate.admit(&self.config, text, &members, clocks);
        let result = match admitted {
            Ok(()) => match operations::perform(operation.name, &members, &mut self.world) {
                Some(answer) => answer,
                None => return spoken(404, "this operation is not emulated yet"),
            },
            Err(code) => Err(code),
        };
        self.post(now);
        let (code, message, data) = match result {
            Ok(data) => (200, "操作成功", data),
            Err(code) => (code, zh(code), Value::Null),
        };
        let body = json!({ "code": code.to_string(), "message": message, "data": data });
        Reply {
            status: 200,
            body: body.to_string(),
        }
    }

    /// Moves simulated time. Everything that falls due happens in its order.
    pub fn advance(&mut self, seconds: i64, now: i64) {
        self.advanced = self.advanced.saturating_add(seconds.max(0));
        self.run(now);
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
            self.deliveries.add(at, stamp, event, fields);
        }
    }
}

/// The sandbox itself speaks, where the platform's answer is not documented.
fn spoken(status: u16, what: &str) -> Reply {
    Reply {
        status,
        body: json!({ "error": { "sandbox": what } }).to_string(),
    }
}

fn zh(code: u32) -> &'static str {
    error_code::lookup(&code.to_string()).map_or("", |known| known.zh)
}

#[cfg(test)]
mod tests;
