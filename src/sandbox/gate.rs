//! Who may come in: the checks that every request passes, in the platform's order.

use super::{Config, Refused};
use crate::json::{Kind, Member};
use crate::notification::whole_number;
use crate::sign;
use std::collections::HashMap;

/// Seconds a timestamp may be off; the platform's own tolerance is not documented.
const TOLERANCE: u64 = 300;

/// Who calls, and with what.
pub struct Caller<'c> {
    /// Where from.
    pub address: &'c str,
    /// The body, and its members.
    pub text: &'c str,
    pub members: &'c [Member<'c>],
    /// The caller's and the simulated one: a client's clock need not follow a simulation.
    pub clocks: [i64; 2],
}

#[derive(Default)]
pub struct Gate {
    /// Signatures and their timestamps. One older than the tolerance is refused anyway, so nothing
    /// else need be kept.
    seen: HashMap<String, i64>,
    /// The second of the last call, by both clocks, and how many came in it.
    second: [i64; 2],
    calls: u32,
}

impl Gate {
    pub fn admit(&mut self, config: &Config, caller: &Caller<'_>) -> Result<(), Refused> {
        let Caller {
            address,
            text,
            members,
            clocks,
        } = *caller;
        let find = |name: &str| {
            let found = members.iter().find(|member| member.key == name);
            found.filter(|member| member.value.kind != Kind::Null && !member.value.is_empty_text())
        };
        let appkey = find(sign::APPKEY).ok_or(42101u32)?;
        if appkey.value.content() != config.appkey {
            return Err(42102);
        }
        let listed = config.allowlist.iter().any(|one| one == address);
        if !config.allowlist.is_empty() && !listed {
            return Err(42104);
        }
        let given = find(sign::SIGN).ok_or(42401u32)?;
        if !sign::signed_with(text, &given.value, &config.secret) {
            return Err(42402);
        }
        let timestamp = find("timestamp").ok_or(42201u32)?;
        let timestamp = whole_number(Some(timestamp)).ok_or(42204u32)?;
        if clocks
            .iter()
            .all(|clock| timestamp.abs_diff(*clock) > TOLERANCE)
        {
            return Err(42203);
        }
        let nonce = whole_number(find("nonce")).ok_or(42301u32)?;
        if !(10_000..=99_999).contains(&nonce) {
            return Err(42301);
        }
        let signature = given.value.content().into_owned();
        if config.refuse_replays && !self.first_seen(signature, timestamp, clocks) {
            return Err(43332);
        }
        if config.rate_limit > 0 && self.calls_in_this_second(clocks) > config.rate_limit {
            return Err(501);
        }
        Ok(())
    }

    fn calls_in_this_second(&mut self, clocks: [i64; 2]) -> u32 {
        if self.second != clocks {
            self.second = clocks;
            self.calls = 0;
        }
        self.calls += 1;
        self.calls
    }

    /// Whether a nonce may repeat is not documented, and an honest client draws one of 90,000: at a
    /// thousand calls a second it draws one twice. So a replay is a signature that came before: the
    /// same parameters with the same time and nonce.
    fn first_seen(&mut self, signature: String, timestamp: i64, clocks: [i64; 2]) -> bool {
        if self.seen.len() > 10_000 {
            let recent = |at: i64| clocks.iter().any(|clock| at.abs_diff(*clock) <= TOLERANCE);
            self.seen.retain(|_, at| recent(*at));
        }
        self.seen.insert(signature, timestamp).is_none()
    }
}
