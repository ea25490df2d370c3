//! Notifications on their way: signed, handed out, repeated with growing delay until SUCCESS.

use super::faults::Faults;
use super::random::Random;
use crate::notification::sign_notification;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// A notification to post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// To settle it by.
    pub number: u64,
    /// The signed body.
    pub body: String,
    /// Whether it goes out at once with the one before it, and not after that was answered.
    pub together: bool,
}

/// A notification and what became of it.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The notification's id.
    pub id: String,
    /// The name of its event.
    pub event: &'static str,
    /// When it happened, simulated Unix seconds.
    pub at: i64,
    /// What is posted.
    pub body: String,
    /// Each time it was posted.
    pub tries: Vec<Try>,
    /// Whether it was acknowledged.
    pub done: bool,
    /// How many of its tries are still to be lost on the way.
    drop: u32,
}

/// One time that a notification was posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Try {
    /// When, in simulated Unix seconds.
    pub at: i64,
    /// The answer, its status and body, or why there was none; empty while it is awaited.
    pub answered: String,
    /// Whether the answer acknowledged it.
    pub acknowledged: bool,
}

/// Ordered by when it is due; of those due together, the earlier made comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Post {
    due: i64,
    number: u64,
    sent: usize,
    /// One more of what is posted anyway: never repeated for its own sake.
    copy: bool,
    overtaken: bool,
}

/// Seconds of simulated time to the next try; twice the last for each that follows, up to a day.
/// The platform's own delays are not documented.
const DELAYS: [i64; 5] = [5, 15, 60, 300, 3600];
const LONGEST: i64 = 86_400;
/// Seconds that one is held back at the most which the next is to overtake.
const HELD: i64 = 60;
/// What is kept of an answer, in characters.
const KEPT: usize = 1000;

/// Whether an answer acknowledges a notification: HTTP success, and `SUCCESS` in so many words.
pub fn acknowledges(status: u16, body: &str) -> bool {
    let said = serde_json::from_str::<Value>(body).unwrap_or_default();
    (200..300).contains(&status) && said["status"] == "SUCCESS"
}

pub struct Deliveries {
    secret: String,
    /// Without anybody to notify nothing is ever due.
    heard: bool,
    random: Random,
    all: Vec<Sent>,
    queue: BinaryHeap<Reverse<Post>>,
    held: Option<Post>,
    /// What is being posted: which notification, which of its tries.
    out: HashMap<u64, (Post, usize)>,
    last: u64,
}

impl Deliveries {
    pub fn new(secret: String, seed: u64, heard: bool) -> Self {
        Deliveries {
            secret,
            heard,
            random: Random::new(!seed),
            all: Vec::new(),
            queue: BinaryHeap::new(),
            held: None,
            out: HashMap::new(),
            last: 0,
        }
    }

    /// `at` is in simulated time, `timestamp` is what it is stamped with.
    pub fn add(
        &mut self,
        at: i64,
        timestamp: i64,
        event: &'static str,
        mut fields: Value,
        faults: &mut Faults,
    ) {
        let id = self.random.alphanumeric(24);
        fields["id"] = id.clone().into();
        fields["event"] = event.into();
        fields["timestamp"] = timestamp.into();
        fields["nonce"] = (10_000 + self.random.below(90_000)).into();
        let body = sign_notification(&fields.to_string(), &self.secret).unwrap_or_default();
        let fault = faults.of_notification(event);
        let sent = self.all.len();
        self.all.push(Sent {
            id,
            event,
            at,
            body,
            tries: Vec::new(),
            done: false,
            drop: fault.dropped,
        });
        if !self.heard {
            return;
        }
        for copy in 0..=i64::from(fault.copies) {
            let due = at + fault.delay + copy * fault.apart;
            self.enqueue(due, sent, copy > 0, fault.overtaken);
        }
    }

    fn enqueue(&mut self, due: i64, sent: usize, copy: bool, overtaken: bool) {
        self.last += 1;
        self.queue.push(Reverse(Post {
            due,
            number: self.last,
            sent,
            copy,
            overtaken,
        }));
    }

    pub fn due(&mut self, clock: i64) -> Vec<Delivery> {
        let mut out = Vec::new();
        while let Some(post) = self.next_post(clock) {
            if post.overtaken && self.held.is_none() {
                self.held = Some(Post {
                    due: post.due.max(clock) + HELD,
                    ..post
                });
                continue;
            }
            let before = out.len();
            self.hand_out(post, clock, &mut out);
            if let Some(held) = self.held.take_if(|_| out.len() > before) {
                self.hand_out(held, clock, &mut out);
            }
        }
        if let Some(held) = self.held.take_if(|held| held.due <= clock) {
            self.hand_out(held, clock, &mut out);
        }
        out
    }

    fn next_post(&mut self, clock: i64) -> Option<Post> {
        if self.queue.peek()?.0.due <= clock {
            return self.queue.pop().map(|Reverse(post)| post);
        }
        None
    }

    fn hand_out(&mut self, post: Post, clock: i64, out: &mut Vec<Delivery>) {
        let sent = &mut self.all[post.sent];
        if sent.done && !post.copy {
            return;
        }
        let attempt = sent.tries.len();
        sent.tries.push(Try {
            at: clock,
            answered: String::new(),
            acknowledged: false,
        });
        let body = sent.body.clone();
        self.out.insert(post.number, (post, attempt));
        if self.all[post.sent].drop > 0 {
            self.all[post.sent].drop -= 1;
            self.settled(
                post.number,
                "lost on the way, as a rule of the sandbox has it",
                false,
                clock,
            );
            return;
        }
        let before = out
            .last()
            .and_then(|one: &Delivery| self.out.get(&one.number));
        let together = post.copy
            && before.is_some_and(|(one, _)| (one.sent, one.due) == (post.sent, post.due));
        out.push(Delivery {
            number: post.number,
            body,
            together,
        });
    }

    /// Notes how one was answered. Anything but an acknowledgement is tried again later.
    pub fn settled(&mut self, number: u64, answered: &str, acknowledged: bool, clock: i64) {
        let Some((post, attempt)) = self.out.remove(&number) else {
            return;
        };
        let sent = &mut self.all[post.sent];
        let tried = &mut sent.tries[attempt];
        tried.answered = answered.chars().take(KEPT).collect();
        tried.acknowledged = acknowledged;
        sent.done |= acknowledged;
        if !sent.done && !post.copy {
            let delay = delay_after(attempt);
            self.enqueue(clock + delay, post.sent, false, false);
        }
    }

    /// Whether something is due.
    pub fn waits(&self, clock: i64) -> bool {
        self.next().is_some_and(|due| due <= clock)
    }

    pub fn next(&self) -> Option<i64> {
        let queued = self.queue.peek().map(|post| post.0.due);
        queued
            .into_iter()
            .chain(self.held.map(|post| post.due))
            .min()
    }

    pub fn all(&self) -> &[Sent] {
        &self.all
    }
}

fn delay_after(attempt: usize) -> i64 {
    match DELAYS.get(attempt) {
        Some(delay) => *delay,
        None => (3600 << (attempt - DELAYS.len() + 1).min(5)).min(LONGEST),
    }
}
