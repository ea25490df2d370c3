//! What is done to a card's connection.

use super::{Answer, Params};
use crate::sandbox::world::{Stage, World};
use serde_json::Value;

/// Seconds in which usage is refreshed once, and a session cancelled once, for each card.
const ONCE_IN: i64 = 300;

/// Usage is never behind in here, so there is nothing more to it than its refusals.
pub fn refresh(params: &Params<'_>, world: &mut World) -> Answer {
    let index = params.card(world)?;
    let clock = world.clock;
    let card = &mut world.cards[index];
    if card.stage == Stage::Retired || card.locked {
        return Err(44002);
    }
    if card.current.is_none() {
        return Err(42406);
    }
    if card.refreshed.is_some_and(|at| clock - at < ONCE_IN) {
        return Err(44001);
    }
    card.refreshed = Some(clock);
    Ok(Value::Null)
}

pub fn cancel_session(params: &Params<'_>, world: &mut World) -> Answer {
    let index = params.card(world)?;
    let clock = world.clock;
    let card = &mut world.cards[index];
    // Without a package or behind a lock there is no session.
    if card.current.is_none() || card.locked {
        return Err(44002);
    }
    if card.cancelled.is_some_and(|at| clock - at < ONCE_IN) {
        return Err(44001);
    }
    card.cancelled = Some(clock);
    Ok(Value::Null)
}

pub fn reset(params: &Params<'_>, world: &mut World) -> Answer {
    let cards = params.cards("iccids", 100, world)?;
    world.start_reset(cards);
    Ok(Value::Null)
}
