//! Every declaration against the bare facts of the platform's description.

use eiotclub::api::{OPERATION_DOCS, OPERATIONS};
use eiotclub::notification::{ENVELOPE, EVENT_DOCS, EVENTS};
use eiotclub::schema::{Field, Need, Rule, Type, TypeDoc};
use serde_json::Value;

fn contract() -> Value {
    serde_json::from_str(include_str!("../contract.json")).unwrap()
}

#[test]
fn operations() {
    let contract = contract();
    for (operation, doc) in OPERATIONS.iter().zip(OPERATION_DOCS) {
        let facts = &contract["operations"][operation.path];
        if doc.source.is_empty() {
            assert!(
                facts.is_null(),
                "{}: is published after all",
                operation.name
            );
            continue;
        }
        assert!(facts.is_object(), "{}: no such path", operation.name);
        let published = doc.request.table.iter().zip(doc.request.fields);
        let request: Vec<Field> = published
            .filter(|(_, described)| described.published)
            .map(|(field, _)| *field)
            .collect();
        object(operation.name, &request, &facts["request"]);
        let mut whole = facts["response"].clone();
        if operation.whole {
            for name in ["code", "message"] {
                whole["properties"].as_object_mut().unwrap().remove(name);
                whole["required"]
                    .as_array_mut()
                    .unwrap()
                    .retain(|one| one != name);
            }
        }
        let data = if operation.whole {
            &whole
        } else {
            &whole["properties"]["data"]
        };
        value(
            &format!("{} data", operation.name),
            &operation.response,
            data,
        );
        let required = &facts["response"]["required"];
        let promised = required
            .as_array()
            .unwrap()
            .iter()
            .any(|name| name == "data");
        let described = whole["properties"]["data"].is_object();
        assert_eq!(
            operation.optional,
            described && !promised,
            "{}: data",
            operation.name
        );
        assert!(
            !doc.doc.trim().is_empty() && doc.source.ends_with(".md"),
            "{}",
            operation.name
        );
        codes(operation.name, &operation.response, &doc.response, data);
    }
}

#[test]
fn nothing_documented_is_left_out() {
    let contract = contract();
    let declared: Vec<&str> = OPERATIONS.iter().map(|operation| operation.path).collect();
    let missing: Vec<&String> = contract["operations"]
        .as_object()
        .unwrap()
        .keys()
        .filter(|path| !declared.contains(&path.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let unpublished = OPERATION_DOCS.iter().filter(|doc| doc.source.is_empty());
    assert_eq!((declared.len(), unpublished.count()), (61, 3));
    for event in contract["events"].as_object().unwrap().keys() {
        assert!(EVENTS.iter().any(|known| known.name == event), "{event}");
    }
}

#[test]
fn events() {
    let contract = contract();
    for (event, doc) in EVENTS.iter().zip(EVENT_DOCS) {
        let facts = &contract["events"][event.name]["fields"];
        codes(
            event.name,
            &Type::Object(event.fields),
            &TypeDoc::Record(doc.record),
            facts,
        );
        let mut fields = event.fields.to_vec();
        fields.extend_from_slice(ENVELOPE);
        object(event.name, &fields, facts);
    }
}

fn object(place: &str, fields: &[Field], facts: &Value) {
    let known = facts["properties"]
        .as_object()
        .unwrap_or_else(|| panic!("{place}: not an object"));
    let mut names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let mut expected: Vec<&str> = known.keys().map(String::as_str).collect();
    names.sort_unstable();
    expected.sort_unstable();
    assert_eq!(names, expected, "{place}");
    let required = facts["required"].as_array().unwrap();
    for field in fields {
        let place = format!("{place}.{}", field.name);
        let documented = required.iter().any(|name| name == field.name);
        assert_eq!(
            field.need != Need::Optional,
            documented,
            "{place}: required"
        );
        let facts = &known[field.name];
        value(&place, &field.ty, facts);
        // Limits of answers are not enforced, so only requests carry them.
        if let Rule::UpTo(max) = field.rule
            && max < u16::MAX
        {
            assert_eq!(facts["maximum"], max, "{place}: maximum");
        }
        if let Rule::Chars(max) = field.rule {
            // One page leaves the limit of `outTradeNo` out that its siblings and error 42001 state.
            let documented = facts["maxLength"].as_u64();
            if documented.is_some() || !place.ends_with("outTradeNo") {
                assert_eq!(documented, Some(u64::from(max)), "{place}: length");
            }
        }
    }
}

fn value(place: &str, ty: &Type, facts: &Value) {
    let documented = facts["type"].as_str().unwrap_or("any");
    match ty {
        Type::Nullable(ty) => {
            assert_eq!(facts["nullable"], true, "{place}");
            value(place, ty, facts);
        }
        Type::Embedded(ty) => value(place, ty, facts),
        Type::List(item) => {
            assert_eq!(documented, "array", "{place}");
            value(&format!("{place}[]"), item, &facts["items"]);
        }
        Type::Object(fields) => {
            assert_eq!(documented, "object", "{place}");
            object(place, fields, facts);
        }
        // Nothing is done with a nonce here, and the pages differ.
        Type::Any => assert!(
            documented == "any" || place.ends_with(".nonce"),
            "{place}: {documented}"
        ),
        // A flag or an id that one page calls a float is a whole number everywhere else.
        Type::Int => assert!(
            matches!(documented, "integer" | "number"),
            "{place}: {documented}"
        ),
        ty => assert_eq!(ty.name(), documented, "{place}"),
    }
}

/// A documented unit, as it is spelled here.
fn unit(documented: &str) -> &str {
    match documented {
        "byte" => "bytes",
        "day" => "days",
        "cent (JPY: yen)" => "cents (JPY: yen)",
        "cent, USD" => "US cents",
        other => other,
    }
}

/// Code values and units: what the platform names is named here.
fn codes(place: &str, ty: &Type, doc: &TypeDoc, facts: &Value) {
    match (ty, doc) {
        (Type::List(ty), TypeDoc::Inner(doc)) => codes(place, ty, doc, &facts["items"]),
        (Type::Nullable(ty) | Type::Embedded(ty), TypeDoc::Inner(doc)) => {
            codes(place, ty, doc, facts);
        }
        (_, TypeDoc::Record(record)) => {
            for (field, described) in record.table.iter().zip(record.fields) {
                let place = format!("{place}.{}", field.name);
                let facts = &facts["properties"][field.name];
                let documented = facts["unit"].as_str().unwrap_or_default();
                assert_eq!(described.unit, unit(documented), "{place}: unit");
                codes(&place, &field.ty, &described.ty, facts);
            }
        }
        (_, TypeDoc::Codes(codes)) => {
            for documented in facts["values"].as_array().into_iter().flatten() {
                let documented = documented.as_str().unwrap();
                // A range, such as `<0`, has no value to name.
                if documented.starts_with('<') {
                    continue;
                }
                let known = codes
                    .values
                    .iter()
                    .any(|(_, literal, _)| literal.trim_matches('"') == documented);
                assert!(known, "{place}: {documented} is not declared");
            }
        }
        _ => assert!(
            facts["values"].is_null(),
            "{place}: the platform names values"
        ),
    }
}
