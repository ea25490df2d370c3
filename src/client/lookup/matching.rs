//! Which row of a response, or of a notification, is the lost call's own.

use super::rules::{Lookup, LookupRule, Named, Pair, RowMatch, Rows, Source};
use super::time::is_not_older;
use crate::api::Operation;
use crate::json::{self, Kind, Member, Raw, Scanner};
use crate::schema::Type;

/// How sure it is that a row is the lost call's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Number, card and package are the same, or the row is the state of the one order that was named.
    Exact,
    /// Package and time are the same: another call could have left such a row.
    Probable,
}

/// What a response, or a notification, says of a lost call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// Nothing. That proves nothing: a list may lag, and the request may still be under way.
    Absent,
    /// The call was done.
    Found {
        /// The `data` of the lost response, as far as the row has it: a JSON object.
        data: String,
        /// How sure that is.
        confidence: Confidence,
    },
    /// Several rows match, or a row has the call's number and another card or package.
    Ambiguous,
}

/// A call whose response is lost, as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its parameters: a JSON object, the caller's number included.
    pub params: &'a str,
    /// When it was first sent, Unix seconds by the platform's clock.
    pub since: i64,
    /// Ids of rows that are known to be other calls'.
    pub claimed: &'a [String],
}

/// The look-ups of a rule, one for each value that the platform wants to be asked for.
pub struct Lookups<'r>(pub &'r LookupRule);

impl Lookups<'_> {
    /// The look-up of this number, from 0, with the value to ask for.
    fn at(&self, mut round: usize) -> Option<(&'static Lookup, Option<&'static str>)> {
        for lookup in self.0.lookups {
            let values = lookup.each.map_or(&[""][..], |(_, values)| values);
            if let Some(value) = values.get(round) {
                return Some((lookup, lookup.each.map(|_| *value)));
            }
            round -= values.len();
        }
        None
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        let values = |lookup: &Lookup| lookup.each.map_or(1, |(_, values)| values.len());
        self.0.lookups.iter().map(values).sum()
    }

    /// The operation to ask in this round, from 0, and its parameters. `None` after the last round, and
    /// if the call does not know what the look-up has to ask for.
    pub fn request(&self, round: usize, params: &str) -> Option<(&'static Operation, String)> {
        let (lookup, value) = self.at(round)?;
        let given = json::object(params).ok()?;
        let mut out = String::from("{");
        for (name, source) in lookup.params {
            let literal = match source {
                Source::Literal(literal) => literal,
                Source::Own(own) => {
                    let own = known(&given, own)?;
                    // Where several ids are joined by commas, a number with a comma is two others.
                    if takes_ids(lookup.operation, name) && own.content.contains(',') {
                        return None;
                    }
                    own.value.text
                }
                Source::OwnIfGiven(own) => match known(&given, own) {
                    Some(own) => own.value.text,
                    None => continue,
                },
            };
            write_member(&mut out, name, literal);
        }
        if let (Some((name, _)), Some(value)) = (lookup.each, value) {
            write_member(&mut out, name, value);
        }
        out.push('}');
        Some((lookup.operation, out))
    }

    /// What the response to that request says. `answer` is its `data`, or all of it if the rows stand
    /// next to `data`.
    pub fn read(&self, round: usize, answer: &str, subject: &Subject<'_>) -> Match {
        match self.at(round) {
            Some((lookup, _)) => best(answer, lookup.rows, &lookup.matching, subject),
            None => Match::Absent,
        }
    }

    /// The order that has the call's number, whatever it is for and whoever made it: what is known of it, as a
    /// JSON object.
    pub fn read_existing(&self, round: usize, answer: &str, params: &str) -> Option<String> {
        let (lookup, _) = self.at(round)?;
        let Named::Number(number) = lookup.matching.named else {
            return None;
        };
        let params = json::object(params).ok()?;
        for row in rows(answer, lookup.rows) {
            let row = json::object(row.text).unwrap_or_default();
            if matches!(compare(&row, &params, number), Same::Yes) {
                let card_and_package = lookup.matching.same.iter();
                let described = card_and_package.map(|pair| (pair.field, pair.field));
                let fields: Vec<_> = lookup
                    .matching
                    .result
                    .iter()
                    .copied()
                    .chain(described)
                    .collect();
                return Some(result(&row, &fields));
            }
        }
        None
    }

    /// What a verified notification says, its `data` decoded.
    pub fn read_event(&self, event: &str, notification: &str, subject: &Subject<'_>) -> Match {
        let mut rules = self.0.events.iter();
        match rules.find(|(table, ..)| table.name == event) {
            Some((_, place, matching)) => best(notification, *place, matching, subject),
            None => Match::Absent,
        }
    }
}

