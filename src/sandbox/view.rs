//! What the emulated account holds, for whoever looks on: a page, a test. Not an answer of the platform.

use super::Sandbox;
use super::operations;
use super::tasks::Task;
use super::world::{DAY, KIB_PER_MB, Order, State, World, money};
use serde_json::{Value, json};

impl Sandbox {
    /// The account at a glance: at most `limit` cards, and the latest `limit` orders.
    pub fn overview(&self, limit: usize) -> Value {
        let world = &self.world;
        let cards: Vec<Value> = (0..world.cards.len().min(limit))
            .map(|card| card_view(world, card))
            .collect();
        let orders: Vec<Value> = world
            .orders
            .iter()
            .rev()
            .take(limit)
            .map(|order| order_view(world, order))
            .collect();
        let tasks: Vec<Value> = world
            .tasks
            .iter()
            .rev()
            .take(limit)
            .map(task_view)
            .collect();
        json!({
            "clock": world.clock,
            "balance": money(world.cents),
            "cards": { "total": world.cards.len(), "list": cards },
            "orders": { "total": world.orders.len(), "list": orders },
            "tasks": { "total": world.tasks.len(), "list": tasks },
        })
    }
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
