//! Notifications on their way: signed, handed out, repeated with growing delay until SUCCESS.

use super::random::Random;
use crate::notification::sign_notification;
use serde_json::Value;

/// A notification to post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// To settle it by.
    pub number: u64,
    /// The signed body.
    pub body: String,
}

/// A notification and what became of it.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The notification's id.
    pub id: String,
    /// The name of its event.
    pub event: &'static str,
    /// How often it was posted.
    pub tries: u32,
    /// How the last one was answered.
    pub answered: String,
    /// Whether it was acknowledged.
    pub done: bool,
    body: String,
    pub(super) due: i64,
    out: bool,
}

/// Seconds of simulated time to the next try; the last one for all that follow. The platform's own
/// delays are not documented.
const DELAYS: [i64; 5] = [5, 15, 60, 300, 3600];

pub struct Deliveries {
    secret: String,
    random: Random,
    all: Vec<Sent>,
    /// All before it are done, so that a long run does not look through its past.
    open_from: usize,
}

impl Deliveries {
    pub fn new(secret: String, seed: u64) -> Self {
        Deliveries {
            secret,
            random: Random::new(!seed),
            all: Vec::new(),
            open_from: 0,
        }
    }

    /// `due` is in simulated time, `timestamp` is what it is stamped with.
    pub fn add(&mut self, due: i64, timestamp: i64, event: &'static str, mut fields: Value) {
        let id = self.random.alphanumeric(24);
        fields["id"] = id.clone().into();
        fields["event"] = event.into();
        fields["timestamp"] = timestamp.into();
        fields["nonce"] = (10_000 + self.random.below(90_000)).into();
        let body = sign_notification(&fields.to_string(), &self.secret).unwrap_or_default();
        self.all.push(Sent {
            id,
            event,
            tries: 0,
            answered: String::new(),
            done: false,
            body,
            due,
            out: false,
        });
    }

    pub fn due(&mut self, clock: i64) -> Vec<Delivery> {
        let mut out = Vec::new();
        for (number, sent) in self.all.iter_mut().enumerate().skip(self.open_from) {
            if !sent.done && !sent.out && sent.due <= clock {
                sent.out = true;
                sent.tries += 1;
                out.push((sent.due, number));
            }
        }
        out.sort_unstable();
        let delivery = |(_, number): (i64, usize)| Delivery {
            number: number as u64,
            body: self.all[number].body.clone(),
        };
        out.into_iter().map(delivery).collect()
    }

    pub fn settled(&mut self, number: u64, answered: &str, success: bool, clock: i64) {
        let Some(sent) = self.all.get_mut(number as usize) else {
            return;
        };
        let delay = DELAYS
            .get(sent.tries.saturating_sub(1) as usize)
            .unwrap_or(&3600);
        sent.out = false;
        sent.done |= success;
        answered.clone_into(&mut sent.answered);
        sent.due = clock + delay;
        while self.all.get(self.open_from).is_some_and(|sent| sent.done) {
            self.open_from += 1;
        }
    }

    pub fn next(&self) -> Option<i64> {
        let open = self.all.iter().skip(self.open_from);
        open.filter(|sent| !sent.done && !sent.out)
            .map(|sent| sent.due)
            .min()
    }

    pub fn all(&self) -> &[Sent] {
        &self.all
    }
}
