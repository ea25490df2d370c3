//! Packages and their orders.

use super::{Answer, Params};
use crate::sandbox::world::{OFFERS, PRODUCT, State, World, money};
use serde_json::{Value, json};

/// Performs `packages.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, params: &Params<'_>, world: &mut World) -> Option<Answer> {
    Some(match method {
        "listForCard" => params.card(world).map(|_| offers()),
        "order" => order(params, world),
        "orderStatus" => params.order(world).map(|order| status(order, world)),
        "refund" => refund(params, world),
        _ => return None,
    })
}

fn offers() -> Value {
    let shown = OFFERS.iter().map(|offer| {
        json!({
            "operator": 5,
            "packageCode": offer.code,
            "packageName": offer.name,
            "productCode": PRODUCT,
            // 0 on the platform too: the shop's price is the one that is paid.
            "price": 0,
            "packageType": 2,
            "gzhPrice": offer.cents as f64 / 100.0,
            "gzhPackageName": offer.shop_name,
            "gzhStatus": 1,
            "flowSize": offer.megabytes,
            "periodSize": offer.days,
            "periodType": 2,
        })
    });
    Value::Array(shown.collect())
}

fn order(params: &Params<'_>, world: &mut World) -> Answer {
    let card = params.card(world)?;
    let code = params.text("packageCode").ok_or(41018u32)?;
    let offer = OFFERS
        .iter()
        .find(|offer| offer.code == code)
        .ok_or(41018u32)?;
    let number = params
        .text("outTradeNo")
        .filter(|number| number.chars().count() <= 32)
        .ok_or(42001u32)?;
    if world.numbers.contains(&number) {
        return Err(42002);
    }
    if world.cents < offer.cents {
        return Err(45112);
    }
    world.cents -= offer.cents;
    world.numbers.insert(number.clone());
    let order = world.place(card, offer, Some(number), world.clock);
    world.tell(
        "SubPkgList",
        json!({ "data": json!([world.package(order)]).to_string() }),
    );
    world.schedule(card);
    let order_number = format!("{:016x}{:016x}", world.random.bits(), world.random.bits());
    Ok(json!({ "orderNumber": order_number, "orderId": world.orders[order].id }))
}

fn status(order: usize, world: &World) -> Value {
    json!({ "status": if world.orders[order].refunded { -1 } else { 1 } })
}

fn refund(params: &Params<'_>, world: &mut World) -> Answer {
    let index = params.order(world)?;
    params
        .text("remark")
        .filter(|remark| remark.chars().count() <= 200)
        .ok_or(45106u32)?;
    let order = &world.orders[index];
    if order.refunded || order.state == State::Finished {
        return Err(42008);
    }
    let cents = world.refund_cents(order);
    let fields = json!({
        "iccid": world.cards[order.card].iccid,
        "orderId": order.id,
        "outTradeNo": order.out_trade_no.clone().unwrap_or_default(),
        "orderAmount": money(order.offer.cents),
        "refundAmount": money(cents),
    });
    world.cents += cents;
    world.orders[index].refunded = true;
    world.tell("Refund", fields);
    let card = world.orders[index].card;
    world.finish(index);
    world.schedule(card);
    Ok(json!({}))
}
