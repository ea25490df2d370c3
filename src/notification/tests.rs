//! Every field of every event, as declared, missing, and of each other type, read into Rust's types.

use super::{EVENTS, sign_notification, verify};
use crate::schema::check::Reader;
use crate::schema::samples::{example, places, variants};
use crate::schema::{Need, Type};
use serde_json::{Value, json};

const SECRET: &str = "a1b1c1d1";

/// How many departures are told, having read it.
fn told(notification: &Value) -> usize {
    let body = sign_notification(&notification.to_string(), SECRET).unwrap();
    let verified = verify(body.as_bytes(), &[SECRET], None, 0, Reader::Rust)
        .unwrap_or_else(|refused| panic!("{refused:?} in {body}"));
    let read = verified.decode();
    assert!(read.is_ok(), "{read:?} in {body}");
    verified.checked.drift.len()
}

#[test]
fn every_departure_is_survived_and_told() {
    for event in EVENTS {
        let own = Type::Object(event.fields);
        let mut documented = example(&own);
        for (name, value) in [
            ("id", json!("n1")),
            ("event", json!(event.name)),
            ("timestamp", json!(1)),
            ("nonce", json!(12345)),
        ] {
            documented[name] = value;
        }
        // The signature stands beside these once they are signed.
        assert_eq!(told(&documented), 0, "{}", event.name);
        let mut all = vec![];
        places(&own, String::new(), &mut all);
        for (pointer, need) in all {
            for variant in variants() {
                // In place of `data`, text is its JSON or the notification is refused.
                if pointer == "/data" && variant.is_string() {
                    continue;
                }
                let mut departed = documented.clone();
                *departed.pointer_mut(&pointer).unwrap() = variant;
                told(&departed);
                if let Some(data) = departed.get("data") {
                    departed["data"] = json!(data.to_string());
                    told(&departed);
                }
            }
            let (above, name) = pointer.rsplit_once('/').unwrap();
            if let Some(need) = need {
                let mut departed = documented.clone();
                let holder = departed.pointer_mut(above).unwrap();
                holder.as_object_mut().unwrap().remove(name);
                let missing = usize::from(need != Need::Optional);
                assert_eq!(told(&departed), missing, "{} {pointer}", event.name);
            }
        }
    }
}
