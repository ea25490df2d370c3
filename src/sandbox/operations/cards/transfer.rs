//! A package moves from one card to another.

use super::{Answer, Params};
use crate::sandbox::world::{Channel, Stage, State, World};
use serde_json::json;

/// What is left of the data and of the time moves, and what was paid.
pub fn transfer(params: &Params<'_>, world: &mut World) -> Answer {
    let old_card = params.card_by("oldIccid", world)?;
    let new_card = params.card_by("newIccid", world)?;
    // Where both are given, the id counts.
    let old = match params.int("orderId", 42003)? {
        Some(id) => world.order(id),
        None => world.order_by_number(&params.text("orderNumber").ok_or(42003u32)?),
    };
    let old = old.ok_or(42004u32)?;
    let order = &world.orders[old];
    if order.card != old_card {
        return Err(41028);
    }
    if order.state == State::Finished {
        return Err(42006);
    }
    let card = &world.cards[new_card];
    if old_card == new_card {
        return Err(43332);
    }
    if card.stage == Stage::Retired {
        return Err(41036);
    }
    if card.product.code != order.offer.product {
        return Err(41050);
    }
    let (offer, cents, bought, renew) = (order.offer, order.cents, order.bought, order.renew);
    let seconds = match order.state {
        State::InUse => (order.end - world.clock).max(0),
        _ => order.seconds,
    };
    let kib = world.left(order);
    world.orders[old].renew = false;
    world.finish(old);
    world.schedule(old_card);
    let new = world.place(new_card, offer, Channel::Transfer);
    let order = &mut world.orders[new];
    (order.cents, order.bought, order.renew) = (cents, bought, renew);
    (order.seconds, order.kib, order.from) = (seconds, kib, Some(old));
    let id = order.id;
    world.tell_ordered(new);
    world.schedule(new_card);
    Ok(json!({ "newPkgCode": offer.code, "newOrderId": id }))
}
