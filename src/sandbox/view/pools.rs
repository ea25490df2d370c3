//! Data pools and their subscriptions, for whoever looks on.

use crate::sandbox::pools::{Pool, Record, Stage};
use crate::sandbox::world::{KIB_PER_MB, World, money};
use serde_json::{Value, json};

pub fn pool(world: &World, pool: &Pool) -> Value {
    let active = pool.active.map(|record| &world.pools.records[record]);
    json!({
        "poolId": pool.id,
        "memo": pool.memo,
        "type": pool.kind.code,
        "cards": pool.cards.len(),
        "lines": pool.kind.lines,
        "usedMB": pool.active.map(|record| world.pool_used(record) / KIB_PER_MB),
        "totalMB": active.map(|record| record.kind.kib / KIB_PER_MB),
        "end": active.map(|record| record.end),
    })
}

pub fn record(world: &World, record: &Record) -> Value {
    json!({
        "orderNo": record.order_no,
        "outTradeNo": record.out_trade_no,
        "poolId": world.pools.pools[record.pool].id,
        "type": record.kind.code,
        "price": money(record.kind.cents),
        "created": record.created,
        "state": match record.stage {
            Stage::Created | Stage::Waiting => "waiting",
            Stage::Active => "in use",
            Stage::Ended => "done",
            Stage::Cancelled => "cancelled",
        },
    })
}
