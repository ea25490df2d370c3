//! The devices that cards sit in, and the pools that watch them.

use super::{Answer, Params, Refused};
use crate::sandbox::imei_pools::CHECKED_AFTER;
use crate::sandbox::world::World;
use serde_json::{Value, json};

/// What a card is put into. The platform's example of a device's id is no IMEI, so any is taken.
pub fn bind(params: &Params<'_>, world: &mut World) -> Answer {
    let card = params.card(world)?;
    let imei = params.short("imei", 64, 41015)?;
    world.leaves_seat(card);
    world.cards[card].imei = imei;
    world.plan_check(card, CHECKED_AFTER);
    Ok(Value::Null)
}

/// Out of its device, a card is not looked at by its pool.
pub fn unbind(params: &Params<'_>, world: &mut World) -> Answer {
    let card = params.card(world)?;
    world.leaves_seat(card);
    world.cards[card].imei.clear();
    Ok(Value::Null)
}

pub fn unlock(params: &Params<'_>, world: &mut World) -> Answer {
    let card = params.card(world)?;
    let unlocks = world.unlock(card)?;
    Ok(json!({ "imeiPoolUnlockCount": unlocks }))
}

pub fn add_imei(params: &Params<'_>, world: &mut World) -> Answer {
    let imei = params.text("imei").ok_or(41015u32)?;
    if !(14..=16).contains(&imei.len()) || !imei.bytes().all(|b| b.is_ascii_digit()) {
        return Err(41015);
    }
    let pool = pool(params, world)?;
    world.imei_pools[pool].join(&imei);
    Ok(json!({}))
}

pub fn add_cards(params: &Params<'_>, world: &mut World) -> Answer {
    let pool = pool(params, world)?;
    let id = world.imei_pools[pool].id;
    for card in params.cards("iccids", 100, world)? {
        world.enter_pool(card, id);
    }
    Ok(json!({}))
}

fn pool(params: &Params<'_>, world: &World) -> Result<usize, Refused> {
    let id = params.int("plockGroupId", 42404)?.ok_or(42404u32)?;
    world.imei_pool(id).ok_or(42408)
}
