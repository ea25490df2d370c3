//! The account.

use super::{Answer, Params, Size};
use crate::calendar::date;
use crate::sandbox::world::{Order, World, major, money};
use serde_json::{Value, json};
use std::collections::HashSet;

/// Performs `account.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, params: &Params<'_>, world: &mut World) -> Option<Answer> {
    Some(match method {
        "balance" => Ok(json!({ "balance": money(world.cents), "currency": "USD" })),
        "listProfits" => profits(params, world),
        _ => return None,
    })
}

/// The share of a sale that is the account's, in percent.
const SHARE: i64 = 20;

/// What an order brought in, newest first; one that its buyer paid to the platform has been settled
/// daily, the others are still to be withdrawn. A moved order was sold once, before it was moved.
fn profits(params: &Params<'_>, world: &World) -> Answer {
    let page = params.page("pageNum", None, Size::Given(500))?;
    let range = params.range([("startDate", 41004), ("endDate", 41005)])?;
    let withdrawn = params.choice("ifWithdrawDeposit", &[0, 1, 2, 3])?;
    let way = params.choice("withdrawDepositType", &[1, 2])?;
    let [param, product, number] =
        ["param", "productCode", "orderNumber"].map(|name| params.text(name));
    let number = number.map(|number| world.order_by_number(&number));
    let refunded = world.orders.iter().enumerate();
    let refunded = refunded.filter(|(_, order)| order.refunded);
    let refunded: HashSet<usize> = refunded.map(|(order, _)| world.sold_as(order)).collect();
    let wanted = |(index, order): &(usize, &Order)| {
        let settled = order.channel == crate::sandbox::world::Channel::User;
        range.contains(order.created)
            && order.from.is_none()
            && !refunded.contains(index)
            && withdrawn.is_none_or(|state| state == if settled { 2 } else { 0 })
            && way.is_none_or(|way| way == if settled { 2 } else { 1 })
            && param
                .as_ref()
                .is_none_or(|iccid| world.cards[order.card].iccid == *iccid)
            && product
                .as_ref()
                .is_none_or(|code| order.offer.product == code)
            && number.is_none_or(|wanted| wanted == Some(*index))
    };
    let found: Vec<_> = world.orders.iter().enumerate().filter(wanted).collect();
    let total = found.len();
    let rows = page
        .of(found.into_iter().rev())
        .into_iter()
        .map(|(index, order)| {
            let iccid = &world.cards[order.card].iccid;
            let profit = major(order.cents * SHARE / 100);
            json!({
                "id": 1_000_000 + index,
                "iccid": iccid,
                "platformId": 5,
                "orderId": order.id,
                "payCurrency": "USD",
                "actualPrice": major(order.cents),
                "settleCurrency": "USD",
                "incomeMoney": profit,
                "actualProfit": profit,
                "childProfit": 0,
                "company": "Sandbox",
                "type": 1,
                "createDate": date(order.created),
                "mem": format!("Package {}, card {iccid}", order.offer.shop_name),
                "packageUserName": order.offer.shop_name,
                "packageCode": order.offer.code,
                "payRate": "1",
                "renew": i64::from(order.renewal),
            })
        });
    let rows: Vec<Value> = rows.collect();
    Ok(json!({ "total": total, "data": rows }))
}
