//! What the emulated account holds, for whoever looks on: a page, a test. Not an answer of the platform.

mod esims;
mod pools;

use super::Sandbox;
use super::operations;
use super::tasks::Task;
use super::world::{DAY, KIB_PER_MB, Order, State, World, money};
use serde_json::{Value, json};

impl Sandbox {
    /// The account at a glance: at most `limit` of each kind, cards from the first, orders from the latest.
    pub fn overview(&self, limit: usize) -> Value {
        let world = &self.world;
        let cards = 0..world.cards.len();
        let orders = world.orders.iter().rev();
        let esims = 0..world.cloud.esims.len();
        let held = world.pools.pools.iter().filter(|pool| !pool.deleted);
        let cloud = world.cloud.orders.iter().rev();
        json!({
            "clock": world.clock,
            "balance": money(world.cents),
            "cards": list(limit, cards, |card| card_view(world, card)),
            "orders": list(limit, orders, |order| order_view(world, order)),
            "esimOrders": list(limit, world.esim.orders.iter().rev(), |order| esims::order(world, order)),
            "cloudEsims": list(limit, esims, |esim| esims::cloud(world, esim)),
            "cloudEsimOrders": list(limit, cloud, |order| esims::cloud_order(world, order)),
            "pools": list(limit, held, |pool| pools::pool(world, pool)),
            "poolOrders": list(limit, world.pools.records.iter().rev(), |record| pools::record(world, record)),
            "tasks": list(limit, world.tasks.iter().rev(), task_view),
        })
    }
}

/// Some of a kind, and how many there are.
fn list<T>(limit: usize, all: impl Iterator<Item = T> + Clone, view: impl Fn(T) -> Value) -> Value {
    let rows: Vec<Value> = all.clone().take(limit).map(view).collect();
    json!({ "total": all.count(), "list": rows })
}

/// The only place that tells a task's id: no operation of the platform does.
fn task_view(task: &Task) -> Value {
    json!({ "id": task.id.to_string(), "status": task.progress.wire(), "result": task.result })
}

fn card_view(world: &World, index: usize) -> Value {
    let card = &world.cards[index];
    let current = card.current.map(|order| &world.orders[order]);
    json!({
        "iccid": card.iccid,
        "state": match operations::card_status(index, world) {
            "ACTIVATION_READY_NAME" | "NON_ACTIVATED_NAME" => "ready",
            "RETIRED_NAME" => "retired",
            _ if card.locked => "locked",
            "ACTIVATED_NAME" => "active",
            _ => "stopped",
        },
        "package": current.map(|order| order.offer.name),
        "usedMB": current.map(|order| world.used(order) / KIB_PER_MB),
        "totalMB": current.map(|order| order.offer.megabytes),
        "lastDayMB": world.usage_bytes(index, world.clock - DAY, world.clock) / (KIB_PER_MB * 1024),
        "end": current.map(|order| order.end),
        "waiting": world.waiting(card).count(),
    })
}

fn order_view(world: &World, order: &Order) -> Value {
    json!({
        "orderId": order.id,
        "outTradeNo": order.out_trade_no,
        "iccid": world.cards[order.card].iccid,
        "package": order.offer.name,
        "price": money(order.cents),
        "created": order.created,
        "state": match (order.refunded, order.state) {
            (true, _) => "refunded",
            (_, State::Pending) => "waiting",
            (_, State::InUse) => "in use",
            (_, State::Finished) => "done",
        },
    })
}
