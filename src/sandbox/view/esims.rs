//! eSIM orders and cloud eSIMs, for whoever looks on.

use crate::sandbox::cloud_esim::{CloudOrder, MB, Status};
use crate::sandbox::esim::{EsimOrder, GOODS, Stage};
use crate::sandbox::world::{State, World, money};
use serde_json::{Value, json};

pub fn order(world: &World, order: &EsimOrder) -> Value {
    let (state, iccid) = match order.stage {
        Stage::Processing => ("processing", None),
        Stage::Failed => ("failed", None),
        Stage::Bought(placed) => {
            let placed = &world.orders[placed];
            let state = if placed.refunded { "refunded" } else { "done" };
            (state, Some(&world.cards[placed.card].iccid))
        }
    };
    json!({
        "orderId": order.id,
        "outTradeNo": order.out_trade_no,
        "goods": GOODS[order.goods].name,
        "price": money(order.cents),
        "iccid": iccid,
        "state": state,
    })
}

pub fn cloud(world: &World, index: usize) -> Value {
    let esim = &world.cloud.esims[index];
    let current = esim.current.map(|order| &world.cloud.orders[order]);
    json!({
        "eid": esim.eid,
        "state": match (esim.locked, esim.activated, current) {
            (true, ..) => "locked",
            (_, None, _) => "ready",
            (.., Some(_)) => "active",
            _ => "stopped",
        },
        "package": current.map(|order| order.offer.name),
        "usedMB": current.map(|order| world.cloud.used(order, world.clock) / MB),
        "totalMB": current.map(|order| order.bytes / MB),
        "end": current.map(|order| order.end),
        "waiting": world.cloud.waiting(index).count(),
    })
}

pub fn cloud_order(world: &World, order: &CloudOrder) -> Value {
    json!({
        "eshopOrderId": order.id,
        "outTradeNo": order.out_trade_no,
        "eid": world.cloud.esims[order.esim].eid,
        "package": order.offer.name,
        "price": money(order.cents),
        "created": order.created,
        "state": match (order.status, order.state) {
            (Status::Processing, _) => "processing",
            (Status::Refunded, _) => "refunded",
            (Status::Failed, _) => "failed",
            (_, State::Pending) => "waiting",
            (_, State::InUse) => "in use",
            (_, State::Finished) => "done",
        },
    })
}
