//! Orders that were placed.

use super::{Answer, Params, Size};
use crate::calendar::date;
use crate::sandbox::world::{Order, State, World, major, megabytes};
use serde_json::{Value, json};

pub fn status(order: usize, world: &World) -> Value {
    json!({ "status": if world.orders[order].refunded { -1 } else { 1 } })
}

/// A card's orders, all filters at once. `stateArrStr` counts beside `state`: an order has to be in
/// both. Answers the rows and their number as `data` and `total`, for an answer that has both.
pub fn list(params: &Params<'_>, world: &World) -> Answer {
    let card = params.card(world)?;
    let page = params.page("page", Some(1), Size::Default(500, 1000))?;
    let state = params.choice("state", &[0, 1, 2])?;
    let mut states = Vec::new();
    for one in params.items("stateArrStr").unwrap_or_default() {
        let known = one.parse::<i64>().ok().filter(|one| (0..=2).contains(one));
        states.push(known.ok_or(43332u32)?);
    }
    let ids = params.items("orderIdArrStr");
    let ids = ids.map(|ids| {
        ids.iter()
            .map(|id| id.parse::<i64>().map_err(|_| 42003u32))
            .collect()
    });
    let ids: Option<Vec<i64>> = ids.transpose()?;
    let created = params.range([("createDateStart", 42409), ("createDateEnd", 42409)])?;
    let updated = params.range([("updateDateStart", 42409), ("updateDateEnd", 42409)])?;
    let newest_first = match params.text("orderBy").as_deref() {
        None => false,
        Some("createDateDesc") => true,
        Some(_) => return Err(43332),
    };
    let wanted = |order: &&Order| {
        state.is_none_or(|state| state == order.state.wire())
            && (states.is_empty() || states.contains(&order.state.wire()))
            && ids.as_ref().is_none_or(|ids| ids.contains(&order.id))
            && created.contains(order.created)
            && updated.contains(order.updated)
    };
    let all = world.cards[card]
        .orders
        .iter()
        .map(|order| &world.orders[*order]);
    let mut found: Vec<&Order> = all.filter(wanted).collect();
    if newest_first {
        found.reverse();
    }
    let total = found.len();
    let shown = page.of(found.into_iter()).into_iter();
    let rows: Vec<Value> = shown.map(|order| record(order, world)).collect();
    Ok(json!({ "data": rows, "total": total }))
}

/// Orders by either number, in one of the three states: the description has no state for all.
pub fn details(params: &Params<'_>, world: &World) -> Answer {
    let page = params.page("page", None, Size::Given(50))?;
    let state = params.choice("state", &[0, 1, 2])?.ok_or(43332u32)?;
    let numbers = params.items("orderNumberArrStr").unwrap_or_default();
    let own = params.items("outTradeNoArrStr").unwrap_or_default();
    if numbers.is_empty() && own.is_empty() {
        return Err(43332);
    }
    if numbers.len() > 50 || own.len() > 50 {
        return Err(42009);
    }
    let by_number = numbers.iter().filter_map(|one| world.order_by_number(one));
    let by_own = own
        .iter()
        .filter_map(|one| world.by_trade_no.get(one).copied());
    let mut found: Vec<usize> = by_number.chain(by_own).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|order| world.orders[*order].state.wire() == state);
    let rows = page.of(found.into_iter()).into_iter().map(|order| {
        let order = &world.orders[order];
        let mut shown = common(order, world);
        shown["orderNumber"] = order.number.as_str().into();
        // Not among the documented fields, but in every row of the documentation's example.
        shown["orderId"] = order.id.into();
        shown["outTradeNo"] = order.out_trade_no.clone().unwrap_or_default().into();
        shown
    });
    Ok(Value::Array(rows.collect()))
}

fn record(order: &Order, world: &World) -> Value {
    let mut shown = common(order, world);
    shown["orderId"] = order.id.into();
    shown["updateDate"] = date(order.updated).into();
    shown["flowUsageBytes"] = (world.used(order) * 1024).into();
    if let Some(number) = &order.out_trade_no {
        shown["outTradeNo"] = number.as_str().into();
    }
    shown
}

fn common(order: &Order, world: &World) -> Value {
    let begun = order.start > 0;
    let moment = |at: i64| if begun { date(at) } else { String::new() };
    let left = match order.state {
        State::Finished => 0,
        _ => world.left(order),
    };
    json!({
        "packageName": order.offer.name,
        "packageCode": order.offer.code,
        "iccid": world.cards[order.card].iccid,
        "state": order.state.wire(),
        "price": major(order.cents),
        "currency": "USD",
        "createDate": date(order.created),
        "startDate": moment(order.start),
        "endDate": moment(order.end),
        "flowTotal": megabytes(order.kib),
        "flowRemain": megabytes(left),
        "gzhPackageName": order.offer.shop_name,
        "totalActive": order.offer.count,
        "renew": i64::from(order.renewal),
        "packageType": order.offer.limit as i64,
        "isRefund": i64::from(order.refunded),
        "periodType": order.offer.period as i64,
    })
}
