//! The networks of cards.

use super::{Answer, Params, Refused};
use crate::sandbox::catalog::{PRODUCTS, product};
use crate::sandbox::world::{Stage, World};
use serde_json::{Value, json};

pub fn options(card: usize, world: &World) -> Value {
    let card = &world.cards[card];
    let names: Vec<&str> = card
        .product
        .networks
        .iter()
        .map(|network| network.name)
        .collect();
    json!({ "operators": names, "network": card.network })
}

/// A network of another of the family's products takes the card to that product.
pub fn switch(params: &Params<'_>, world: &mut World) -> Answer {
    let index = named(params, world)?;
    let name = params.text("network").ok_or(41014u32)?;
    let every = || PRODUCTS.iter().flat_map(|product| product.networks);
    if !every().any(|network| network.name == name) {
        return Err(41014);
    }
    let card = &world.cards[index];
    if card.product.networks.is_empty() {
        return Err(41032);
    }
    let mut offered = card.product.networks.iter();
    let network = offered
        .find(|network| network.name == name)
        .ok_or(45107u32)?;
    if card.stage != Stage::Activated || card.locked {
        return Err(45105);
    }
    let product = product(network.product).ok_or(50001u32)?;
    let moved = card.product.code != product.code;
    world.leaves_seat(index);
    let card = &mut world.cards[index];
    card.network = network.name;
    card.product = product;
    if moved {
        let data = json!([{ "iccid": card.iccid, "productCode": product.code }]).to_string();
        world.tell("SwitchProduct", json!({ "data": data }));
    }
    Ok(Value::Null)
}

/// The card that `imsi` or `iccid` names.
fn named(params: &Params<'_>, world: &World) -> Result<usize, Refused> {
    let Some(imsi) = params.text("imsi") else {
        return params.card(world);
    };
    if !(5..=16).contains(&imsi.len()) || !imsi.bytes().all(|b| b.is_ascii_digit()) {
        return Err(41013);
    }
    let card = world.card_by_imsi(&imsi).ok_or(900_911u32)?;
    if params.text("iccid").is_some() && params.card(world)? != card {
        return Err(43332);
    }
    Ok(card)
}
