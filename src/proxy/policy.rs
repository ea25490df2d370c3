//! Parameters held against rules: what is pinned, what is limited to a set, what is refused.
//!
//! Rules come in layers (an operation's own, and what the caller's session adds), each of which has to
//! be kept, so that no session can widen what the operation allows.

use super::{Denied, denied};
use crate::api::Operation;
use crate::error::Problem;
use crate::json::{self, Flaw, Kind, Member, Raw, write_text};
use crate::schema::params::SYSTEM;

/// Why parameters are not passed on.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A rule says no.
    Denied(Denied),
    /// These are no parameters of the operation.
    Unknown(Vec<Problem>),
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        Refusal::Denied(denied)
    }
}

/// All names under which operations take a card's ICCID, and an eSIM's EID: a rule for the first of
/// each holds for all of them.
const FAMILIES: [&[&str]; 2] = [
    &["iccid", "iccids", "iccid_arr", "oldIccid", "newIccid"],
    &["eid", "eids", "oldEid", "newEid"],
];

/// Applies `layers`, a JSON array of `{"pin":{…},"allow":{…},"deny":[…],"extra":[…]}`, to `params`, a
/// JSON object; returns the parameters to go on with, pinned ones added.
///
/// | rule | meaning |
/// |---|---|
/// | `pin` | the field has this value; a page may leave it out or say the same |
/// | `allow` | the field is there, and it, or each item of its list, is one of these. `iccid` and `eid` stand for every field that names a card, or an eSIM, so; at least one has to be there |
/// | `deny` | the field is not there |
/// | `extra` | a field that is not declared may be there nevertheless |
///
/// # Errors
/// The first rule that is broken, or every field that is not declared.
pub fn apply(params: &str, operation: Option<&Operation>, layers: &str) -> Result<String, Refusal> {
    let malformed = |flaw: Flaw| denied(400, "malformed", flaw.what);
    let mut given = json::object(params).map_err(malformed)?;
    let layers = Layers::parse(layers)?;
    known(&given, operation, &layers)?;
    // What is empty is never sent, so it must not count as given either.
    given.retain(|member| !is_empty(&member.value));
    let mut pinned: Vec<Member<'_>> = Vec::new();
    for layer in &layers.all {
        for pin in object(layer.pin)? {
            let said = given.iter().find(|member| member.key == pin.key);
            let same = said.is_none_or(|said| same(&said.value, &pin.value));
            let fixed = pinned.iter().find(|one| one.key == pin.key);
            // Two layers that pin one field to two values leave it no value at all.
            if !same || fixed.is_some_and(|fixed| !self::same(&fixed.value, &pin.value)) {
                return Err(about(PINNED, &pin.key));
            }
            if fixed.is_none() {
                pinned.push(pin);
            }
        }
    }
    given.retain(|member| !pinned.iter().any(|pin| pin.key == member.key));
    given.append(&mut pinned);
    for layer in &layers.all {
        for name in items(layer.deny)? {
            if given.iter().any(|member| member.key == name.content()) {
                return Err(about(DENIED, &name.content()));
            }
        }
        for set in object(layer.allow)? {
            within(&given, &set)?;
        }
    }
    let mut out = String::with_capacity(params.len() + 64);
    for member in &given {
        out.push(if out.is_empty() { '{' } else { ',' });
        write_text(&mut out, &member.key);
        out.push(':');
        out.push_str(member.value.text);
    }
    out.push_str(if out.is_empty() { "{}" } else { "}" });
    Ok(out)
}

const PINNED: Denied = denied(403, "pinned", "the proxy sets this parameter: leave it out");
const DENIED: Denied = denied(403, "denied", "this parameter may not be given here");
const OUTSIDE: Denied = denied(
    403,
    "not_allowed",
    "a value is not one of those that this caller may name",
);
const ABSENT: Denied = denied(
    403,
    "not_named",
    "this caller has to name one of what is its own, or may not call this operation",
);
const RULES: Denied = denied(500, "rules", "the proxy's rules cannot be read");

fn about(denied: Denied, field: &str) -> Refusal {
    Refusal::Denied(Denied {
        field: Some(field.to_owned()),
        ..denied
    })
}

