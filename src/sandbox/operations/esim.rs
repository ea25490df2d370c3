//! eSIM goods and their orders.

use super::packages::zone;
use super::{Answer, Params, Refused};
use crate::sandbox::catalog;
use crate::sandbox::esim::{GOODS, Goods, Stage};
use crate::sandbox::world::{Order, World};
use serde_json::{Value, json};

/// Performs `esim.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, params: &Params<'_>, world: &mut World) -> Option<Answer> {
    Some(match method {
        "listGoods" => Ok(goods()),
        "purchase" => purchase(params, world),
        "orderStatus" => order(params, world).map(|order| status(order, world)),
        "refund" => refund(params, world),
        "refundAmount" => refund_amount(params, world),
        _ => return None,
    })
}

/// What is sold out is listed all the same: an order tells.
fn goods() -> Value {
    let row = |goods: &Goods| {
        let offer = goods.offer()?;
        let product = catalog::product(offer.product)?;
        Some(json!({
            "code": goods.code,
            "name": goods.name,
            "price": offer.cents,
            "package": {
                "packageCode": offer.code,
                "packageName": offer.name,
                "productCode": offer.product,
                "packageType": offer.limit as i64,
                "flowSize": offer.megabytes,
                "periodSize": offer.count,
                "periodType": offer.period as i64,
                "zone": zone(product, true),
            },
        }))
    };
    json!({ "list": GOODS.iter().filter_map(row).collect::<Vec<_>>() })
}

fn purchase(params: &Params<'_>, world: &mut World) -> Answer {
    let code = params.short("eSIMGoodsCode", 255, 43332)?;
    let number = params.short("outTradeNo", 32, 42001)?;
    if world.number_taken(&number) {
        return Err(503_016);
    }
    let goods = GOODS.iter().position(|goods| goods.code == code);
    let order = world.buy_esim(goods.ok_or(45109u32)?, number.clone())?;
    world.take_number(number);
    // ICCID and activation code follow when the order has been processed.
    let id = world.esim.orders[order].id.to_string();
    Ok(json!({ "orderId": id, "iccid": "", "activationCode": "" }))
}

fn order(params: &Params<'_>, world: &World) -> Result<usize, Refused> {
    let id = params.int("orderId", 42003)?.ok_or(42003u32)?;
    world.esim.order(id).ok_or(45111)
}

fn status(order: usize, world: &World) -> Value {
    let order = &world.esim.orders[order];
    let (status, iccid) = match order.stage {
        Stage::Processing => (1, ""),
        Stage::Failed => (-1, ""),
        Stage::Bought(placed) => {
            let placed = &world.orders[placed];
            let status = if placed.refunded { 3 } else { 2 };
            (status, world.cards[placed.card].iccid.as_str())
        }
    };
    json!({ "status": status, "iccid": iccid, "activationCode": order.activation_code })
}

/// The package order behind a successful one.
fn successful(params: &Params<'_>, world: &World) -> Result<usize, Refused> {
    match world.esim.orders[order(params, world)?].stage {
        Stage::Bought(placed) if !world.orders[placed].refunded => Ok(placed),
        _ => Err(45113),
    }
}

fn cents(order: &Order, world: &World) -> Result<i64, Refused> {
    let estimate = world.refundable(order)?;
    i64::try_from(estimate.minor_units).map_err(|_| 43331)
}

fn refund_amount(params: &Params<'_>, world: &World) -> Answer {
    let placed = successful(params, world)?;
    let cents = cents(&world.orders[placed], world)?;
    Ok(json!({ "amount": cents, "currency": "USD" }))
}

/// No notification is documented that would tell of it; that its package ended is told.
fn refund(params: &Params<'_>, world: &mut World) -> Answer {
    let placed = successful(params, world)?;
    params.text("remark").ok_or(45106u32)?;
    world.cents += cents(&world.orders[placed], world)?;
    let card = world.orders[placed].card;
    world.orders[placed].refunded = true;
    world.finish(placed);
    world.schedule(card);
    Ok(json!({}))
}
