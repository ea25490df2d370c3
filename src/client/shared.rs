//! What the calls of one client share: the retry budget, the clock, holds, and which rows are whose.

use super::backoff::Budget;
use super::lookup::{self, LookupRule};
use crate::api::Operation;
use crate::json;
use serde::{Deserialize, Serialize};

/// Milliseconds for which the platform allows a refresh of one card once (44001).
const COOLDOWN: u64 = 300_000;
/// Milliseconds after which a request that a gateway holds is no longer expected to be let through.
const OPEN_FOR: i64 = 3_600_000;
/// Enough for what can be under way, and little enough to keep.
const KEPT: usize = 1000;

/// What the calls of one client share. Keep one for each client, and give it to every step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shared {
    /// Retries that may still be made.
    pub budget: Budget,
    /// Seconds that the platform's clock is ahead.
    pub clock_offset: i64,
    /// Calls that the platform wants later, and until when (monotonic milliseconds).
    holds: Vec<(String, u64)>,
    /// Rows and calls that could be taken for each other.
    pub(crate) orders: OrderBook,
}

impl Default for Shared {
    fn default() -> Self {
        Shared {
            budget: Budget::FULL,
            clock_offset: 0,
            holds: Vec::new(),
            orders: OrderBook::default(),
        }
    }
}

impl Shared {
    /// Holds calls of this name back.
    pub(crate) fn hold(&mut self, name: &str, now: u64, milliseconds: u64) {
        self.holds
            .retain(|(held, until)| *until > now && held != name);
        self.holds
            .push((name.into(), now.saturating_add(milliseconds)));
    }

    /// Milliseconds for which calls of this name are held back.
    pub(crate) fn held(&self, name: &str, now: u64) -> u64 {
        let mut holds = self.holds.iter();
        let until = holds.find(|(held, _)| held == name);
        until.map_or(0, |(_, until)| until.saturating_sub(now))
    }

    /// Notes that a call succeeded which may be made once in five minutes for its card.
    pub(crate) fn cool(&mut self, operation: &Operation, params: &str, now: u64) {
        if let Some(name) = cooled(operation, params) {
            self.hold(&name, now, COOLDOWN);
        }
    }

    /// Milliseconds until the call may be made again for its card.
    pub(crate) fn cooldown(&self, operation: &Operation, params: &str, now: u64) -> u64 {
        cooled(operation, params).map_or(0, |name| self.held(&name, now))
    }
}

fn cooled(operation: &Operation, params: &str) -> Option<String> {
    let members = json::object(params).ok()?;
    let card = members.iter().find(|member| member.key == operation.rare)?;
    Some([operation.name, " ", &card.content].concat())
}

/// What a row that has no number can be known by: the list that it is in, the card and the package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Footprint {
    list: String,
    card: String,
    package: Option<String>,
}

impl Footprint {
    /// The footprint of a call whose rows have no number of its own; `None` for all others.
    pub fn of(rule: &LookupRule, params: &str) -> Option<Footprint> {
        let lookup = rule.lookups.first()?;
        if !matches!(lookup.matching.named, lookup::Named::Nothing) {
            return None;
        }
        let members = json::object(params).ok()?;
        let value = |at: usize| {
            let pair = lookup.matching.same.get(at)?;
            let found = members.iter().find(|member| member.key == pair.param)?;
            Some(found.content.clone().into_owned())
        };
        Some(Footprint {
            list: lookup.operation.name.into(),
            card: value(0)?,
            package: value(1),
        })
    }

    /// Whether one row could be taken for either call's.
    fn contends(&self, other: &Footprint) -> bool {
        let package =
            self.package.is_none() || other.package.is_none() || self.package == other.package;
        self.list == other.list && self.card == other.card && package
    }
}

/// Which calls could have left a row without a number, and which rows are known to be whose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OrderBook {
    /// Calls that were sent and are under way, or unknown, and when (Unix milliseconds).
    open: Vec<(Footprint, i64)>,
    /// Ids of rows that calls were told as their own, each with its list.
    claimed: Vec<(String, String)>,
}

impl OrderBook {
    pub fn open(&mut self, footprint: Footprint, since: i64) {
        self.open.retain(|(_, opened)| since - opened < OPEN_FOR);
        self.open.push((footprint, since));
        keep(&mut self.open);
    }

    /// The call is known to have been done, or not.
    pub fn close(&mut self, footprint: &Footprint, since: i64) {
        let mut calls = self.open.iter();
        let own = calls.position(|(open, opened)| open == footprint && *opened == since);
        if let Some(own) = own {
            self.open.remove(own);
        }
    }

    /// How many other calls could have left a row with this footprint.
    pub fn others(&self, footprint: &Footprint, since: i64) -> usize {
        let own = |(open, opened): &&(Footprint, i64)| open == footprint && *opened == since;
        let contending = self
            .open
            .iter()
            .filter(|(open, _)| open.contends(footprint));
        let own = usize::from(self.open.iter().any(|call| own(&call)));
        contending.count() - own
    }

    /// Notes that a row belongs to a call, by the `data` of its response.
    pub fn claim(&mut self, rule: &LookupRule, data: &str) {
        let Some((lookup, (name, _))) = rule
            .lookups
            .first()
            .and_then(|lookup| Some((lookup, lookup.matching.id()?)))
        else {
            return;
        };
        let members = json::object(data).unwrap_or_default();
        if let Some(id) = members.iter().find(|member| member.key == name) {
            let list = lookup.operation.name.to_owned();
            self.claimed.push((list, id.content.clone().into_owned()));
            keep(&mut self.claimed);
        }
    }

    /// The ids that are known to be other calls' in the list that the rule looks into.
    pub fn claimed(&self, rule: &LookupRule) -> Vec<String> {
        let list = rule.lookups.first().map(|lookup| lookup.operation.name);
        let in_list = self
            .claimed
            .iter()
            .filter(|(of, _)| Some(of.as_str()) == list);
        in_list.map(|(_, id)| id.clone()).collect()
    }
}

fn keep<T>(all: &mut Vec<T>) {
    if all.len() > KEPT {
        all.remove(0);
    }
}
