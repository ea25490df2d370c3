//! Values as declared, and what may stand in the place of each: for tests.

use super::{Field, Need, Type};
use serde_json::{Map, Value, json};

/// A value as declared.
pub fn example(ty: &Type) -> Value {
    match ty {
        Type::Text | Type::Ids => json!("x"),
        Type::Int => json!(7),
        Type::Number => json!(1.5),
        Type::Any => Value::Null,
        Type::Nullable(ty) | Type::Embedded(ty) => example(ty),
        Type::List(item) => json!([example(item)]),
        Type::Object(fields) => fields
            .iter()
            .map(|field| (field.name.to_owned(), example(&field.ty)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

/// Pointers to every place in a value, and whether it can be left out.
pub fn places(ty: &Type, pointer: String, all: &mut Vec<(String, Option<Need>)>) {
    match ty {
        Type::Nullable(ty) | Type::Embedded(ty) => places(ty, pointer, all),
        Type::List(item) => {
            all.push((format!("{pointer}/0"), None));
            places(item, format!("{pointer}/0"), all);
        }
        Type::Object(fields) => {
            for Field { name, ty, need, .. } in *fields {
                all.push((format!("{pointer}/{name}"), Some(*need)));
                places(ty, format!("{pointer}/{name}"), all);
            }
        }
        _ => {}
    }
}

/// What may come instead of a value.
pub fn variants() -> Vec<Value> {
    vec![
        json!("text"),
        json!(""),
        json!("12"),
        json!(12),
        json!(1.5),
        json!(u64::MAX),
        Value::Null,
        json!(true),
        json!([]),
        json!([null, 1, "x", {}]),
        json!({}),
        json!({"deep": [1]}),
    ]
}
