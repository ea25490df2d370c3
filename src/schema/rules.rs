//! What single values of a request have to keep to.

use super::Rule;
use crate::calendar;
use crate::json;

/// # Errors
/// What is wrong with `content`, and what would be right; never the value itself.
pub fn keep(rule: Rule, content: &str) -> Result<(), String> {
    match rule {
        Rule::Free => Ok(()),
        Rule::Chars(max) => at_most(characters(content), max, "characters"),
        Rule::Items(max) => at_most(
            1 + content.bytes().filter(|b| *b == b',').count(),
            max,
            "items",
        ),
        Rule::UpTo(max) => match number(content) {
            Some(1..) if max == u16::MAX => Ok(()),
            Some(found) if found >= 1 && found <= u32::from(max) => Ok(()),
            _ if max == u16::MAX => Err(String::from("must be a whole number from 1 on")),
            _ => {
                let mut reason = String::from("must be a whole number from 1 to ");
                json::write_int(&mut reason, u64::from(max));
                Err(reason)
            }
        },
        Rule::Day => form(
            is_day(content),
            "must be a day that exists, as yyyy-MM-dd: 2026-01-31",
        ),
        Rule::Month => form(is_month(content), "must be a month, as yyyy-MM: 2026-01"),
        Rule::Moment => form(
            is_moment(content),
            "must be a time that exists, as yyyy-MM-dd HH:mm:ss or yyyy-MM-dd: 2026-01-31 08:00:00",
        ),
    }
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

fn at_most(found: usize, max: u16, what: &str) -> Result<(), String> {
    if found <= usize::from(max) {
        return Ok(());
    }
    let mut reason = String::from("has ");
    json::write_int(&mut reason, found as u64);
    for part in [" ", what, "; at most "] {
        reason.push_str(part);
    }
    json::write_int(&mut reason, u64::from(max));
    reason.push_str(" are accepted");
    Err(reason)
}

fn form(fits: bool, reason: &str) -> Result<(), String> {
    if fits { Ok(()) } else { Err(reason.to_owned()) }
}

/// Unicode scalar values: the first byte of each.
fn characters(content: &str) -> usize {
    content.bytes().filter(|b| b & 0xC0 != 0x80).count()
}

fn number(digits: &str) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    digits.bytes().try_fold(0, |sum, digit| {
        digit
            .is_ascii_digit()
            .then(|| sum * 10 + u32::from(digit - b'0'))
    })
}

fn part(text: &str, from: usize, to: usize, low: u32, high: u32) -> bool {
    text.get(from..to)
        .and_then(number)
        .is_some_and(|found| (low..=high).contains(&found))
}

fn is_month(text: &str) -> bool {
    text.len() == 7
        && part(text, 0, 4, 1, 9999)
        && text.as_bytes().get(4) == Some(&b'-')
        && part(text, 5, 7, 1, 12)
}

fn is_day(text: &str) -> bool {
    let part = |from, to| text.get(from..to).and_then(number).map(i64::from);
    let (Some(year), Some(month), Some(day)) = (part(0, 4), part(5, 7), part(8, 10)) else {
        return false;
    };
    text.len() == 10
        && (text.as_bytes()[4], text.as_bytes()[7]) == (b'-', b'-')
        && year > 0
        && calendar::days(year, month, day).is_some()
}

fn is_moment(text: &str) -> bool {
    let Some(day) = text.get(..10) else {
        return false;
    };
    let clock = text.as_bytes();
    is_day(day)
        && (text.len() == 10
            || text.len() == 19
                && (clock[10], clock[13], clock[16]) == (b' ', b':', b':')
                && part(text, 11, 13, 0, 23)
                && part(text, 14, 16, 0, 59)
                && part(text, 17, 19, 0, 59))
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
