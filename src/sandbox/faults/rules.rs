//! Rules as they are written down, and everything that can be wrong with them.

use super::{CallTrouble, End, Faults, NotificationTrouble, Random, Rule};
use crate::api::OPERATIONS;
use crate::error::Problem;
use crate::error_code;
use crate::notification::EVENTS;
use serde_json::{Map, Value};

const CALL_KINDS: [&str; 9] = [
    "latency",
    "clock",
    "timeout",
    "reset",
    "http",
    "code",
    "malformed",
    "truncated",
    "empty",
];
const NOTIFICATION_KINDS: [&str; 4] = ["duplicate", "reorder", "delay", "drop"];

const TEN_MINUTES_MS: i64 = 600_000;
/// Far enough for any test, and no sum of such times overflows.
const TEN_YEARS: i64 = 315_360_000;

pub fn parse(text: &str, seed: u64) -> Result<Faults, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut faults = Faults::default();
    let Ok(Value::Array(list)) = serde_json::from_str(text) else {
        return Err(vec![problem("faults", "must be a list of rules")]);
    };
    for (index, value) in list.iter().enumerate() {
        let at = format!("faults[{index}]");
        let Value::Object(fields) = value else {
            problems.push(problem(
                &at,
                "must be a rule, such as { kind: \"timeout\", rate: 0.1 }",
            ));
            continue;
        };
        // A stream of its own, which a rule before it cannot shift.
        let random = Random::new(seed.wrapping_add(0x5eed * (index as u64 + 1)));
        let mut reader = Reader {
            at,
            fields,
            known: vec!["kind", "rate", "skip", "count"],
            problems: &mut problems,
        };
        let kind = fields.get("kind").and_then(Value::as_str).unwrap_or("");
        if CALL_KINDS.contains(&kind) {
            let trouble = reader.call(kind);
            let only = reader.only("operation", &operation_names());
            faults.calls.push(reader.rule(trouble, only, random));
        } else if NOTIFICATION_KINDS.contains(&kind) {
            let trouble = reader.notification(kind);
            let only = reader.only("event", &event_names());
            faults
                .notifications
                .push(reader.rule(trouble, only, random));
        } else {
            let kinds = [&CALL_KINDS[..], &NOTIFICATION_KINDS].concat().join(", ");
            reader.wrong("kind", &format!("must be one of {kinds}"));
        }
    }
    if problems.is_empty() {
        Ok(faults)
    } else {
        Err(problems)
    }
}

fn problem(field: &str, reason: &str) -> Problem {
    Problem {
        field: field.to_owned(),
        reason: reason.to_owned(),
    }
}

/// Operations and their groups.
fn operation_names() -> Vec<&'static str> {
    let names = OPERATIONS.iter().map(|operation| operation.name);
    names
        .flat_map(|name| [name, name.split('.').next().unwrap_or(name)])
        .collect()
}

fn event_names() -> Vec<&'static str> {
    EVENTS.iter().map(|event| event.name).collect()
}

struct Reader<'r> {
    at: String,
    fields: &'r Map<String, Value>,
    /// What the rule may hold.
    known: Vec<&'static str>,
    problems: &'r mut Vec<Problem>,
}

