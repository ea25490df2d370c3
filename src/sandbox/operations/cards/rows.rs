//! How cards are shown.

use crate::calendar::date;
use crate::sandbox::catalog::Limit;
use crate::sandbox::world::{Stage, World, megabytes};
use serde_json::{Value, json};

/// The state of a card, in the platform's words.
pub fn status(index: usize, world: &World) -> &'static str {
    let card = &world.cards[index];
    match card.stage {
        Stage::Ready => "ACTIVATION_READY_NAME",
        Stage::Waiting => "NON_ACTIVATED_NAME",
        Stage::Retired => "RETIRED_NAME",
        Stage::Activated if card.current.is_some() || world.waiting(card).next().is_some() => {
            "ACTIVATED_NAME"
        }
        Stage::Activated if world.draws_on_pool(index) => "ACTIVATED_NAME",
        Stage::Activated if card.product.base => "ACTIVATED_BASE",
        Stage::Activated => "DEACTIVATED_NAME",
    }
}

/// What the list and the single card have in common.
fn common(index: usize, world: &World) -> Value {
    let card = &world.cards[index];
    let current = card.current.map(|order| &world.orders[order]);
    let used = current.map_or(0, |order| world.used(order));
    let left = current.map_or(0, |order| world.left(order));
    let total = current.map_or(0, |order| order.kib);
    let more: i64 = world.waiting(card).map(|order| order.kib).sum();
    let more_time: i64 = world.waiting(card).map(|order| order.seconds).sum();
    let end = current.map(|order| order.end);
    let membership = match card.pool {
        None => 0,
        Some(_) if card.temporary => 2,
        Some(_) => 1,
    };
    let mut shown = json!({
        "iccid": card.iccid,
        "imsi": card.imsi,
        "activateDate": card.activated.map(date).unwrap_or_default(),
        "cardStatus": status(index, world),
        "isRealName": i64::from(card.real_name),
        "monthRemainFlow": megabytes(left),
        "monthUseFlow": megabytes(used),
        "remainFlowType": 0,
        "productCode": card.product.code,
        "dataFlow": megabytes(total + more),
        "remainFlow": megabytes(left + more),
        "expectedEndDate": end.map(|end| date(end.saturating_add(more_time))).unwrap_or_default(),
        "imeiPoolStatus": i64::from(card.locked),
        "imeiPoolUnlockCount": card.unlocks,
        "isIMEIPool": membership,
        "network": card.network,
        "totalUseFlow": megabytes(world.used_by_card(card) + world.pool_kib(index, i64::MIN, world.clock)),
        "packageCode": current.map_or("", |order| order.offer.code),
        "packageKind": current.map_or(0, |order| order.offer.limit as i64 - Limit::Data as i64),
    });
    if let Some((used, left)) = world.share_of_pool(index) {
        shown["remainFlowType"] = 1.into();
        shown["monthUseFlow"] = megabytes(used).into();
        shown["monthRemainFlow"] = megabytes(left).into();
    }
    if let Some(end) = end {
        shown["packageEndDate"] = date(end).into();
    }
    shown
}

/// A card in the list.
pub fn row(index: usize, world: &World) -> Value {
    let card = &world.cards[index];
    let current = card.current.map(|order| &world.orders[order]);
    let mut shown = common(index, world);
    shown["orderId"] = current.map_or(0, |order| order.id).into();
    shown["flowTotal"] = megabytes(current.map_or(0, |order| order.kib)).into();
    shown["flowRemain"] = shown["monthRemainFlow"].clone();
    let limit = current.map_or(Limit::Data, |order| order.offer.limit);
    shown["packageType"] = (limit as i64).into();
    shown["packageName"] = current.map_or("", |order| order.offer.name).into();
    shown["gzhPackageName"] = current.map_or("", |order| order.offer.shop_name).into();
    shown["imei"] = card.imei.as_str().into();
    shown
}

/// A single card.
pub fn get(index: usize, world: &World) -> Value {
    let mut shown = common(index, world);
    shown["eid"] = "".into();
    shown["remark"] = "".into();
    shown
}
