//! Every field of every answer, as declared, missing, and of each other type, read into Rust's types.

mod rename;

use super::{OPERATIONS, READERS, Request};
use crate::schema::Need;
use crate::schema::samples::{example, places, variants};
use serde_json::{Value, json};

#[test]
fn every_departure_is_survived_and_told() {
    let variants = variants();
    let mut tried = 0;
    for (operation, read) in OPERATIONS.iter().zip(READERS) {
        let mut documented = json!({"code": "200", "message": "x"});
        let top = if operation.whole {
            let Value::Object(fields) = example(&operation.response) else {
                panic!("{}", operation.name)
            };
            documented.as_object_mut().unwrap().extend(fields);
            String::new()
        } else {
            documented["data"] = example(&operation.response);
            String::from("/data")
        };
        let told = |answer: &Value| match read(answer.to_string().as_bytes()) {
            Ok(drift) => drift.len(),
            Err(error) => panic!("{}: {error} in {answer}", operation.name),
        };
        assert_eq!(told(&documented), 0, "{}", operation.name);
        let mut all = vec![];
        places(&operation.response, top, &mut all);
        for (pointer, need) in all {
            for variant in &variants {
                let mut answer = documented.clone();
                *answer.pointer_mut(&pointer).unwrap() = variant.clone();
                told(&answer);
                tried += 1;
            }
            let (above, name) = pointer.rsplit_once('/').unwrap();
            if let Some(need) = need {
                let mut answer = documented.clone();
                let holder = answer.pointer_mut(above).unwrap();
                holder.as_object_mut().unwrap().remove(name);
                let missing = usize::from(need != Need::Optional);
                assert_eq!(told(&answer), missing, "{} {pointer}", operation.name);
            }
        }
    }
    assert!(tried > 3000, "{tried}");
}

#[test]
fn the_made_up_operation_of_the_architecture_is_one() {
    let text = include_str!("../../ARCHITECTURE.md");
    let (_, from) = text.split_once("# src/api/cards/rename.rs\n").unwrap();
    let (diff, more) = from.split_once("   # src/api/cards.rs\n").unwrap();
    let added: String = diff
        .lines()
        .map(|line| format!("{}\n", line.trim_start().strip_prefix('+').unwrap()))
        .collect();
    assert_eq!(added, include_str!("tests/rename.rs"));
    assert!(more.contains("+pub mod rename;") && more.contains("+    cards::rename::RenameCard,"));

    let operation = rename::RenameCard::OPERATION;
    assert_eq!(operation.name, "cards.rename");
    let request = rename::RenameCard {
        iccid: "89852243101000600107".into(),
        name: "pump".into(),
    };
    assert_eq!(
        serde_json::to_value(request).unwrap(),
        json!({"iccid": "89852243101000600107", "name": "pump"})
    );
}
