//! Cards by the page, and how many there are.

use super::rows::{row, status};
use super::{Answer, Params, Size};
use crate::sandbox::life::Alert;
use crate::sandbox::world::{Stage, World};
use serde_json::{Value, json};

pub fn list(params: &Params<'_>, world: &World) -> Answer {
    let page = params.page("pageNum", None, Size::Default(500, 500))?;
    let state = params.card_state()?;
    let in_state = |card: &usize| {
        state
            .as_ref()
            .is_none_or(|state| state == status(*card, world))
    };
    let (shown, found) = match params.items("iccids") {
        Some(wanted) => {
            let digits = |iccid: &String| iccid.bytes().all(|b| b.is_ascii_digit());
            if wanted
                .iter()
                .any(|iccid| iccid.is_empty() || !digits(iccid))
            {
                return Err(41001);
            }
            if wanted.len() > 500 {
                return Err(41007);
            }
            // Cards of others are left out.
            let mut cards: Vec<usize> = wanted.iter().filter_map(|one| world.card(one)).collect();
            cards.sort_unstable();
            cards.dedup();
            cards.retain(in_state);
            let found = cards.len();
            (page.of(cards.into_iter()), found)
        }
        None if state.is_none() => (page.of(0..world.cards.len()), world.cards.len()),
        None => {
            let found = || (0..world.cards.len()).filter(in_state);
            (page.of(found()), found().count())
        }
    };
    let rows: Vec<Value> = shown.into_iter().map(|card| row(card, world)).collect();
    Ok(json!({ "cardInfoList": rows, "totalPage": page.count(found) }))
}

pub fn count(world: &World) -> Value {
    let cards = || 0..world.cards.len();
    let of = |wanted: fn(&str) -> bool| cards().filter(|card| wanted(status(*card, world))).count();
    let activated = world.cards.iter().filter(|card| card.activated.is_some());
    let ordered = world.cards.iter().filter(|card| !card.orders.is_empty());
    json!({
        "totalCard": world.cards.len(),
        "activatedCard": activated.count(),
        "usingCard": of(|state| state == "ACTIVATED_NAME"),
        "orderedCard": ordered.count(),
        "deactivatedCard": of(|state| state == "DEACTIVATED_NAME"),
    })
}

pub fn warnings(params: &Params<'_>, world: &World) -> Answer {
    let page = params.page("pageNum", None, Size::Fixed(500))?;
    let kind = params.choice("type", &[1, 2, 3])?;
    let only = match params.text("iccid") {
        Some(_) => Some(params.card(world)?),
        None => None,
    };
    let cards = match only {
        Some(card) => card..card + 1,
        None => 0..world.cards.len(),
    };
    let mut found = Vec::new();
    for card in cards.map(|card| &world.cards[card]) {
        if card.stage == Stage::Retired {
            continue;
        }
        let Some(order) = card.current.map(|order| &world.orders[order]) else {
            continue;
        };
        let wanted = Alert::ALL.into_iter().filter(|alert| {
            kind.is_none_or(|kind| kind == *alert as i64) && world.runs_low(order, *alert)
        });
        found.extend(wanted.map(|alert| (card.iccid.as_str(), alert)));
    }
    let count = page.count(found.len());
    let rows = page
        .of(found.into_iter())
        .into_iter()
        .map(|(iccid, alert)| {
            let kind = (alert as i64).to_string();
            json!({ "iccid": iccid, "type": kind, "earlyWarningValue": alert.threshold() })
        });
    let rows: Vec<Value> = rows.collect();
    Ok(json!({ "cardInfoList": rows, "totalPage": count }))
}
