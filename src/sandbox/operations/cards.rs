//! Cards.

use super::{Answer, Params};
use crate::calendar::date;
use crate::sandbox::world::{DAY, MILLI, PRODUCT, State, World, megabytes};
use serde_json::{Value, json};

/// Performs `cards.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, params: &Params<'_>, world: &mut World) -> Option<Answer> {
    Some(match method {
        "list" => list(params, world),
        "get" => params.card(world).map(|card| get(card, world)),
        _ => return None,
    })
}

fn list(params: &Params<'_>, world: &World) -> Answer {
    let page: usize = params
        .text("pageNum")
        .and_then(|page| page.parse().ok())
        .filter(|page| *page > 0)
        .ok_or(42403u32)?;
    let size: usize = match params.text("pageSize") {
        Some(size) => size
            .parse()
            .ok()
            .filter(|size| (1..=500).contains(size))
            .ok_or(42407u32)?,
        None => 500,
    };
    let wanted = params.text("iccids");
    let wanted: Option<Vec<&str>> = wanted.as_ref().map(|all| all.split(',').collect());
    let state = params.text("cardStatus");
    let found: Vec<usize> = (0..world.cards.len())
        .filter(|card| {
            wanted
                .as_ref()
                .is_none_or(|all| all.contains(&world.cards[*card].iccid.as_str()))
        })
        .filter(|card| {
            state
                .as_ref()
                .is_none_or(|state| state == card_status(*card, world))
        })
        .collect();
    let shown = found
        .iter()
        .skip((page - 1).saturating_mul(size))
        .take(size);
    let rows: Vec<Value> = shown.map(|card| row(*card, world)).collect();
    Ok(json!({ "cardInfoList": rows, "totalPage": found.len().div_ceil(size) }))
}

fn card_status(card: usize, world: &World) -> &'static str {
    let card = &world.cards[card];
    match (card.activated, card.deactivated) {
        (None, _) => "ACTIVATION_READY_NAME",
        (_, true) => "DEACTIVATED_NAME",
        _ => "ACTIVATED_NAME",
    }
}

/// What the list and the single card have in common.
fn common(index: usize, world: &World) -> Value {
    let card = &world.cards[index];
    let current = card.current.map(|order| &world.orders[order]);
    let (total, used) = current.map_or((0, 0), |order| {
        (order.offer.megabytes * MILLI, world.used(order))
    });
    let waiting = || {
        card.orders
            .iter()
            .map(|order| &world.orders[*order])
            .filter(|order| order.state == State::Pending)
    };
    let more: i64 = waiting().map(|order| order.offer.megabytes * MILLI).sum();
    let more_days: i64 = waiting().map(|order| order.offer.days).sum();
    let end = current.map(|order| order.end);
    let mut shown = json!({
        "iccid": card.iccid,
        "imsi": card.imsi,
        "activateDate": card.activated.map(date).unwrap_or_default(),
        "cardStatus": card_status(index, world),
        "isRealName": 1,
        "monthRemainFlow": megabytes(total - used),
        "monthUseFlow": megabytes(used),
        "remainFlowType": 0,
        "productCode": PRODUCT,
        "dataFlow": megabytes(total + more),
        "remainFlow": megabytes(total - used + more),
        "expectedEndDate": end.map(|end| date(end + more_days * DAY)).unwrap_or_default(),
        "imeiPoolStatus": 0,
        "imeiPoolUnlockCount": 0,
        "isIMEIPool": 0,
        "network": card.network,
        "totalUseFlow": megabytes(card.used_before + used),
        "packageCode": current.map_or("", |order| order.offer.code),
        "packageKind": 0,
    });
    if let Some(end) = end {
        shown["packageEndDate"] = date(end).into();
    }
    shown
}

fn row(index: usize, world: &World) -> Value {
    let card = &world.cards[index];
    let current = card.current.map(|order| &world.orders[order]);
    let mut shown = common(index, world);
    let total = current.map_or(0, |order| order.offer.megabytes * MILLI);
    let used = current.map_or(0, |order| world.used(order));
    shown["orderId"] = current.map_or(0, |order| order.id).into();
    shown["flowTotal"] = megabytes(total).into();
    shown["flowRemain"] = megabytes(total - used).into();
    shown["packageType"] = 2.into();
    shown["packageName"] = current.map_or("", |order| order.offer.name).into();
    shown["gzhPackageName"] = current.map_or("", |order| order.offer.shop_name).into();
    shown["imei"] = card.imei.as_str().into();
    shown
}

fn get(index: usize, world: &World) -> Value {
    let mut shown = common(index, world);
    shown["eid"] = "".into();
    shown["remark"] = "".into();
    shown
}
