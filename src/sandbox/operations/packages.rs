//! Packages and their orders.

mod offers;
mod orders;
mod purchase;

pub use offers::zone;

use super::{Answer, Params, Size};
use crate::sandbox::world::World;

/// Performs `packages.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, params: &Params<'_>, world: &mut World) -> Option<Answer> {
    Some(match method {
        "listForCard" => params.card(world).map(|card| offers::for_card(card, world)),
        "listForProduct" => offers::for_product(params),
        "get" => offers::get(params),
        "order" => purchase::order(params, world),
        "orderStatus" => params
            .order(world)
            .map(|order| orders::status(order, world)),
        "listOrders" => orders::list(params, world),
        "orderDetails" => orders::details(params, world),
        "refund" => purchase::refund(params, world),
        "refundAmount" => purchase::refund_amount(params, world),
        _ => return None,
    })
}
