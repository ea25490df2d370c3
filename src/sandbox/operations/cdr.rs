//! Traffic, as the CDR files that were pushed tell it.

use super::{Answer, Params, Refused};
use crate::calendar;
use crate::sandbox::world::{DAY, World};
use crate::schema::{Rule, rules};
use serde_json::{Value, json};

/// Performs `cdr.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, params: &Params<'_>, world: &World) -> Option<Answer> {
    Some(match method {
        "queryTraffic" => traffic(params, world),
        _ => return None,
    })
}

/// Most cards in one call; the platform's own number is not documented.
const MOST_CARDS: usize = 500;

/// Days and months are those of the files: UTC.
fn traffic(params: &Params<'_>, world: &World) -> Answer {
    let [from, until] = match params.text("dateType").as_deref() {
        Some("daily") => days(params)?,
        Some("monthly") => month(params)?,
        _ => return Err(43332),
    };
    let cards = params.cards("iccids", MOST_CARDS, world)?;
    let until = until.min(world.cdr_until());
    let rows = cards.into_iter().filter_map(|card| {
        let bytes = world.usage_bytes(card, from, until);
        let iccid = &world.cards[card].iccid;
        (bytes > 0).then(|| json!({ "iccid": iccid, "traffic": bytes.to_string() }))
    });
    Ok(Value::Array(rows.collect()))
}

fn days(params: &Params<'_>) -> Result<[i64; 2], Refused> {
    let day = |name: &str, code: Refused| {
        let text = params.text(name).ok_or(code)?;
        rules::keep(Rule::Day, &text).map_err(|_| code)?;
        let part = |from: usize, to: usize| text.get(from..to)?.parse().ok();
        let day = (|| calendar::days(part(0, 4)?, part(5, 7)?, part(8, 10)?))();
        day.ok_or(code)
    };
    let (first, last) = (day("startDate", 41004)?, day("endDate", 41005)?);
    if first > last {
        return Err(41006);
    }
    Ok([first * DAY, (last + 1) * DAY])
}

fn month(params: &Params<'_>) -> Result<[i64; 2], Refused> {
    let text = params.text("month").ok_or(41006u32)?;
    rules::keep(Rule::Month, &text).map_err(|_| 41006u32)?;
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let (year, month) = part(0, 4).zip(part(5, 7)).ok_or(41006u32)?;
    let next = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    let first = calendar::days(year, month, 1).ok_or(41006u32)?;
    let after = calendar::days(next.0, next.1, 1).ok_or(41006u32)?;
    Ok([first * DAY, after * DAY])
}
