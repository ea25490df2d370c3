//! The table of error codes against the platform's own, and against what each is taken for.

use eiotclub::error_code::{Category, ERROR_CODES, lookup};
use serde_json::Value;

const SUCCESS: u64 = 200;

#[test]
fn every_code_is_there_in_both_languages() {
    let facts: Vec<Value> = serde_json::from_str(include_str!("../errors.json")).unwrap();
    let mut failures = facts.iter().filter(|fact| fact["code"] != SUCCESS);
    for code in ERROR_CODES {
        let fact = failures.next().unwrap();
        assert_eq!(fact["code"], code.code);
        assert_eq!(fact["en"], code.en, "{}", code.code);
        assert_eq!(fact["zh"], code.zh, "{}", code.code);
        assert_eq!(lookup(&code.code.to_string()), Some(code));
    }
    assert_eq!(failures.next(), None);
    assert_eq!((facts.len(), ERROR_CODES.len()), (89, 88));
}

#[test]
fn unknown_codes_are_not_taken_for_known_ones() {
    for text in [
        "200",
        "0",
        "",
        "42402.0",
        " 42402",
        "4240",
        "99999",
        "-1",
        "99999999999",
    ] {
        assert_eq!(lookup(text), None, "{text:?}");
    }
}

#[test]
fn each_code_has_its_category() {
    for (category, codes) in [
        (
            Category::Auth,
            &[
                403, 502, 41030, 42401, 42402, 41998, 42101, 42102, 42104, 42201, 42203, 42301,
                900910,
            ][..],
        ),
        (Category::Balance, &[45112]),
        (Category::RateLimit, &[501, 44001, 45102, 45103]),
        (Category::Platform, &[500, 41036, 43331, 43333, 50001]),
        (
            Category::NotFound,
            &[
                41028, 41031, 42405, 42408, 42406, 42004, 42007, 900911, 45108, 45109, 45111,
            ],
        ),
        (
            Category::State,
            &[
                41008, 41050, 41032, 41033, 41034, 41035, 41037, 41103, 41104, 42002, 42005, 42006,
                42008, 44002, 503016, 45104, 45105, 45107, 45110, 45113,
            ],
        ),
        (
            Category::Parameter,
            &[
                41001, 41002, 41003, 41013, 41014, 41015, 41040, 41041, 41004, 41005, 41006, 41007,
                41009, 41010, 41011, 41012, 41018, 41029, 41102, 41019, 41020, 42022, 42403, 42407,
                42404, 42409, 42000, 42001, 42003, 42009, 42204, 43332, 45101, 45106,
            ],
        ),
    ] {
        let found = ERROR_CODES.iter().filter(|code| code.category == category);
        let found: Vec<u32> = found.map(|code| code.code).collect();
        assert_eq!(found, codes, "{}", category.name());
    }
}

#[test]
fn a_repeat_can_help_where_time_or_the_clock_is_the_trouble() {
    let codes = ERROR_CODES.iter().filter(|code| code.retryable);
    let codes: Vec<u32> = codes.map(|code| code.code).collect();
    // 45103, the count of unlocks being exceeded, names no time after which it would help.
    assert_eq!(codes, [500, 501, 42203, 43331, 44001, 44002, 45102]);
}
