use super::*;

fn agrees(text: &str) {
    let ours = {
        let mut scanner = Scanner::new(text);
        scanner.space();
        scanner.value().and_then(|_| scanner.end())
    };
    let theirs = serde_json::from_str::<serde::de::IgnoredAny>(text);
    // serde_json's skipping reader does not look at surrogates, a string does.
    let theirs = theirs.is_ok() && serde_json::from_str::<serde_json::Value>(text).is_ok();
    assert_eq!(ours.is_ok(), theirs, "{text:?}: {ours:?}");
}

#[test]
fn accepts_and_refuses_what_serde_json_does() {
    for text in [
        "",
        " ",
        "null",
        "nul",
        "true",
        "false",
        "falsey",
        "0",
        "-0",
        "00",
        "-",
        "+1",
        "1.",
        ".5",
        "1.5",
        "1e5",
        "1E+5",
        "1e",
        "1e+",
        "[]",
        "[1]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{}",
        "{\"a\":1}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" 1}",
        "\"\"",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\\u0041\"",
        "\"\\udc00\"",
        "\"\t\"",
        "\"\\t\"",
        "[1]]",
        "{}{}",
        "NaN",
        "'a'",
        "/**/1",
        "\u{feff}1",
        " \r\n\t1 ",
        "[\"\\\\\"]",
        "\"\\/\\b\\f\\n\\r\"",
        "{\"a\":{\"b\":[{}]}}",
        "[[[[[[]]]]]]",
        "\u{a0}1",
    ] {
        agrees(text);
    }
    for depth in [126, 127, 128, 129, 10_000] {
        agrees(&("[".repeat(depth) + &"]".repeat(depth)));
    }
}

#[test]
fn agrees_with_serde_json_on_mutated_documents() {
    let seed = br#"{"a":[1,-2.5e+3,"x\u00e9\ud83d\ude00\\",{"b":null}],"c":true,"d":"\"q\""}"#;
    let alphabet = b"{}[]\",:\\u0de19-+.eEtfn \x01";
    let mut state = 0x2545_f491_4f6c_dd1du64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for _ in 0..20_000 {
        let mut bytes = seed.to_vec();
        for _ in 0..1 + next() % 3 {
            let at = next() % bytes.len();
            match next() % 3 {
                0 => bytes[at] = alphabet[next() % alphabet.len()],
                1 => bytes.insert(at, alphabet[next() % alphabet.len()]),
                _ => drop(bytes.remove(at)),
            }
        }
        if let Ok(text) = std::str::from_utf8(&bytes) {
            agrees(text);
        }
    }
}

#[test]
fn a_key_may_occur_once_at_any_depth_and_however_it_is_spelled() {
    assert!(object(r#"{"a":1,"b":{"a":1}}"#).is_ok());
    for twice in [
        r#"{"a":1,"a":1}"#,
        r#"{"a":1,"\u0061":2}"#,
        r#"{"x":[{"b":{"c":1,"c":2}}]}"#,
    ] {
        assert!(object(twice).unwrap_err().what.contains("twice"), "{twice}");
    }
    let mut many = String::from("{");
    for i in 0..30_000 {
        many.push_str(&format!("\"k{i}\":0,"));
    }
    assert!(object(&(many.clone() + "\"last\":0}")).is_ok());
    assert!(object(&(many + "\"k7\":0}")).is_err());
}

fn object_of(keys: &[String]) -> String {
    let members: Vec<String> = keys.iter().map(|key| format!("\"{key}\":0")).collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn members_are_ordered_bytewise_at_every_length() {
    let mut state = 7u32;
    for length in (0..200).chain([1000, 4099]) {
        let mut keys: Vec<String> = (0..length)
            .map(|at| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                format!("{}.{at}", state >> 24)
            })
            .collect();
        let text = object_of(&keys);
        let (members, order) = object_and_order(&text).unwrap();
        let ours: Vec<&str> = order.iter().map(|at| &*members[*at].key).collect();
        keys.sort_unstable();
        assert_eq!(ours, keys, "{length}");
    }
}

#[test]
fn a_duplicate_key_is_found_at_every_position() {
    for length in [2, 7, 64, 65, 500] {
        for (one, other) in [(0, length - 1), (length / 2, length - 1), (0, 1)] {
            let mut keys: Vec<String> = (0..length).map(|at| format!("k{at}")).collect();
            keys[one] = keys[other].clone();
            let text = object_of(&keys);
            assert_eq!(object(&text).is_err(), one != other, "{length}");
            // Nested objects take another path through the scanner.
            let nested = format!("{{\"a\":{text}}}");
            assert_eq!(object(&nested).is_err(), one != other, "{length}");
        }
    }
}

#[test]
fn compact_keeps_everything_but_white_space_between_tokens() {
    let raw = document(" [ {\"a b\" : \"c \\\" d\",\n \"e\": 1.0} ] ").unwrap();
    assert_eq!(raw.compact(), "[{\"a b\":\"c \\\" d\",\"e\":1.0}]");
    assert!(document("[{\"a b\":1}]").unwrap().is_compact());
}

#[test]
fn escapes_are_resolved_wherever_they_stand() {
    let pieces = [
        r#"\""#,
        r"\\",
        r"\n",
        r"\/",
        r"\u00e9",
        r"\ud83d\ude00",
        "é",
        "#",
        "\u{1}",
        r"\x",
        r"\u12",
        r"\ud800",
        "\\",
    ];
    for piece in pieces {
        for next in ["", r#"\""#, r"\t", r"\u0041", "]"] {
            for (before, between, after) in (0..20)
                .flat_map(|before| [0, 1, 7, 15].map(|between| (before, between)))
                .flat_map(|(before, between)| [0, 3, 40].map(|after| (before, between, after)))
            {
                let [before, between, after] = [before, between, after].map(|run| "x".repeat(run));
                let quoted = format!("\"{before}{piece}{between}{next}{after}\"");
                let expected = serde_json::from_str::<String>(&quoted).ok();
                let text = format!("{{\"a\":{quoted}}}");
                let ours = object(&text)
                    .ok()
                    .map(|members| members[0].content.to_string());
                assert_eq!(ours, expected, "{text}");
            }
        }
    }
}

#[test]
fn strings_round_trip() {
    let text = "a\"\\\n\r\t\u{1}\u{1f}é📶/";
    let mut out = String::new();
    write_text(&mut out, text);
    assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
    assert_eq!(document(&out).unwrap().content(), text);
}
