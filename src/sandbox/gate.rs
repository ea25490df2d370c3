//! Who may come in: the checks that every request passes, in the platform's order.

use super::{Config, Refused};
use crate::json::{Kind, Member};
use crate::notification::whole_number;
use crate::sign;
use std::collections::HashSet;

/// Seconds a timestamp may be off; the platform's own tolerance is not documented.
const TOLERANCE: i64 = 300;

#[derive(Default)]
pub struct Gate {
    /// A timestamp older than the tolerance is refused anyway, so nothing else need be kept.
    seen: HashSet<(i64, i64)>,
}

impl Gate {
    /// `clocks` are the caller's and the simulated one: a client's clock need not follow a
    /// simulation.
    pub fn admit(
        &mut self,
        config: &Config,
        text: &str,
        members: &[Member<'_>],
        clocks: [i64; 2],
    ) -> Result<(), Refused> {
        let find = |name: &str| {
            let found = members.iter().find(|member| member.key == name);
            found.filter(|member| member.value.kind != Kind::Null && !member.value.is_empty_text())
        };
        let appkey = find(sign::APPKEY).ok_or(42101u32)?;
        if appkey.value.content() != config.appkey {
            return Err(42102);
        }
        let given = find(sign::SIGN).ok_or(42401u32)?;
        let expected = sign::sign(text, &config.secret).map_err(|_| 43332u32)?;
        if given.value.content() != expected {
            return Err(42402);
        }
        let timestamp = find("timestamp").ok_or(42201u32)?;
        let timestamp = whole_number(Some(timestamp)).ok_or(42204u32)?;
        if clocks
            .iter()
            .all(|clock| (timestamp - clock).abs() > TOLERANCE)
        {
            return Err(42203);
        }
        let nonce = whole_number(find("nonce")).ok_or(42301u32)?;
        if !(10_000..=99_999).contains(&nonce) {
            return Err(43332);
        }
        if self.seen.len() > 10_000 {
            self.seen
                .retain(|(at, _)| clocks.iter().any(|clock| (at - clock).abs() <= TOLERANCE));
        }
        if !self.seen.insert((timestamp, nonce)) {
            return Err(43332);
        }
        Ok(())
    }
}
