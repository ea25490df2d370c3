//! What the operations do.

use super::Refused;
use super::world::{MILLI, OFFERS, PRODUCT, State, World, megabytes, money};
use crate::calendar::date;
use crate::json::{Kind, Member};
use serde_json::{Value, json};

type Answer = Result<Value, Refused>;

/// A request's fields, empty ones counted as missing.
struct Params<'p>(&'p [Member<'p>]);

impl Params<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let member = self.0.iter().find(|member| member.key == name)?;
        let scalar = matches!(member.value.kind, Kind::Text | Kind::Number);
        let content = member.value.content();
        (scalar && !content.is_empty()).then(|| content.into_owned())
    }

    fn card(&self, world: &World) -> Result<usize, Refused> {
        let iccid = self.text("iccid").ok_or(41003u32)?;
        if !iccid.bytes().all(|b| b.is_ascii_digit()) {
            return Err(41002);
        }
        world.card(&iccid).ok_or(42405)
    }

    fn order(&self, world: &World) -> Result<usize, Refused> {
        let card = self.card(world)?;
        let id: i64 = self
            .text("orderId")
            .and_then(|id| id.parse().ok())
            .ok_or(42003u32)?;
        let order = world.cards[card]
            .orders
            .iter()
            .copied()
            .find(|order| world.orders[*order].id == id);
        order.ok_or(42004)
    }
}

/// The operations that are emulated.
pub const PERFORMED: [&str; 7] = [
    "cards.list",
    "cards.get",
    "packages.listForCard",
    "packages.order",
    "packages.orderStatus",
    "packages.refund",
    "account.balance",
];

/// Performs an operation by its name.
pub fn perform(name: &str, members: &[Member<'_>], world: &mut World) -> Answer {
    let params = Params(members);
    match name {
        "cards.list" => list(&params, world),
        "cards.get" => params.card(world).map(|card| get(card, world)),
        "packages.listForCard" => params.card(world).map(|_| offers()),
        "packages.order" => order(&params, world),
        "packages.orderStatus" => params.order(world).map(|order| status(order, world)),
        "packages.refund" => refund(&params, world),
        "account.balance" => Ok(json!({ "balance": money(world.cents), "currency": "USD" })),
        // Every one of PERFORMED is above: a test walks them all.
        _ => Err(43333),
    }
}

fn list(params: &Params<'_>, world: &World) -> Answer {
    let page: usize = params
        .text("pageNum")
        .and_then(|page| page.parse().ok())
        .filter(|page| *page > 0)
        .ok_or(42403u32)?;
    let size: usize = match params.text("pageSize") {
        Some(size) => size
            .parse()
            .ok()
            .filter(|size| (1..=500).contains(size))
            .ok_or(42407u32)?,
        None => 500,
    };
    let wanted = params.text("iccids");
    let wanted: Option<Vec<&str>> = wanted.as_ref().map(|all| all.split(',').collect());
    let state = params.text("cardStatus");
    let found: Vec<usize> = (0..world.cards.len())
        .filter(|card| {
            wanted
                .as_ref()
                .is_none_or(|all| all.contains(&world.cards[*card].iccid.as_str()))
        })
        .filter(|card| {
            state
                .as_ref()
                .is_none_or(|state| state == card_status(*card, world))
        })
        .collect();
    let shown = found
        .iter()
        .skip((page - 1).saturating_mul(size))
        .take(size);
    let rows: Vec<Value> = shown.map(|card| row(*card, world)).collect();
    Ok(json!({ "cardInfoList": rows, "totalPage": found.len().div_ceil(size) }))
}

fn card_status(card: usize, world: &World) -> &'static str {
    let card = &world.cards[card];
    match (card.activated, card.deactivated) {
        (None, _) => "ACTIVATION_READY_NAME",
        (_, true) => "DEACTIVATED_NAME",
        _ => "ACTIVATED_NAME",
    }
}

/// What the list and the single card have in common.
fn common(index: usize, world: &World) -> Value {
    let card = &world.cards[index];
    let current = card.current.map(|order| &world.orders[order]);
    let (total, used) = current.map_or((0, 0), |order| {
        (order.offer.megabytes * MILLI, world.used(order))
    });
    let waiting = || {
        card.orders
            .iter()
            .map(|order| &world.orders[*order])
            .filter(|order| order.state == State::Pending)
    };
    let more: i64 = waiting().map(|order| order.offer.megabytes * MILLI).sum();
    let more_days: i64 = waiting().map(|order| order.offer.days).sum();
    let end = current.map(|order| order.end);
    let mut shown = json!({
        "iccid": card.iccid,
        "imsi": card.imsi,
        "activateDate": card.activated.map(date).unwrap_or_default(),
        "cardStatus": card_status(index, world),
        "isRealName": 1,
        "monthRemainFlow": megabytes(total - used),
        "monthUseFlow": megabytes(used),
        "remainFlowType": 0,
        "productCode": PRODUCT,
        "dataFlow": megabytes(total + more),
        "remainFlow": megabytes(total - used + more),
        "expectedEndDate": end.map(|end| date(end + more_days * super::world::DAY)).unwrap_or_default(),
        "imeiPoolStatus": 0,
        "imeiPoolUnlockCount": 0,
        "isIMEIPool": 0,
        "network": card.network,
        "totalUseFlow": megabytes(card.used_before + used),
        "packageCode": current.map_or("", |order| order.offer.code),
        "packageKind": 0,
    });
    if let Some(end) = end {
        shown["packageEndDate"] = date(end).into();
    }
    shown
}

fn row(index: usize, world: &World) -> Value {
    let card = &world.cards[index];
    let current = card.current.map(|order| &world.orders[order]);
    let mut shown = common(index, world);
    let total = current.map_or(0, |order| order.offer.megabytes * MILLI);
    let used = current.map_or(0, |order| world.used(order));
    shown["orderId"] = current.map_or(0, |order| order.id).into();
    shown["flowTotal"] = megabytes(total).into();
    shown["flowRemain"] = megabytes(total - used).into();
    shown["packageType"] = 2.into();
    shown["packageName"] = current.map_or("", |order| order.offer.name).into();
    shown["gzhPackageName"] = current.map_or("", |order| order.offer.shop_name).into();
    shown["imei"] = card.imei.as_str().into();
    shown
}

fn get(index: usize, world: &World) -> Value {
    let mut shown = common(index, world);
    shown["eid"] = "".into();
    shown["remark"] = "".into();
    shown
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
