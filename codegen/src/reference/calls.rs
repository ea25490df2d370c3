//! Example calls. `tests/package/reference.test.mjs` runs them.

use super::record_of;
use eiotclub::api::{Demand, Operation};
use eiotclub::schema::{Field, Need, RecordDoc, Rule, Type};

/// A call with what it needs and nothing more.
pub fn example(operation: &Operation) -> String {
    let needed = operation
        .request
        .iter()
        .filter(|field| is_needed(operation, field));
    let given: Vec<String> = needed
        .map(|field| format!("{}: {}", field.name, value(field)))
        .collect();
    let params = if given.is_empty() {
        String::new()
    } else {
        format!("{{ {} }}", given.join(", "))
    };
    match operation.paging {
        Some(_) => format!(
            "for await (const item of client.{}.all({params})) console.log(item);",
            operation.name
        ),
        None => format!("console.log(await client.{}({params}));", operation.name),
    }
}

fn is_needed(operation: &Operation, field: &Field) -> bool {
    let paged = operation
        .paging
        .is_some_and(|paging| paging.page == field.name);
    let demanded = operation.demands.iter().any(|demand| match demand {
        Demand::OneOf(names) => names.first() == Some(&field.name),
        // The first such demand is the one whose value the example gives.
        Demand::When(..) => false,
    });
    let first = operation.demands.iter().find_map(|demand| match demand {
        Demand::When(_, _, names) => Some(names),
        Demand::OneOf(_) => None,
    });
    (field.need == Need::Required && !paged)
        || demanded
        || first.is_some_and(|names| names.contains(&field.name))
}

fn value(field: &Field) -> &'static str {
    match (field.name, &field.ty, field.rule) {
        ("iccid" | "oldIccid", ..) => "\"89852243101000600107\"",
        ("newIccid", ..) => "\"89852243101000600108\"",
        ("iccids" | "iccid_arr", ..) => "[\"89852243101000600107\", \"89852243101000600108\"]",
        ("eid" | "oldEid", ..) => "\"89033023425120000000012345678901\"",
        ("newEid", ..) => "\"89033023425120000000012345678902\"",
        ("imei", ..) => "\"860000000000001\"",
        ("imsi", ..) => "\"460001234567890\"",
        ("network", ..) => "\"ATT\"",
        ("outTradeNo" | "out_trade_no", ..) => "\"invoice-4711\"",
        ("outTradeNoArrStr" | "out_trade_no_arr", ..) => "[\"invoice-4711\"]",
        ("orderId", Type::Text, _) => "10002981",
        ("remark", ..) => "\"ordered by mistake\"",
        ("message", ..) => "\"hello\"",
        ("dateType", ..) => "\"daily\"",
        ("startDate", ..) => "\"2026-01-01\"",
        ("endDate", ..) => "\"2026-01-31\"",
        (_, _, Rule::Day) => "\"2026-01-31\"",
        (_, _, Rule::Month) => "\"2026-01\"",
        (_, _, Rule::Moment) => "\"2026-01-31 08:00:00\"",
        ("state" | "type", Type::Int, _) => "1",
        ("pageSize" | "page_size", ..) => "50",
        (_, Type::Int | Type::Number, _) => "381",
        (_, Type::Ids, _) => "[\"381\", \"382\"]",
        _ => "\"…\"",
    }
}

/// A handler of an event.
pub fn handler(event: &str, record: &'static RecordDoc) -> String {
    let data = record
        .table
        .iter()
        .zip(record.fields)
        .find(|(field, _)| field.name == "data");
    let body = match data {
        Some((field, doc)) if matches!(field.ty, Type::Embedded(Type::List(_))) => {
            let first = record_of(&doc.ty).map_or("iccid", |record| record.table[0].name);
            format!(
                "({{ id, data }}) => {{\n  for (const item of data) console.log(id, item.{first});\n}}"
            )
        }
        Some((_, doc)) => {
            let first = record_of(&doc.ty).map_or("iccid", |record| record.table[0].name);
            format!("({{ id, data }}) => console.log(id, data.{first})")
        }
        None => format!(
            "({{ id, {0} }}) => console.log(id, {0})",
            record.table[0].name
        ),
    };
    format!("receiver.on(\"{event}\", async {body});")
}
