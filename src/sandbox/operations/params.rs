//! Reading a request's fields, with the platform's code for each that is missing or wrong.

use super::Refused;
use crate::calendar;
use crate::json::{Kind, Member};
use crate::sandbox::world::World;
use crate::schema::{Rule, rules};

/// The states that cards and cloud eSIMs can be asked for by.
const CARD_STATES: [&str; 6] = [
    "ACTIVATION_READY_NAME",
    "NON_ACTIVATED_NAME",
    "ACTIVATED_NAME",
    "DEACTIVATED_NAME",
    "RETIRED_NAME",
    "ACTIVATED_BASE",
];

/// A request's fields, empty ones counted as missing.
pub struct Params<'p>(pub &'p [Member<'p>]);

impl Params<'_> {
    /// A scalar's text.
    pub fn text(&self, name: &str) -> Option<String> {
        let member = self.0.iter().find(|member| member.key == name)?;
        let scalar = matches!(member.value.kind, Kind::Text | Kind::Number);
        let content = member.value.content();
        (scalar && !content.is_empty()).then(|| content.into_owned())
    }

    /// A text that has to be there and be no longer than that.
    pub fn short(&self, name: &str, max: usize, code: Refused) -> Result<String, Refused> {
        let text = self.text(name).ok_or(code)?;
        (text.chars().count() <= max).then_some(text).ok_or(code)
    }

    /// A whole number, if there is one.
    pub fn int(&self, name: &str, code: Refused) -> Result<Option<i64>, Refused> {
        let text = self.text(name);
        text.map(|text| text.parse().map_err(|_| code)).transpose()
    }

    /// One of these numbers, if there is one.
    pub fn choice(&self, name: &str, known: &[i64]) -> Result<Option<i64>, Refused> {
        let given = self.int(name, 43332)?;
        if given.is_some_and(|given| !known.contains(&given)) {
            return Err(43332);
        }
        Ok(given)
    }

    /// The state of cards that is asked for, if one is.
    pub fn card_state(&self) -> Result<Option<String>, Refused> {
        let state = self.text("cardStatus");
        let known = |state: &String| CARD_STATES.contains(&state.as_str());
        if state.as_ref().is_some_and(|state| !known(state)) {
            return Err(43332);
        }
        Ok(state)
    }

    /// A page and its size; a missing page is an error where there is no `first`.
    pub fn page(&self, name: &str, first: Option<usize>, size: Size) -> Result<Page, Refused> {
        self.page_sized((name, "pageSize"), first, size)
    }

    /// The same where the size has another name.
    pub fn page_sized(
        &self,
        (name, sized): (&str, &str),
        first: Option<usize>,
        size: Size,
    ) -> Result<Page, Refused> {
        let page = match self.text(name) {
            Some(page) => page.parse().ok().filter(|page| *page > 0),
            None => first,
        };
        let rows = match (self.text(sized), size) {
            (_, Size::Fixed(rows)) | (None, Size::Default(rows, _)) => Some(rows),
            (Some(rows), Size::Default(_, max) | Size::Given(max)) => {
                let rows = rows.parse().ok();
                rows.filter(|rows| (1..=max).contains(rows))
            }
            (None, Size::Given(_)) => None,
        };
        Ok(Page {
            number: page.ok_or(42403u32)?,
            rows: rows.ok_or(42407u32)?,
        })
    }

    /// The items of a list in one text.
    pub fn items(&self, name: &str) -> Option<Vec<String>> {
        let text = self.text(name)?;
        Some(text.split(',').map(|item| item.trim().to_owned()).collect())
    }

    /// The cards that a list of ICCIDs names.
    pub fn cards(&self, name: &str, max: usize, world: &World) -> Result<Vec<usize>, Refused> {
        let items = self.items(name).ok_or(41001u32)?;
        if items.len() > max {
            return Err(41007);
        }
        let card = |iccid: &String| {
            if !is_iccid(iccid) {
                return Err(41001);
            }
            world.card(iccid).ok_or(42405)
        };
        let mut cards = items
            .iter()
            .map(card)
            .collect::<Result<Vec<_>, Refused>>()?;
        cards.sort_unstable();
        cards.dedup();
        Ok(cards)
    }

    /// The card that `iccid` names.
    pub fn card(&self, world: &World) -> Result<usize, Refused> {
        self.card_by("iccid", world)
    }

    /// The card that a field names.
    pub fn card_by(&self, name: &str, world: &World) -> Result<usize, Refused> {
        let iccid = self.text(name).ok_or(41003u32)?;
        if !is_iccid(&iccid) {
            return Err(41002);
        }
        world.card(&iccid).ok_or(42405)
    }

    /// The order that `iccid` and `orderId` name.
    pub fn order(&self, world: &World) -> Result<usize, Refused> {
        let card = self.card(world)?;
        let id = self.int("orderId", 42003)?.ok_or(42003u32)?;
        let order = world.order(id).ok_or(42004u32)?;
        if world.orders[order].card != card {
            return Err(41028);
        }
        Ok(order)
    }

    /// An instant, `yyyy-MM-dd HH:mm:ss` or `yyyy-MM-dd` in UTC+8; of a day its last second with `end`.
    pub fn moment(&self, name: &str, end: bool, code: Refused) -> Result<Option<i64>, Refused> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        rules::keep(Rule::Moment, &text).map_err(|_| code)?;
        let part = |from, to| text.get(from..to).and_then(|part| part.parse::<i64>().ok());
        let day = || calendar::days(part(0, 4)?, part(5, 7)?, part(8, 10)?);
        let clock = match text.len() {
            10 => Some(if end { 86_399 } else { 0 }),
            _ => (|| Some(part(11, 13)? * 3600 + part(14, 16)? * 60 + part(17, 19)?))(),
        };
        let at = day().zip(clock).ok_or(code)?;
        Ok(Some(at.0 * 86_400 + at.1 - 8 * 3600))
    }

    /// A time from `start` to `end`, either of which may be missing.
    pub fn range(&self, [start, end]: [(&str, Refused); 2]) -> Result<Range, Refused> {
        let from = self.moment(start.0, false, start.1)?;
        let until = self.moment(end.0, true, end.1)?;
        if from.zip(until).is_some_and(|(from, until)| from > until) {
            return Err(41006);
        }
        Ok(Range(from, until))
    }
}

/// How large pages are.
#[derive(Clone, Copy)]
pub enum Size {
    Fixed(usize),
    /// Unless asked otherwise, and the most.
    Default(usize, usize),
    /// Has to be asked for; the most.
    Given(usize),
}

/// A page that was asked for.
pub struct Page {
    number: usize,
    rows: usize,
}

impl Page {
    /// The items on it.
    pub fn of<T>(&self, all: impl Iterator<Item = T>) -> Vec<T> {
        let before = (self.number - 1).saturating_mul(self.rows);
        all.skip(before).take(self.rows).collect()
    }

    /// How many pages so many items make.
    pub fn count(&self, items: usize) -> usize {
        items.div_ceil(self.rows)
    }
}

/// Both ends belong to it.
pub struct Range(Option<i64>, Option<i64>);

impl Range {
    pub fn contains(&self, at: i64) -> bool {
        self.0.is_none_or(|from| from <= at) && self.1.is_none_or(|until| at <= until)
    }
}

/// Digits, and no more of them than any of the platform's examples has.
fn is_iccid(text: &str) -> bool {
    (1..=22).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}