/// An operation takes what it declares. What it ignores today it may heed tomorrow, under a name
/// that no rule here was made for.
fn known(
    given: &[Member<'_>],
    operation: Option<&Operation>,
    layers: &Layers<'_>,
) -> Result<(), Refusal> {
    let mut problems = Vec::new();
    for member in given {
        let name = member.key.as_ref();
        let declared = match operation {
            // Those of the signature are refused where it is made, whatever the operation.
            _ if SYSTEM.contains(&name) => true,
            Some(operation) => {
                operation.request.iter().any(|field| field.name == name) || layers.extra(name)?
            }
            None => true,
        };
        if !declared {
            problems.push(Problem {
                field: name.to_owned(),
                reason: "is no parameter of this operation: leave it out".to_owned(),
            });
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Unknown(problems))
    }
}

/// Whether a value is left out of what is sent. An empty list is one, and without a list of cards the
/// platform tells of all there are.
fn is_empty(value: &Raw<'_>) -> bool {
    match value.kind {
        Kind::Null => true,
        Kind::List => items(Some(*value)).is_ok_and(|items| items.is_empty()),
        _ => value.is_empty_text(),
    }
}

/// Whether every value that a rule is about is in its set.
fn within(given: &[Member<'_>], set: &Member<'_>) -> Result<(), Refusal> {
    let name = set.key.as_ref();
    let family = FAMILIES.iter().find(|family| family.first() == Some(&name));
    let set = items(Some(set.value))?;
    let mut found = false;
    for member in given {
        let key = member.key.as_ref();
        if key == "imsi" && name == "iccid" {
            // It names a card too, and no set of ICCIDs can tell which.
            return Err(about(DENIED, key));
        }
        if key != name && !family.is_some_and(|family| family.contains(&key)) {
            continue;
        }
        found = true;
        let known = |one: &str| set.iter().any(|raw| raw.content() == one);
        let inside = match member.value.kind {
            Kind::List => {
                let list = items(Some(member.value))?;
                list.iter().all(|item| known(&item.content()))
            }
            // A list may also come as the platform takes it, joined by commas.
            _ => member.content.split(',').all(known),
        };
        if !inside {
            return Err(about(OUTSIDE, key));
        }
    }
    if found {
        Ok(())
    } else {
        Err(about(ABSENT, name))
    }
}

/// Whether two values are sent alike: `7` and `"7"` are.
fn same(a: &Raw<'_>, b: &Raw<'_>) -> bool {
    match (a.kind, b.kind) {
        (Kind::List, _) | (_, Kind::List) => joined(a).is_some_and(|a| Some(a) == joined(b)),
        _ => a.content() == b.content(),
    }
}

fn joined(value: &Raw<'_>) -> Option<String> {
    if value.kind != Kind::List {
        return Some(value.content().into_owned());
    }
    let items = items(Some(*value)).ok()?;
    let contents: Vec<_> = items.iter().map(Raw::content).collect();
    Some(contents.join(","))
}

struct Layer<'a> {
    pin: Option<Raw<'a>>,
    allow: Option<Raw<'a>>,
    deny: Option<Raw<'a>>,
    extra: Option<Raw<'a>>,
}

struct Layers<'a> {
    all: Vec<Layer<'a>>,
}

impl<'a> Layers<'a> {
    fn parse(text: &'a str) -> Result<Self, Denied> {
        let document = json::document(text).map_err(|_| RULES)?;
        let mut all = Vec::new();
        for layer in items(Some(document))? {
            let mut rules = Layer {
                pin: None,
                allow: None,
                deny: None,
                extra: None,
            };
            for member in object(Some(layer))? {
                let slot = match member.key.as_ref() {
                    "pin" => &mut rules.pin,
                    "allow" => &mut rules.allow,
                    "deny" => &mut rules.deny,
                    "extra" => &mut rules.extra,
                    // A rule that is not understood must not be taken for one that is kept.
                    _ => return Err(RULES),
                };
                *slot = Some(member.value);
            }
            all.push(rules);
        }
        Ok(Layers { all })
    }

    fn extra(&self, name: &str) -> Result<bool, Denied> {
        for layer in &self.all {
            if items(layer.extra)?.iter().any(|one| one.content() == name) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn object(value: Option<Raw<'_>>) -> Result<Vec<Member<'_>>, Denied> {
    value.map_or(Ok(Vec::new()), |value| {
        json::object(value.text).map_err(|_| RULES)
    })
}

fn items(value: Option<Raw<'_>>) -> Result<Vec<Raw<'_>>, Denied> {
    match value {
        None => Ok(Vec::new()),
        Some(value) if value.kind == Kind::List => json::items(value.text).map_err(|_| RULES),
        Some(_) => Err(RULES),
    }
}

#[cfg(test)]
mod tests;
