//! What can be ordered.

use super::{Answer, Params};
use crate::sandbox::catalog::{self, OFFERS, Offer, Product};
use crate::sandbox::world::{World, major};
use serde_json::{Value, json};

fn of(product: &Product) -> impl Iterator<Item = &'static Offer> {
    let code = product.code;
    OFFERS.iter().filter(move |offer| offer.product == code)
}

pub fn for_card(card: usize, world: &World) -> Value {
    let shown = of(world.cards[card].product).map(|offer| {
        json!({
            "operator": 5,
            "packageCode": offer.code,
            "packageName": offer.name,
            "productCode": offer.product,
            // 0 on the platform too: the shop's price is the one that is paid.
            "price": 0,
            "packageType": offer.limit as i64,
            "gzhPrice": major(offer.cents),
            "gzhPackageName": offer.shop_name,
            "gzhStatus": i64::from(offer.listed),
            "flowSize": offer.megabytes,
            "periodSize": offer.count,
            "periodType": offer.period as i64,
        })
    });
    Value::Array(shown.collect())
}

pub fn for_product(params: &Params<'_>) -> Answer {
    let code = params.text("productCode").ok_or(45108u32)?;
    let product = catalog::product(&code).ok_or(45108u32)?;
    let rows: Vec<Value> = of(product)
        .filter(|offer| offer.listed)
        .map(|offer| {
            let mut shown = described(offer);
            shown["price"] = offer.cents.into();
            shown["zone"] = zone(product, true);
            shown
        })
        .collect();
    Ok(json!({ "list": rows }))
}

pub fn get(params: &Params<'_>) -> Answer {
    let code = params.text("packageCode").ok_or(42022u32)?;
    let offer = catalog::offer_by_code(&code).ok_or(42007u32)?;
    let product = catalog::product(offer.product).ok_or(50001u32)?;
    let mut shown = described(offer);
    shown["zone"] = zone(product, false);
    Ok(shown)
}

fn described(offer: &Offer) -> Value {
    json!({
        "packageCode": offer.code,
        "packageName": offer.name,
        "packageType": offer.limit as i64,
        "flowSize": offer.megabytes,
        "periodSize": offer.count,
        "periodType": offer.period as i64,
    })
}

pub fn zone(product: &Product, pictures: bool) -> Value {
    let carriers = product.carriers.iter();
    let carriers: Vec<Value> = carriers
        .map(|name| json!({ "name": name, "networkType": "4G" }))
        .collect();
    let mut country = json!({ "name": product.country, "operators": carriers });
    if pictures {
        country["img"] = "https://sandbox.invalid/country.png".into();
    }
    let mut zone = json!({ "name": product.zone, "countries": [country] });
    if pictures {
        zone["img"] = "https://sandbox.invalid/zone.png".into();
    }
    zone
}
