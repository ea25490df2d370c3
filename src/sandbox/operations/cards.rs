//! Cards.

mod devices;
mod lists;
mod networks;
mod rows;
mod transfer;
mod upkeep;

pub use rows::status as card_status;

use super::{Answer, Params, Size};
use crate::sandbox::Refused;
use crate::sandbox::world::World;
use serde_json::json;

/// Performs `cards.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, params: &Params<'_>, world: &mut World) -> Option<Answer> {
    Some(match method {
        "list" => lists::list(params, world),
        "get" => params.card(world).map(|card| rows::get(card, world)),
        "count" => Ok(lists::count(world)),
        "listWarnings" => lists::warnings(params, world),
        "product" => params
            .card(world)
            .map(|card| json!({ "productCode": world.cards[card].product.code })),
        "networkOptions" => params
            .card(world)
            .map(|card| networks::options(card, world)),
        "switchNetwork" => networks::switch(params, world),
        "bindDevice" => devices::bind(params, world),
        "unbindDevice" => devices::unbind(params, world),
        "unlockImei" => devices::unlock(params, world),
        "addImeiToPool" => devices::add_imei(params, world),
        "addIccidsToPool" => devices::add_cards(params, world),
        "transferPackage" => transfer::transfer(params, world),
        "refresh" | "refreshUsage" => upkeep::refresh(params, world),
        "cancelSession" => upkeep::cancel_session(params, world),
        "reset" => upkeep::reset(params, world),
        _ => return None,
    })
}