impl Reader<'_> {
    fn wrong(&mut self, field: &str, reason: &str) {
        self.problems
            .push(problem(&format!("{}.{field}", self.at), reason));
    }

    fn field(&mut self, name: &'static str) -> Option<Value> {
        self.known.push(name);
        self.fields.get(name).filter(|it| !it.is_null()).cloned()
    }

    /// A whole number within a range.
    fn whole(&mut self, name: &'static str, from: i64, to: i64, default: Option<i64>) -> i64 {
        let given = self.field(name);
        let number = match &given {
            None => default,
            Some(value) => whole(value).filter(|number| (from..=to).contains(number)),
        };
        number.unwrap_or_else(|| {
            self.wrong(name, &format!("must be a whole number from {from} to {to}"));
            from
        })
    }

    fn acted(&mut self) -> bool {
        match self.field("acted") {
            None => false,
            Some(Value::Bool(acted)) => acted,
            Some(_) => {
                self.wrong(
                    "acted",
                    "must be true or false: whether the platform did what it was asked",
                );
                false
            }
        }
    }

    fn retry_after(&mut self) -> Option<u32> {
        let given = self.fields.get("retryAfter").is_some();
        let seconds = self.whole("retryAfter", 0, 86_400, Some(0));
        given.then_some(seconds as u32)
    }

    fn latency(&mut self) -> (u32, u32) {
        let given = self.field("ms").unwrap_or(Value::Null);
        let range = match given.as_array().map(Vec::as_slice) {
            Some([from, to]) => whole(from).zip(whole(to)),
            _ => whole(&given).map(|ms| (ms, ms)),
        };
        let range = range.filter(|(from, to)| (0..=*to).contains(from) && *to <= TEN_MINUTES_MS);
        let (from, to) = range.unwrap_or_else(|| {
            let most = TEN_MINUTES_MS;
            self.wrong(
                "ms",
                &format!("must be milliseconds from 0 to {most}, or two of them, [least, most]"),
            );
            (0, 0)
        });
        (from as u32, to as u32)
    }

    fn call(&mut self, kind: &str) -> CallTrouble {
        CallTrouble::End(match kind {
            "latency" => {
                let (from, to) = self.latency();
                return CallTrouble::Latency(from, to);
            }
            "clock" => {
                return CallTrouble::Clock(self.whole("seconds", -TEN_YEARS, TEN_YEARS, None));
            }
            "timeout" => End::Silence {
                acted: self.acted(),
            },
            "reset" => End::Reset {
                acted: self.acted(),
            },
            "http" => End::Http {
                status: self.whole("status", 400, 599, Some(503)) as u16,
                retry_after: self.retry_after(),
                acted: self.acted(),
            },
            "code" => End::Code {
                code: self.code(),
                retry_after: self.retry_after(),
                acted: self.acted(),
            },
            "malformed" => End::Malformed,
            "truncated" => End::Truncated,
            _ => End::Empty,
        })
    }

    fn code(&mut self) -> u32 {
        let code = match self.field("code") {
            Some(Value::String(code)) => code,
            Some(Value::Number(code)) => code.to_string(),
            _ => String::new(),
        };
        match error_code::lookup(&code) {
            Some(known) => known.code,
            None => {
                self.wrong(
                    "code",
                    "must be a code of the platform, such as \"43331\": errorCodes lists them",
                );
                0
            }
        }
    }

    fn notification(&mut self, kind: &str) -> NotificationTrouble {
        match kind {
            "duplicate" => NotificationTrouble::Duplicate {
                copies: self.whole("copies", 1, 100, Some(1)) as u32,
                seconds: self.whole("seconds", 0, TEN_YEARS, Some(0)),
            },
            "reorder" => NotificationTrouble::Reorder,
            "delay" => NotificationTrouble::Delay(self.whole("seconds", 0, TEN_YEARS, None)),
            _ => NotificationTrouble::Drop(self.whole("tries", 1, 100, Some(1)) as u32),
        }
    }

    fn only(&mut self, name: &'static str, known: &[&str]) -> Vec<String> {
        let given = match self.field(name) {
            None => return Vec::new(),
            Some(Value::Array(list)) => list,
            Some(one) => vec![one],
        };
        let good = |one: &Value| one.as_str().is_some_and(|one| known.contains(&one));
        if given.is_empty() || !given.iter().all(good) {
            let example = match name {
                "event" => "the name of an event, such as \"SubPkgList\"",
                _ => "an operation such as \"packages.order\", a group such as \"packages\"",
            };
            self.wrong(name, &format!("must be {example}, or a list of such"));
        }
        given
            .iter()
            .filter_map(|one| one.as_str().map(str::to_owned))
            .collect()
    }

    fn rule<K>(mut self, kind: K, only: Vec<String>, random: Random) -> Rule<K> {
        let rate = match self.field("rate") {
            None => 1.0,
            Some(rate) => {
                let rate = rate.as_f64().filter(|rate| (0.0..=1.0).contains(rate));
                rate.unwrap_or_else(|| {
                    self.wrong("rate", "must be a number from 0, never, to 1, always");
                    1.0
                })
            }
        };
        let many = i64::from(u32::MAX);
        let skip = self.whole("skip", 0, many, Some(0)) as u64;
        let count = self.whole("count", 0, many, Some(many)) as u64;
        let fields = self.fields;
        for name in fields.keys() {
            if !self.known.contains(&name.as_str()) {
                let mut known = self.known.clone();
                known.sort_unstable();
                known.dedup();
                let reason = format!("is nothing that such a rule knows: {}", known.join(", "));
                self.wrong(name, &reason);
            }
        }
        Rule {
            kind,
            only,
            rate,
            skip,
            count,
            seen: 0,
            struck: 0,
            random,
        }
    }
}

/// JavaScript has one kind of number: 3.0 is whole as well.
fn whole(value: &Value) -> Option<i64> {
    let number = value.as_f64()?;
    (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64)
}
