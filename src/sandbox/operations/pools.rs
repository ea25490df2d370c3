//! Data pools.

mod records;

use super::{Answer, Params, Refused};
use crate::sandbox::pools::{PoolType, TYPES};
use crate::sandbox::world::{DAY, World};
use serde_json::{Value, json};

/// Performs `pools.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, params: &Params<'_>, world: &mut World) -> Option<Answer> {
    Some(match method {
        "listPackages" => packages(params, world),
        "create" => create(params, world),
        "list" => list(params, world),
        "delete" => delete(params, world),
        "subscribe" => records::subscribe(params, world),
        "unsubscribe" => records::unsubscribe(params, world),
        "listRecords" => records::list(params, world),
        "listAddableCards" => addable(params, world),
        "addCards" => add(params, world),
        "listCards" => cards(params, world),
        "removeCards" => remove(params, world),
        "findByIccid" => find(params, world),
        _ => return None,
    })
}

/// The pool that `pool_object_id` names.
fn pool(params: &Params<'_>, world: &World) -> Result<usize, Refused> {
    let id = params.int("pool_object_id", 42404)?.ok_or(42404u32)?;
    world.pools.pool(id).ok_or(42404)
}

fn kind(params: &Params<'_>) -> Result<&'static PoolType, Refused> {
    let code = params.text("pool_type_code").ok_or(42022u32)?;
    let kind = TYPES.iter().find(|kind| kind.code == code);
    kind.ok_or(42007)
}

/// Every card fits into every pool, so a card leaves nothing out; a pool leaves what has other lines.
fn packages(params: &Params<'_>, world: &World) -> Answer {
    if params.text("iccid").is_some() {
        params.card(world)?;
    }
    let lines = match params.text("pool_object_id") {
        Some(_) => Some(world.pools.pools[pool(params, world)?].kind.lines),
        None => None,
    };
    let fits = |kind: &&PoolType| lines.is_none_or(|lines| kind.lines == lines);
    let rows = TYPES.iter().filter(fits).map(|kind| {
        json!({
            "pool_type_code": kind.code,
            "pool_lines": kind.lines,
            "total_active": kind.days,
            "total_data": kind.kib * 1024,
        })
    });
    Ok(json!({ "list": rows.collect::<Vec<_>>() }))
}

fn create(params: &Params<'_>, world: &mut World) -> Answer {
    let kind = kind(params)?;
    let memo = params.text("memo").unwrap_or_default();
    let id = world.create_pool(kind, memo);
    Ok(json!({ "pool_object_id": id }))
}

fn list(params: &Params<'_>, world: &World) -> Answer {
    let mut wanted = Vec::new();
    for id in params.items("pool_object_id_arr").unwrap_or_default() {
        wanted.push(id.parse::<i64>().map_err(|_| 42404u32)?);
    }
    let memo = params.text("memo");
    let rows: Vec<Value> = (0..world.pools.pools.len())
        .filter(|pool| {
            let pool = &world.pools.pools[*pool];
            !pool.deleted
                && (wanted.is_empty() || wanted.contains(&pool.id))
                && memo.as_ref().is_none_or(|memo| *memo == pool.memo)
        })
        .map(|pool| row(pool, world))
        .collect();
    Ok(json!({ "list": rows }))
}

fn row(index: usize, world: &World) -> Value {
    let pool = &world.pools.pools[index];
    let living = || world.pools.living(index);
    let total: i64 = living().map(|record| record.kind.kib).sum();
    let used = pool.active.map_or(0, |record| world.pool_used(record));
    let seconds = world.pool_seconds_left(index);
    let expires = match pool.active {
        Some(_) => world.clock.saturating_add(seconds),
        None => 0,
    };
    // A pool that has had something and has nothing left is stopped.
    let status = match (pool.active, living().next(), pool.records.is_empty()) {
        (Some(_), ..) => 2,
        (None, None, false) => -1,
        _ => 1,
    };
    json!({
        "pool_object_id": pool.id,
        "pool_lines": pool.kind.lines,
        "used_pool_lines": pool.cards.len(),
        "total": total * 1024,
        "remain": (total - used) * 1024,
        "total_active": living().map(|record| record.kind.days).sum::<i64>(),
        "available_days": seconds / DAY,
        "expire_timestamp": expires,
        "status": status,
        "create_at": pool.created,
        "memo": pool.memo,
    })
}

/// Only an empty one can be: no code is documented for the others.
fn delete(params: &Params<'_>, world: &mut World) -> Answer {
    let pool = pool(params, world)?;
    if !world.pools.pools[pool].cards.is_empty() {
        return Err(43332);
    }
    world.delete_pool(pool);
    Ok(json!({}))
}

/// Most cards in one call; the platform's own number is not documented.
const MOST_CARDS: usize = 500;

/// Those of the named cards that are in no pool.
fn free(params: &Params<'_>, world: &World) -> Result<Vec<usize>, Refused> {
    let mut cards = params.cards("iccid_arr", MOST_CARDS, world)?;
    cards.retain(|card| world.pools.of_card(*card).is_none());
    Ok(cards)
}

fn addable(params: &Params<'_>, world: &World) -> Answer {
    pool(params, world)?;
    let rows = free(params, world)?.into_iter();
    let rows = rows.map(|card| json!({ "iccid": world.cards[card].iccid }));
    Ok(json!({ "list": rows.collect::<Vec<_>>() }))
}

/// Cards that are in a pool already are left out without a word, as the answer has none for it: that
/// they are all there shows in the list. More than there are lines are refused together.
fn add(params: &Params<'_>, world: &mut World) -> Answer {
    let index = pool(params, world)?;
    let cards = free(params, world)?;
    let pool = &world.pools.pools[index];
    let lines = usize::try_from(pool.kind.lines).unwrap_or(0);
    if pool.cards.len() + cards.len() > lines {
        return Err(41007);
    }
    world.join_data_pool(index, &cards);
    Ok(json!({}))
}

fn cards(params: &Params<'_>, world: &World) -> Answer {
    let pool = &world.pools.pools[pool(params, world)?];
    let rows = pool
        .cards
        .iter()
        .map(|(card, since)| json!({ "iccid": world.cards[*card].iccid, "create_at": since }));
    Ok(json!({ "list": rows.collect::<Vec<_>>() }))
}

/// Cards that are not in it are left out, as in [`add`].
fn remove(params: &Params<'_>, world: &mut World) -> Answer {
    let pool = pool(params, world)?;
    let mut cards = params.cards("iccid_arr", MOST_CARDS, world)?;
    cards.retain(|card| world.pools.of_card(*card) == Some(pool));
    world.leave_data_pool(pool, &cards);
    Ok(json!({}))
}

fn find(params: &Params<'_>, world: &World) -> Answer {
    let card = params.card(world)?;
    let pool = world.pools.of_card(card);
    let id = pool.map_or(0, |pool| world.pools.pools[pool].id);
    Ok(json!({ "pool_object_id": id }))
}
