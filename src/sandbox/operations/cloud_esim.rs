//! Cloud eSIMs, by EID.

mod orders;
mod upkeep;

pub use upkeep::install;

use super::{Answer, Params, Refused, Size};
use crate::calendar::date;
use crate::sandbox::cloud_esim::{OFFERS, zone_of};
use crate::sandbox::world::{State, World};
use serde_json::{Value, json};

/// Performs `cloudEsim.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, params: &Params<'_>, world: &mut World) -> Option<Answer> {
    Some(match method {
        "list" => list(params, world),
        "get" => esim(params, "eid", world).map(|esim| shown(esim, world)),
        "listPackages" => esim(params, "eid", world).map(|esim| packages(esim, world)),
        "listOrders" => orders::list(params, world),
        "purchase" => orders::purchase(params, world),
        "orderStatus" => orders::status(params, world),
        "refund" => orders::refund(params, world),
        "refundAmount" => orders::refund_amount(params, world),
        "transferPackage" => orders::transfer(params, world),
        "refreshUsage" => upkeep::refresh(params, world),
        "cancelSession" => upkeep::cancel_session(params, world),
        "unlock" => upkeep::unlock(params, world),
        _ => return None,
    })
}

/// The cloud eSIM that a field names. No code is documented for what is no EID.
fn esim(params: &Params<'_>, name: &str, world: &World) -> Result<usize, Refused> {
    let eid = params.text(name).ok_or(43332u32)?;
    if !is_eid(&eid) {
        return Err(43332);
    }
    world.cloud.esim(&eid).ok_or(900_911)
}

/// Digits, and no more of them than any of the platform's examples has.
fn is_eid(text: &str) -> bool {
    (1..=33).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn status(esim: usize, world: &World) -> &'static str {
    let card = &world.cloud.esims[esim];
    match card.activated {
        None => "ACTIVATION_READY_NAME",
        Some(_) if card.current.is_some() || world.cloud.waiting(esim).next().is_some() => {
            "ACTIVATED_NAME"
        }
        Some(_) => "DEACTIVATED_NAME",
    }
}

fn list(params: &Params<'_>, world: &World) -> Answer {
    let page = params.page("pageNum", None, Size::Default(500, 500))?;
    let state = params.card_state()?;
    let wanted = params.items("eids");
    if let Some(wanted) = &wanted {
        if !wanted.iter().all(|eid| is_eid(eid)) {
            return Err(43332);
        }
        if wanted.len() > 500 {
            return Err(41007);
        }
    }
    // Those of others are left out.
    let found: Vec<usize> = (0..world.cloud.esims.len())
        .filter(|esim| {
            let eid = &world.cloud.esims[*esim].eid;
            wanted.as_ref().is_none_or(|wanted| wanted.contains(eid))
                && state
                    .as_ref()
                    .is_none_or(|state| state == status(*esim, world))
        })
        .collect();
    let pages = page.count(found.len());
    let rows = page
        .of(found.into_iter())
        .into_iter()
        .map(|esim| shown(esim, world));
    Ok(json!({ "cardInfoList": rows.collect::<Vec<_>>(), "totalPage": pages }))
}

fn shown(index: usize, world: &World) -> Value {
    let cloud = &world.cloud;
    let esim = &cloud.esims[index];
    let current = esim.current.map(|order| &cloud.orders[order]);
    let used = current.map_or(0, |order| cloud.used(order, world.clock));
    let total = current.map_or(0, |order| order.bytes);
    let more: i64 = cloud.waiting(index).map(|order| order.bytes).sum();
    let more_time: i64 = cloud.waiting(index).map(|order| order.seconds).sum();
    let mut shown = json!({
        "eid": esim.eid,
        "cardStatus": status(index, world),
        "currentPkgRemainBytes": total - used,
        "currentPkgUsedBytes": used,
        "currentPkgTotalBytes": total,
        "totalFlowBytes": total + more,
        "remainFlowBytes": total - used + more,
        "productCode": esim.product,
        "packageCode": current.map_or("", |order| order.offer.code),
        "packageType": 2,
        "packageName": current.map_or("", |order| order.offer.name),
    });
    if let Some(at) = esim.activated {
        shown["activateDate"] = date(at).into();
    }
    if let Some(order) = current {
        debug_assert!(order.state == State::InUse);
        shown["packageEndDate"] = date(order.end).into();
        shown["expectedEndDate"] = date(order.end.saturating_add(more_time)).into();
    }
    shown
}

fn packages(esim: usize, world: &World) -> Value {
    let product = world.cloud.esims[esim].product;
    let rows = OFFERS
        .iter()
        .filter(|offer| offer.product == product)
        .map(|offer| {
            json!({
                "price": offer.cents,
                "flowSizeBytes": offer.bytes,
                "packageCode": offer.code,
                "productCode": offer.product,
                "packageName": offer.name,
                "packageType": 2,
                "periodSize": offer.days,
                "periodType": 2,
                "zone": zone_of(product),
            })
        });
    json!({ "list": rows.collect::<Vec<_>>() })
}
