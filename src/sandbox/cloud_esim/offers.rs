//! What cloud eSIMs can order.

use super::MB;
use serde_json::{Value, json};

/// A package of data for some days.
pub struct CloudOffer {
    pub code: &'static str,
    pub name: &'static str,
    pub shop_name: &'static str,
    pub product: &'static str,
    pub cents: i64,
    pub bytes: i64,
    pub days: i64,
}

/// The products, each with as many packages: a package that moves to an eSIM of another product becomes
/// the one at its place there.
pub static PRODUCTS: [&str; 2] = ["SB-CLOUD-GLOBAL", "SB-CLOUD-EUROPE"];

const fn offer(
    [code, name, shop_name]: [&'static str; 3],
    product: &'static str,
    cents: i64,
    bytes: i64,
    days: i64,
) -> CloudOffer {
    CloudOffer {
        code,
        name,
        shop_name,
        product,
        cents,
        bytes,
        days,
    }
}

#[rustfmt::skip]
pub static OFFERS: [CloudOffer; 6] = [
    offer(["SB-CLOUD-100M-7D", "Cloud Global 100MB 7 days", "100MB 7day"], PRODUCTS[0], 150, 100 * MB, 7),
    offer(["SB-CLOUD-1G-30D", "Cloud Global 1GB 30 days", "1GB 30day"], PRODUCTS[0], 890, 1024 * MB, 30),
    offer(["SB-CLOUD-12G-360D", "Cloud Global 12GB 360 days", "12GB 360day"], PRODUCTS[0], 6900, 12_288 * MB, 360),
    offer(["SB-CLOUD-EU-100M-7D", "Cloud Europe 100MB 7 days", "EU 100MB 7day"], PRODUCTS[1], 130, 100 * MB, 7),
    offer(["SB-CLOUD-EU-1G-30D", "Cloud Europe 1GB 30 days", "EU 1GB 30day"], PRODUCTS[1], 750, 1024 * MB, 30),
    offer(["SB-CLOUD-EU-12G-360D", "Cloud Europe 12GB 360 days", "EU 12GB 360day"], PRODUCTS[1], 5900, 12_288 * MB, 360),
];

/// The package with a code.
pub fn offer_by_code(code: &str) -> Option<&'static CloudOffer> {
    OFFERS.iter().find(|offer| offer.code == code)
}

/// What a package is for eSIMs of a product.
pub fn counterpart(offer: &'static CloudOffer, product: &str) -> &'static CloudOffer {
    let same = |other: &&CloudOffer| {
        other.product == product && (other.bytes, other.days) == (offer.bytes, offer.days)
    };
    OFFERS.iter().find(same).unwrap_or(offer)
}

/// Where a product works.
pub fn zone_of(product: &str) -> Value {
    let (name, countries): (_, &[(&str, &[&str])]) = if product == PRODUCTS[0] {
        (
            "Global",
            &[
                ("United States", &["AT&T", "T-Mobile"]),
                ("Germany", &["Telekom", "Vodafone"]),
                ("Japan", &["KDDI"]),
            ],
        )
    } else {
        (
            "Europe",
            &[
                ("Germany", &["Telekom", "Vodafone"]),
                ("France", &["Orange"]),
            ],
        )
    };
    let countries = countries.iter().map(|(name, networks)| {
        let networks = networks
            .iter()
            .map(|name| json!({ "name": name, "networkType": "4G" }));
        json!({
            "name": name,
            "img": "https://sandbox.invalid/country.png",
            "operators": networks.collect::<Vec<_>>(),
        })
    });
    json!({
        "name": name,
        "img": "https://sandbox.invalid/zone.png",
        "countries": countries.collect::<Vec<_>>(),
    })
}
