//! Subscriptions of pools.

use super::super::{Answer, Params, Refused, Size};
use super::{kind, pool};
use crate::sandbox::pools::{Pools, Record, Stage};
use crate::sandbox::world::World;
use serde_json::{Value, json};

pub fn subscribe(params: &Params<'_>, world: &mut World) -> Answer {
    let pool = pool(params, world)?;
    let kind = kind(params)?;
    let number = params.short("out_trade_no", 32, 42001)?;
    if world.number_taken(&number) {
        return Err(42002);
    }
    if kind.lines != world.pools.pools[pool].kind.lines {
        return Err(41050);
    }
    if world.cents < kind.cents {
        return Err(45112);
    }
    world.cents -= kind.cents;
    world.take_number(number.clone());
    let record = world.subscribe_pool(pool, kind, number);
    Ok(json!({ "order_no": world.pools.records[record].order_no }))
}

/// Where both numbers are given they have to name the same one.
pub fn unsubscribe(params: &Params<'_>, world: &mut World) -> Answer {
    let pool = pool(params, world)?;
    let by_order_no = params.text("order_no");
    let by_order_no = by_order_no.map(|number| world.pools.record_by_order_no(&number));
    let by_own = params.text("out_trade_no");
    let by_own = by_own.map(|number| world.pools.record_by_out_trade_no(&number));
    let found = match (by_order_no, by_own) {
        (None, None) => return Err(42003),
        (Some(one), Some(other)) => one.filter(|_| one == other),
        (one, other) => one.or(other).flatten(),
    };
    let found = found.filter(|record| world.pools.records[*record].pool == pool);
    world.cancel_record(found.ok_or(42004u32)?)?;
    Ok(json!({}))
}

pub fn list(params: &Params<'_>, world: &World) -> Answer {
    let pool = pool(params, world)?;
    let page = params.page_sized(("page", "page_size"), None, Size::Given(1000))?;
    let numbers = params.items("order_no_arr");
    let own = params.items("out_trade_no_arr");
    let kinds = params.items("pool_type_code_arr");
    let mut codes = Vec::new();
    for code in params.items("status_code_arr").unwrap_or_default() {
        let known = code.parse::<i64>().ok().filter(|code| *code <= 3);
        codes.push(known.ok_or(43332u32)?);
    }
    let created = times(params, ["create_at_start", "create_at_end"])?;
    let began = times(params, ["active_timestamp_start", "active_timestamp_end"])?;
    let ends = times(params, ["expire_timestamp_start", "expire_timestamp_end"])?;
    let within = |[from, until]: [i64; 2], at: i64| from <= at && at <= until;
    let named = |wanted: &Option<Vec<String>>, one: &str| {
        wanted
            .as_ref()
            .is_none_or(|wanted| wanted.iter().any(|wanted| wanted == one))
    };
    let found = world.pools.pools[pool].records.iter().filter(|index| {
        let record = &world.pools.records[**index];
        named(&numbers, &record.order_no)
            && named(&own, &record.out_trade_no)
            && named(&kinds, record.kind.code)
            && (codes.is_empty() || codes.contains(&code(record, world)))
            && within(created, record.created)
            && within(began, record.start)
            && within(ends, record.end)
    });
    let rows = page.of(found).into_iter().map(|index| row(*index, world));
    Ok(json!({ "list": rows.collect::<Vec<_>>() }))
}

/// Unix seconds, both ends included.
fn times(params: &Params<'_>, [start, end]: [&str; 2]) -> Result<[i64; 2], Refused> {
    let from = params.int(start, 42409)?.unwrap_or(i64::MIN);
    let until = params.int(end, 42409)?.unwrap_or(i64::MAX);
    if from > until {
        return Err(41006);
    }
    Ok([from, until])
}

fn code(record: &Record, world: &World) -> i64 {
    match record.stage {
        Stage::Created => 0,
        // Behind another one it waits for its own activation.
        Stage::Waiting if world.pools.pools[record.pool].active.is_some() => 2,
        Stage::Waiting => 1,
        Stage::Active => 3,
        Stage::Ended => -1,
        Stage::Cancelled => -2,
    }
}

/// `used` is what its name says; the platform's text says it is what is left.
fn row(index: usize, world: &World) -> Value {
    let record = &world.pools.records[index];
    json!({
        "pool_record_id": Pools::record_id(index),
        "order_no": record.order_no,
        "out_trade_no": record.out_trade_no,
        "pool_type_code": record.kind.code,
        "status_code": code(record, world),
        "expire_timestamp": record.end,
        "active_timestamp": record.start,
        "total": record.kind.kib * 1024,
        "used": world.pool_used(index) * 1024,
        "create_at": record.created,
    })
}