fn takes_ids(operation: &Operation, name: &str) -> bool {
    let mut fields = operation.request.iter();
    fields.any(|field| field.name == name && matches!(field.ty, Type::Ids))
}

/// The only row that matches.
fn best(answer: &str, place: Rows, matching: &RowMatch, subject: &Subject<'_>) -> Match {
    let Ok(params) = json::object(subject.params) else {
        return Match::Absent;
    };
    let mut found = Match::Absent;
    for row in rows(answer, place) {
        let Ok(row) = json::object(row.text) else {
            continue;
        };
        match (read_row(&row, matching, &params, subject), &found) {
            (Match::Absent, _) => {}
            (Match::Ambiguous, _) => return Match::Ambiguous,
            // The same order, listed twice.
            (one, before) if one == *before => {}
            (one, Match::Absent) => found = one,
            _ => return Match::Ambiguous,
        }
    }
    found
}

fn read_row(
    row: &[Member<'_>],
    matching: &RowMatch,
    params: &[Member<'_>],
    subject: &Subject<'_>,
) -> Match {
    if let Some((field, state)) = matching.state
        && value(row, field) != state
    {
        return Match::Absent;
    }
    let numbered = match matching.named {
        Named::Nothing => false,
        Named::Request => true,
        Named::Number(pair) => match compare(row, params, pair) {
            Same::Yes => true,
            Same::NotInRow => false,
            Same::No => return Match::Absent,
        },
    };
    let mut complete = true;
    for pair in matching.same {
        match compare(row, params, *pair) {
            Same::Yes => {}
            Same::NotInRow => complete = false,
            // The number is taken by an order for something else.
            Same::No if numbered => return Match::Ambiguous,
            Same::No => return Match::Absent,
        }
    }
    let data = result(row, matching.result);
    let confidence = if numbered && complete {
        Confidence::Exact
    } else if numbered || complete && is_fresh(row, matching, subject) {
        Confidence::Probable
    } else {
        return Match::Absent;
    };
    let id = matching.id().map_or("", |(_, field)| value(row, field));
    if confidence == Confidence::Probable && subject.claimed.iter().any(|other| other == id) {
        return Match::Absent;
    }
    Match::Found { data, confidence }
}

/// Whether time speaks for a row without a number. A rule that compares nothing else is none.
fn is_fresh(row: &[Member<'_>], matching: &RowMatch, subject: &Subject<'_>) -> bool {
    !matching.same.is_empty()
        && matching
            .created
            .is_some_and(|created| is_not_older(value(row, created), subject.since))
}

enum Same {
    Yes,
    No,
    NotInRow,
}

/// A parameter that the call does not have is never the same.
fn compare(row: &[Member<'_>], params: &[Member<'_>], pair: Pair) -> Same {
    match (known(params, pair.param), known(row, pair.field)) {
        (None, _) => Same::No,
        (Some(_), None) => Same::NotInRow,
        (Some(own), Some(found)) if own.content == found.content => Same::Yes,
        _ => Same::No,
    }
}

fn result(row: &[Member<'_>], fields: &[(&str, &str)]) -> String {
    let mut out = String::from("{");
    for (name, field) in fields {
        if let Some(found) = known(row, field) {
            write_member(&mut out, name, found.value.text);
        }
    }
    out.push('}');
    out
}

/// The member of this name, if it holds something: neither `null` nor the empty string.
pub(crate) fn known<'m, 'a>(members: &'m [Member<'a>], name: &str) -> Option<&'m Member<'a>> {
    let found = members.iter().find(|member| member.key == name)?;
    (found.value.kind != Kind::Null && !found.content.is_empty()).then_some(found)
}

fn value<'m>(members: &'m [Member<'_>], name: &str) -> &'m str {
    known(members, name).map_or("", |found| &found.content)
}

fn write_member(out: &mut String, name: &str, literal: &str) {
    if out.len() > 1 {
        out.push(',');
    }
    json::write_text(out, name);
    out.push(':');
    out.push_str(literal);
}

/// The rows of a response.
pub(crate) fn rows(answer: &str, place: Rows) -> Vec<Raw<'_>> {
    let found = match place {
        Rows::All => json::document(answer).ok(),
        Rows::Field(name) => {
            let members = json::object(answer).unwrap_or_default();
            known(&members, name).map(|found| found.value)
        }
    };
    match found {
        Some(list) if list.kind == Kind::List => items(list.text).unwrap_or_default(),
        Some(row) => vec![row],
        None => Vec::new(),
    }
}

fn items(list: &str) -> Result<Vec<Raw<'_>>, json::Flaw> {
    let mut scanner = Scanner::new(list);
    let mut walk = scanner.open_list()?;
    let mut all = Vec::new();
    while scanner.next_item(&mut walk)? {
        all.push(scanner.value()?);
    }
    Ok(all)
}
