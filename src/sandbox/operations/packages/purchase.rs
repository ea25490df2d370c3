//! Buying and giving back.

use super::{Answer, Params};
use crate::sandbox::catalog::{self, Period};
use crate::sandbox::world::{Channel, Stage, World, money};
use serde_json::json;

pub fn order(params: &Params<'_>, world: &mut World) -> Answer {
    let index = params.card(world)?;
    let code = params.text("packageCode").ok_or(41018u32)?;
    let offer = catalog::offer_by_code(&code).ok_or(41018u32)?;
    let number = params.short("outTradeNo", 32, 42001)?;
    let renew = params.choice("renew", &[0, 1])? == Some(1);
    if world.number_taken(&number) {
        return Err(42002);
    }
    let card = &world.cards[index];
    if card.stage == Stage::Retired {
        return Err(41036);
    }
    if offer.product != card.product.code {
        return Err(41050);
    }
    if !offer.listed {
        return Err(41031);
    }
    if !card.real_name {
        return Err(41033);
    }
    let monthly = |order: usize| world.orders[order].offer.period == Period::Months;
    if offer.add_on && !card.current.is_some_and(monthly) {
        return Err(41037);
    }
    if world.cents < offer.cents {
        return Err(45112);
    }
    world.cents -= offer.cents;
    let placed = world.place(index, offer, Channel::Api);
    world.by_trade_no.insert(number.clone(), placed);
    let order = &mut world.orders[placed];
    order.out_trade_no = Some(number);
    order.renew = renew;
    let answer = json!({ "orderNumber": order.number, "orderId": order.id });
    world.tell_ordered(placed);
    world.schedule(index);
    Ok(answer)
}

pub fn refund_amount(params: &Params<'_>, world: &World) -> Answer {
    let order = params.order(world)?;
    let estimate = world.refundable(&world.orders[order])?;
    Ok(json!({
        "amount": estimate.amount,
        "amount_int": estimate.minor_units,
        "currency": "USD",
    }))
}

pub fn refund(params: &Params<'_>, world: &mut World) -> Answer {
    let index = params.order(world)?;
    params.text("remark").ok_or(45106u32)?;
    params.short("remark", 200, 43332)?;
    let order = &world.orders[index];
    let estimate = world.refundable(order)?;
    let fields = json!({
        "iccid": world.cards[order.card].iccid,
        "orderId": order.id,
        "outTradeNo": order.out_trade_no.clone().unwrap_or_default(),
        "orderAmount": money(order.cents),
        "refundAmount": estimate.amount,
    });
    let card = order.card;
    world.cents += i64::try_from(estimate.minor_units).unwrap_or(0);
    world.orders[index].refunded = true;
    world.tell("Refund", fields);
    world.finish(index);
    world.schedule(card);
    Ok(json!({}))
}
