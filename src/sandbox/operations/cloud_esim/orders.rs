//! Orders of cloud eSIMs: placing, reading, giving back, moving.

use super::super::{Answer, Params, Refused, Size};
use super::esim;
use crate::calendar::date;
use crate::sandbox::cloud_esim::{CloudOrder, Status, counterpart, offer_by_code};
use crate::sandbox::world::{Channel, DAY, State, World, major, money};
use serde_json::{Value, json};

pub fn purchase(params: &Params<'_>, world: &mut World) -> Answer {
    let index = esim(params, "eid", world)?;
    let code = params.text("packageCode").ok_or(41018u32)?;
    let offer = offer_by_code(&code).ok_or(41018u32)?;
    let number = params.short("outTradeNo", 32, 42001)?;
    let renew = params.choice("renew", &[0, 1])? == Some(1);
    if world.number_taken(&number) {
        return Err(42002);
    }
    if offer.product != world.cloud.esims[index].product {
        return Err(41050);
    }
    if world.cents < offer.cents {
        return Err(45112);
    }
    world.cents -= offer.cents;
    world.take_number(number.clone());
    let placed = world.place_cloud(index, offer, Channel::Api);
    let order = &mut world.cloud.orders[placed];
    order.out_trade_no = Some(number.clone());
    order.renew = renew;
    let answer = json!({
        "outTradeNo": number,
        "orderId": order.old_id().to_string(),
        "eshopOrderId": order.id,
    });
    world.process_cloud(placed);
    Ok(answer)
}

/// The order that `eshopOrderId` names, or else `orderId`.
fn order(params: &Params<'_>, world: &World) -> Result<usize, Refused> {
    let found = match params.int("eshopOrderId", 42003)? {
        Some(id) => world.cloud.order(id),
        None => {
            let id = params.int("orderId", 42003)?.ok_or(42003u32)?;
            world.cloud.order_of_old(id)
        }
    };
    found.ok_or(42004)
}

pub fn status(params: &Params<'_>, world: &World) -> Answer {
    let order = &world.cloud.orders[order(params, world)?];
    let eid = &world.cloud.esims[order.esim].eid;
    Ok(json!({ "status": order.status as i64, "eid": eid }))
}

pub fn refund_amount(params: &Params<'_>, world: &World) -> Answer {
    let order = &world.cloud.orders[order(params, world)?];
    let cents = world.cloud_refundable(order)?;
    Ok(json!({ "amount": cents, "currency": "USD" }))
}

pub fn refund(params: &Params<'_>, world: &mut World) -> Answer {
    let index = order(params, world)?;
    params.text("remark").ok_or(45106u32)?;
    let order = &world.cloud.orders[index];
    let cents = world.cloud_refundable(order)?;
    let fields = json!({
        "eid": world.cloud.esims[order.esim].eid,
        "eshopOrderId": order.id,
        "outTradeNo": order.out_trade_no.clone().unwrap_or_default(),
        "orderAmount": money(order.cents),
        "refundAmount": money(cents),
    });
    world.cents += cents;
    world.cloud.orders[index].status = Status::Refunded;
    world.tell("CloudESimRefund", fields);
    world.finish_cloud(index);
    Ok(json!({}))
}

/// What is left of a package moves, with what is left of its time. What it cost moves along, so that a
/// refund pays back no more than before.
pub fn transfer(params: &Params<'_>, world: &mut World) -> Answer {
    let old = esim(params, "oldEid", world)?;
    let new = esim(params, "newEid", world)?;
    let id = params.int("oldEshopOrderId", 42003)?.ok_or(42003u32)?;
    let index = world.cloud.order(id).ok_or(42004u32)?;
    let order = &world.cloud.orders[index];
    if order.esim != old {
        return Err(41028);
    }
    if old == new {
        return Err(43332);
    }
    if order.status != Status::Success || order.state == State::Finished {
        return Err(42006);
    }
    let offer = counterpart(order.offer, world.cloud.esims[new].product);
    let bytes = order.bytes - world.cloud.used(order, world.clock);
    let seconds = match order.state {
        State::Pending => order.seconds,
        _ => (order.end - world.clock).max(0),
    };
    let (cents, bought, number) = (order.cents, order.bought, order.out_trade_no.clone());
    let renew = order.renew;
    // It does not come to its end here, so it is not bought again here.
    world.cloud.orders[index].renew = false;
    world.finish_cloud(index);
    let placed = world.place_cloud(new, offer, Channel::Transfer);
    let moved = &mut world.cloud.orders[placed];
    (moved.cents, moved.bought, moved.out_trade_no) = (cents, bought, number);
    (moved.bytes, moved.seconds, moved.renew) = (bytes, seconds, renew);
    moved.from = Some(index);
    let answer = json!({ "newPkgCode": offer.code, "newEshopOrderId": moved.id });
    world.accept_cloud(placed);
    Ok(answer)
}

pub fn list(params: &Params<'_>, world: &World) -> Answer {
    let index = esim(params, "eid", world)?;
    let page = params.page("page", Some(1), Size::Default(500, 1000))?;
    let created = params.range([("createDateStart", 42409), ("createDateEnd", 42409)])?;
    let updated = params.range([("updateDateStart", 42409), ("updateDateEnd", 42409)])?;
    let mut ids = Vec::new();
    for id in params.items("orderIdArrStr").unwrap_or_default() {
        ids.push(id.parse::<i64>().map_err(|_| 42003u32)?);
    }
    // Which of the two ids is meant is not documented: either will do.
    let named = |order: &CloudOrder| ids.contains(&order.id) || ids.contains(&order.old_id());
    let all = world.cloud.esims[index].orders.iter();
    let found: Vec<&CloudOrder> = all
        .map(|order| &world.cloud.orders[*order])
        .filter(|order| {
            (ids.is_empty() || named(order))
                && created.contains(order.created)
                && updated.contains(order.updated)
        })
        .collect();
    let total = found.len();
    let rows = page
        .of(found.into_iter())
        .into_iter()
        .map(|order| row(order, world));
    Ok(json!({ "list": rows.collect::<Vec<_>>(), "total": total }))
}

fn row(order: &CloudOrder, world: &World) -> Value {
    let moment = |at: i64| match order.start {
        0 => String::new(),
        _ => date(at),
    };
    let left = match order.state {
        State::Finished => 0,
        _ => order.bytes - world.cloud.used(order, world.clock),
    };
    json!({
        "eid": world.cloud.esims[order.esim].eid,
        "orderId": order.old_id(),
        "eshopOrderId": order.id,
        "packageName": order.offer.name,
        "packageCode": order.offer.code,
        "packageType": 2,
        "gzhPackageName": order.offer.shop_name,
        "state": order.state.wire(),
        "price": major(order.cents),
        "currency": "USD",
        "createDate": date(order.created),
        "startDate": moment(order.start),
        "endDate": moment(order.end),
        "totalActive": (order.seconds + DAY - 1) / DAY,
        "periodType": 2,
        "flowTotalBytes": order.bytes,
        "flowRemainBytes": left,
        "renew": i64::from(order.renewal),
        "isRefund": i64::from(order.status == Status::Refunded),
    })
}
