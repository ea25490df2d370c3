//! What the emulated account holds, for whoever looks on: a page, a test. Not an answer of the platform.

use super::Sandbox;
use super::world::{MILLI, Order, State, World, money};
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
        json!({
            "clock": world.clock,
            "balance": money(world.cents),
            "cards": { "total": world.cards.len(), "list": cards },
            "orders": { "total": world.orders.len(), "list": orders },
        })
    }
}

fn card_view(world: &World, index: usize) -> Value {
    let card = &world.cards[index];
    let current = card.current.map(|order| &world.orders[order]);
    let waiting = card
        .orders
        .iter()
        .filter(|order| world.orders[**order].state == State::Pending);
    json!({
        "iccid": card.iccid,
        "state": match (card.activated, card.deactivated) {
            (None, _) => "ready",
            (_, true) => "stopped",
            _ => "active",
        },
        "package": current.map(|order| order.offer.name),
        "usedMB": current.map(|order| world.used(order) / MILLI),
        "totalMB": current.map(|order| order.offer.megabytes),
        "end": current.map(|order| order.end),
        "waiting": waiting.count(),
    })
}

fn order_view(world: &World, order: &Order) -> Value {
    json!({
        "orderId": order.id,
        "outTradeNo": order.out_trade_no,
        "iccid": world.cards[order.card].iccid,
        "package": order.offer.name,
        "price": money(order.offer.cents),
        "created": order.created,
        "state": match (order.refunded, order.state) {
            (true, _) => "refunded",
            (_, State::Pending) => "waiting",
            (_, State::InUse) => "in use",
            (_, State::Finished) => "done",
        },
    })
}
