//! What is done to a cloud eSIM itself.

use super::super::{Answer, Params};
use super::esim;
use crate::json::Kind;
use crate::sandbox::catalog;
use crate::sandbox::cloud_esim::{PRODUCTS, offer_by_code};
use crate::sandbox::world::{Channel, World};
use serde_json::json;

/// Seconds in which usage is refreshed once, and a session cancelled once, for each eSIM.
const ONCE_IN: i64 = 300;

/// Usage is never behind in here, so there is nothing more to it than its refusals.
pub fn refresh(params: &Params<'_>, world: &mut World) -> Answer {
    let index = esim(params, "eid", world)?;
    let clock = world.clock;
    let card = &mut world.cloud.esims[index];
    if card.locked || card.current.is_none() {
        return Err(44002);
    }
    if card.refreshed.is_some_and(|at| clock - at < ONCE_IN) {
        return Err(44001);
    }
    card.refreshed = Some(clock);
    Ok(json!({}))
}

pub fn cancel_session(params: &Params<'_>, world: &mut World) -> Answer {
    let index = esim(params, "eid", world)?;
    let clock = world.clock;
    let card = &mut world.cloud.esims[index];
    // Without a package or behind a lock there is no session.
    if card.locked || card.current.is_none() {
        return Err(44002);
    }
    if card.cancelled.is_some_and(|at| clock - at < ONCE_IN) {
        return Err(44001);
    }
    card.cancelled = Some(clock);
    Ok(json!({}))
}

pub fn unlock(params: &Params<'_>, world: &mut World) -> Answer {
    let index = esim(params, "eid", world)?;
    world.unlock_cloud(index)?;
    Ok(json!({}))
}

/// Puts an eSIM on a product, and orders what is asked for with it: a package for the eSIM, one for the
/// card that the profile is. A profile that is not enabled leaves the eSIM where it was. The platform
/// publishes nothing about it: this is what its parameters say.
pub fn install(params: &Params<'_>, world: &mut World) -> Answer {
    let index = esim(params, "eid", world)?;
    let code = params.text("productCode").ok_or(45109u32)?;
    let product = PRODUCTS.iter().find(|product| **product == code);
    let product = *product.ok_or(45109u32)?;
    let renew = params.choice("renew", &[0, 1])? == Some(1);
    let enable = enable(params)?;
    let cloud = params.text("cloudSimPackageCode");
    let cloud = cloud.map(|code| offer_by_code(&code).ok_or(41018u32));
    let cloud = cloud.transpose()?;
    if cloud.is_some_and(|offer| offer.product != product) {
        return Err(41050);
    }
    let sim = params.text("simPackageCode");
    let sim = sim.map(|code| catalog::offer_by_code(&code).ok_or(41018u32));
    let sim = sim.transpose()?;
    let cost = cloud.map_or(0, |offer| offer.cents) + sim.map_or(0, |offer| offer.cents);
    if world.cents < cost {
        return Err(45112);
    }
    world.cents -= cost;
    if enable && world.cloud.esims[index].product != product {
        world.cloud.esims[index].product = product;
        let eid = &world.cloud.esims[index].eid;
        let data = json!([{ "eid": eid, "productCode": product }]).to_string();
        world.tell("CloudESimSwitchProduct", json!({ "data": data }));
    }
    if let Some(offer) = cloud {
        let placed = world.place_cloud(index, offer, Channel::Api);
        world.cloud.orders[placed].renew = renew;
        world.process_cloud(placed);
    }
    if let Some(offer) = sim {
        let card = world.new_esim_card(offer);
        let placed = world.place(card, offer, Channel::Api);
        world.orders[placed].renew = renew;
        world.tell_ordered(placed);
        world.schedule(card);
    }
    Ok(json!({}))
}

/// Enabled unless told otherwise, as a flag of either kind.
fn enable(params: &Params<'_>) -> Result<bool, u32> {
    let given = params.0.iter().find(|member| member.key == "enable");
    match given.map(|member| (member.value.kind, member.content.as_ref())) {
        None | Some((Kind::Null, _) | (Kind::Text, "")) => Ok(true),
        Some((Kind::Flag | Kind::Number | Kind::Text, "true" | "1")) => Ok(true),
        Some((Kind::Flag | Kind::Number | Kind::Text, "false" | "0")) => Ok(false),
        Some(_) => Err(43332),
    }
}
