use super::*;
use crate::schema::Rule;

const ROW: &[Field] = &[
    Field {
        name: "iccid",
        ty: Type::Text,
        need: Need::Required,
        rule: Rule::Free,
    },
    Field {
        name: "orderId",
        ty: Type::Int,
        need: Need::Required,
        rule: Rule::Free,
    },
    Field {
        name: "price",
        ty: Type::Number,
        need: Need::Optional,
        rule: Rule::Free,
    },
];
const TABLE: Type = Type::Object(&[Field {
    name: "data",
    ty: Type::Embedded(&Type::List(&Type::Object(ROW))),
    need: Need::Required,
    rule: Rule::Free,
}]);

fn check(text: &str, reader: Reader) -> Result<Checked, Unusable> {
    Check::new(text, reader).document(|check| check.value(&TABLE, &Path::TOP))
}

fn drift(text: &str) -> Vec<(String, &'static str, &'static str)> {
    let checked = check(text, Reader::JavaScript).unwrap();
    let drift = checked.drift.into_iter();
    drift.map(|d| (d.field, d.expected, d.received)).collect()
}

#[test]
fn what_is_documented_is_left_alone() {
    for text in [
        r#"{"data":[{"iccid":"1","orderId":2,"price":97.50}]}"#,
        r#"{"data":[{"iccid":"1","orderId":2,"price":null,"new":{"a":[1]}}],"more":true}"#,
    ] {
        let checked = check(text, Reader::JavaScript).unwrap();
        assert!(checked.repaired.is_none() && checked.drift.is_empty());
    }
}

#[test]
fn data_as_text_is_put_in_as_what_it_says() {
    let text = r#"{"data":"[{\"iccid\":\"1\",\"orderId\":2}]"}"#;
    for reader in [Reader::JavaScript, Reader::Rust] {
        let checked = check(text, reader).unwrap();
        let put_in = r#"{"data":[{"iccid":"1","orderId":2}]}"#;
        assert_eq!(checked.repaired.as_deref(), Some(put_in));
        assert!(checked.drift.is_empty());
    }
    assert!(matches!(
        check(r#"{"data":"[{"}"#, Reader::JavaScript),
        Err(Unusable::Embedded(_))
    ));
}

#[test]
fn strings_and_numbers_are_put_right_and_reported_once() {
    let text = r#"{"data":[{"iccid":8988,"orderId":"2","price":"1.50"},{"iccid":7,"orderId":3}]}"#;
    assert_eq!(
        check(text, Reader::JavaScript).unwrap().repaired.unwrap(),
        r#"{"data":[{"iccid":"8988","orderId":2,"price":1.50},{"iccid":"7","orderId":3}]}"#
    );
    assert_eq!(
        drift(text),
        [
            (String::from("data[].iccid"), "string", "number"),
            (String::from("data[].orderId"), "integer", "string"),
            (String::from("data[].price"), "number", "string"),
        ]
    );
}

#[test]
fn long_integers_keep_their_digits() {
    let text = r#"{"data":[{"iccid":"1","orderId":9007199254740993,"x":[18446744073709551615,9007199254740991]}]}"#;
    assert_eq!(
        check(text, Reader::JavaScript).unwrap().repaired.unwrap(),
        r#"{"data":[{"iccid":"1","orderId":"9007199254740993","x":["18446744073709551615",9007199254740991]}]}"#
    );
    assert!(check(text, Reader::Rust).unwrap().repaired.is_none());
    // Also where nothing of the kind was documented.
    let lost = r#"{"data":[{"iccid":[9007199254740993],"orderId":1}]}"#;
    assert_eq!(
        check(lost, Reader::JavaScript).unwrap().repaired.unwrap(),
        r#"{"data":[{"iccid":["9007199254740993"],"orderId":1}]}"#
    );
}

#[test]
fn a_typed_integer_holds_what_it_can() {
    for (sent, read) in [
        ("5.0", "5"),
        ("\"5.00\"", "5"),
        ("\"-7\"", "-7"),
        ("5.5", "null"),
        ("\".0\"", "null"),
        ("9223372036854775807", "9223372036854775807"),
        ("9223372036854775808", "null"),
        ("9223372036854775808.0", "null"),
    ] {
        let text = ["{\"data\":[{\"iccid\":\"1\",\"orderId\":", sent, "}]}"].concat();
        let repaired = check(&text, Reader::Rust).unwrap().repaired.unwrap_or(text);
        assert!(
            repaired.contains(&["\"orderId\":", read, "}"].concat()),
            "{repaired}"
        );
    }
}

#[test]
fn a_value_is_read_alike_wherever_its_field_stands() {
    let read = |row: String| {
        let all = check(&format!(r#"{{"data":[{row}]}}"#), Reader::JavaScript);
        all.map(|all| (all.drift, all.repaired.map(|text| text.len())))
            .map_err(drop)
    };
    let values = r#"1 0 12 01 00 -1 - 1. 1.5 1.x .5 1e3 1.5e3 1e 123456789012345 1234567890123456
        9007199254740991 9007199254740992 "" "a" "1" "a\n" "\x" "a true null nul {} [] [1 {"a":1}"#;
    for name in ["iccid", "orderId", "price", "other"] {
        for value in values.split_whitespace() {
            let (one, last) = (format!(r#""{name}":{value}"#), r#""z":[]"#);
            let first = read(format!("{{{one},{last}}}"));
            assert_eq!(read(format!("{{{last},{one}}}")), first, "{one}");
            let known = if name == "iccid" { "orderId" } else { "iccid" };
            for with in [r#""1""#, "1"] {
                let other = format!(r#""{known}":{with}"#);
                let sorted = |row: String| {
                    read(row).map(|(mut drift, text)| {
                        drift.sort_by(|a, b| a.field.cmp(&b.field));
                        (drift, text)
                    })
                };
                let first = sorted(format!("{{{one},{other},{last}}}"));
                let twice = sorted(format!("{{{other},{one},{last}}}"));
                assert_eq!(twice, first, "{one} {other}");
                // And in a row after one whose value is right.
                let right = if name == "iccid" { r#""1""# } else { "1" };
                let row = format!(r#"{{{other},"{name}":{right},{last}}}"#);
                let rows = sorted(format!("{row},{{{other},{one},{last}}}")).map(|all| all.0);
                assert_eq!(rows, first.map(|all| all.0), "{row}");
            }
        }
    }
}

#[test]
fn missing_null_and_wrong_values_are_reported_and_survived() {
    let text = r#"{"data":[{"orderId":{"a":1},"iccid":null}]}"#;
    assert_eq!(
        drift(text),
        [
            (String::from("data[].orderId"), "integer", "object"),
            (String::from("data[].iccid"), "string", "null"),
        ]
    );
    assert_eq!(
        check(text, Reader::Rust).unwrap().repaired.unwrap(),
        r#"{"data":[{"orderId":null,"iccid":null}]}"#
    );
    assert_eq!(drift("{}"), [(String::from("data"), "array", "missing")]);
}
