//! What single values of a request have to keep to.

use super::Rule;
use crate::calendar;
use crate::json::parse_integer;

/// # Errors
/// What is wrong with `content`, and what would be right; never the value itself.
pub fn keep(rule: Rule, content: &str) -> Result<(), String> {
    let bytes = content.as_bytes();
    let (fits, right) = match rule {
        Rule::Free => return Ok(()),
        Rule::Chars(max) => return at_most(content.chars().count(), max, "characters"),
        Rule::Items(max) => {
            return at_most(content.split(',').count(), max, "items");
        }
        Rule::UpTo(u16::MAX) => (
            bytes.len() < 10 && parse_integer(content) >= Some(1),
            "must be a whole number from 1 on",
        ),
        Rule::UpTo(max) => {
            let found = parse_integer(content);
            if bytes.len() < 10 && found >= Some(1) && found <= Some(i64::from(max)) {
                return Ok(());
            }
            return Err(format!("must be a whole number from 1 to {max}"));
        }
        Rule::Day => (
            bytes.len() == 10 && is_moment(bytes),
            "must be a day that exists, as yyyy-MM-dd: 2026-01-31",
        ),
        Rule::Month => (
            bytes.len() == 7 && is_moment(bytes),
            "must be a month, as yyyy-MM: 2026-01",
        ),
        Rule::Moment => (
            bytes.len() != 7 && is_moment(bytes),
            "must be a time that exists, as yyyy-MM-dd HH:mm:ss or yyyy-MM-dd: 2026-01-31 08:00:00",
        ),
    };
    if fits { Ok(()) } else { Err(right.to_owned()) }
}

/// What looks wrong with an identifier: the documented shapes are not kept by the platform's own
/// examples, so it is sent all the same.
pub fn doubt(name: &str, content: &str) -> Option<&'static str> {
    let (lengths, reason) = match name {
        "iccid" | "iccids" | "oldIccid" | "newIccid" | "iccid_arr" => (
            19..=20,
            "does not look like ICCIDs of 19 or 20 digits; it is sent as it is",
        ),
        "eid" | "eids" | "oldEid" | "newEid" => (
            32..=32,
            "does not look like EIDs of 32 digits; it is sent as it is",
        ),
        "imei" => (
            15..=15,
            "does not look like an IMEI of 15 digits; it is sent as it is",
        ),
        _ => return None,
    };
    let fits = |one: &[u8]| lengths.contains(&one.len()) && one.iter().all(u8::is_ascii_digit);
    let all = content.as_bytes().split(|b| *b == b',').all(fits);
    (!all).then_some(reason)
}

fn at_most(found: usize, max: u16, unit: &str) -> Result<(), String> {
    if found <= usize::from(max) {
        return Ok(());
    }
    Err(format!("has {found} {unit}; at most {max} are accepted"))
}

/// A month, a day or a time of a day that exists.
fn is_moment(text: &[u8]) -> bool {
    const FORM: &[u8] = b"0000-00-00 00:00:00";
    let mut parts = [0i64; 6];
    let mut part = 0;
    for (at, form) in FORM.iter().enumerate() {
        match text.get(at) {
            None => break,
            Some(digit @ b'0'..=b'9') if *form == b'0' => {
                parts[part] = parts[part] * 10 + i64::from(digit - b'0');
            }
            Some(other) if other == form && *form != b'0' => part += 1,
            Some(_) => return false,
        }
    }
    let [year, month, day, hour, minute, second] = parts;
    let day = if text.len() == 7 { 1 } else { day };
    matches!(text.len(), 7 | 10 | 19)
        && year > 0
        && calendar::days(year, month, day).is_some()
        && hour < 24
        && minute < 60
        && second < 60
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusals(rule: Rule, values: &[&str]) -> Vec<String> {
        values
            .iter()
            .map(|value| keep(rule, value).unwrap_err())
            .collect()
    }

    #[test]
    fn what_keeps_to_its_rule_passes() {
        for (rule, content) in [
            (Rule::Free, ""),
            (Rule::Chars(2), "卡片"),
            (Rule::Items(2), "1,2"),
            (Rule::UpTo(50), "50"),
            (Rule::UpTo(u16::MAX), "100000000"),
            (Rule::Day, "2024-02-29"),
            (Rule::Day, "2000-02-29"),
            (Rule::Month, "2026-12"),
            (Rule::Moment, "2026-01-31"),
            (Rule::Moment, "2026-01-31 23:59:59"),
        ] {
            assert_eq!(keep(rule, content), Ok(()), "{rule:?} {content}");
        }
    }

    #[test]
    fn each_refusal_says_what_would_be_right() {
        assert_eq!(
            refusals(Rule::Chars(2), &["卡片卡"]),
            ["has 3 characters; at most 2 are accepted"]
        );
        assert_eq!(
            refusals(Rule::Items(2), &["1,2,3"]),
            ["has 3 items; at most 2 are accepted"]
        );
        for reason in refusals(Rule::UpTo(50), &["0", "51", "-1", "1.0", "", "99999999999"]) {
            assert_eq!(reason, "must be a whole number from 1 to 50");
        }
        assert_eq!(
            refusals(Rule::UpTo(u16::MAX), &["0"]),
            ["must be a whole number from 1 on"]
        );
        for reason in refusals(
            Rule::Day,
            &[
                "2026-02-29",
                "1900-02-29",
                "2026-1-1",
                "2026-13-01",
                "2026-01-32",
                "20260101",
                "2026-01-01 00:00:00",
                "é026-01-1",
            ],
        ) {
            assert_eq!(
                reason,
                "must be a day that exists, as yyyy-MM-dd: 2026-01-31"
            );
        }
        for reason in refusals(Rule::Month, &["2026-00", "2026-1", "2026-01-01", "0000-01"]) {
            assert_eq!(reason, "must be a month, as yyyy-MM: 2026-01");
        }
        for reason in refusals(
            Rule::Moment,
            &[
                "2026-01-31T08:00:00",
                "2026-01-31 24:00:00",
                "2026-01-31 08:00",
                "2026-01-31 08:60:00",
            ],
        ) {
            assert!(reason.starts_with("must be a time that exists, as yyyy-MM-dd HH:mm:ss"));
        }
    }

    #[test]
    fn odd_identifiers_are_doubted_and_no_more() {
        assert_eq!(doubt("iccid", "89852243101000600107"), None);
        assert_eq!(
            doubt("iccids", "8985224310100060010,89852243101000600107"),
            None
        );
        assert_eq!(doubt("eid", "89033023425120000000012345678901"), None);
        assert_eq!(doubt("imei", "860000000000001"), None);
        assert_eq!(doubt("remark", "asdf"), None);
        for (name, content, word) in [
            ("iccids", "89852243101000600107,1", "ICCID"),
            ("eid", "12", "EID"),
            ("imei", "asdf", "IMEI"),
        ] {
            assert!(doubt(name, content).unwrap().contains(word));
        }
    }
}
