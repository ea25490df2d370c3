//! The platform's refund rule, for showing an amount before asking for it. The amount that is paid
//! back is known only from the notification.

use crate::error::Problem;
use crate::json::{self, Kind, Member};

/// Within this many seconds of the order everything is paid back.
pub const FULL_WITHIN: u64 = 24 * 3600;

/// Fractions of a MB or a day are counted to this many digits.
const USAGE_DIGITS: usize = 6;

/// What decided the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Ordered at most 24 hours ago: all of it.
    Full,
    /// The unused share of days.
    Days,
    /// The unused share of data.
    Data,
}

impl Rule {
    /// The word used in JavaScript.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Full => "full",
            Rule::Days => "days",
            Rule::Data => "data",
        }
    }
}

/// What would be paid back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// In major units, such as `3.33`; without decimals for yen.
    pub amount: String,
    /// The same in the currency's smallest unit: cents, or yen.
    pub minor_units: u64,
    /// What decided.
    pub rule: Rule,
}

/// Estimates a refund from a JSON object with `paid` (decimal, major units), `currency`,
/// `packageType` (2 limits data, 3 and 4 limit time; 2 unless given), `orderedAt` and `now` (Unix
/// seconds), `totalDays` and `usedDays`, and for packages that limit data `totalData` and `usedData`
/// in one and the same unit. Numbers may be given as text.
///
/// ```
/// let estimate = eiotclub::refund::estimate(
///     r#"{"paid":"10.00","currency":"USD","orderedAt":0,"now":864000,
///         "totalDays":30,"usedDays":10,"totalData":1024,"usedData":768}"#,
/// ).unwrap();
/// assert_eq!((estimate.amount.as_str(), estimate.minor_units), ("2.50", 250));
/// ```
///
/// # Errors
/// Every field that is missing or wrong.
pub fn estimate(terms: &str) -> Result<Estimate, Vec<Problem>> {
    let members = json::object(terms).map_err(|flaw| vec![problem("terms", flaw.what)])?;
    let mut read = Reader {
        members: &members,
        problems: Vec::new(),
    };
    let digits = read.currency();
    let paid = read.decimal("paid", digits);
    let kind = read.optional("packageType", 0).unwrap_or(2);
    if !(2..=4).contains(&kind) {
        read.wrong(
            "packageType",
            "must be 2 (limits data), 3 or 4 (limit time)",
        );
    }
    let ordered = read.decimal("orderedAt", 0);
    let now = read.decimal("now", 0);
    if now < ordered {
        read.wrong("now", "must not be before `orderedAt`");
    }
    let full = now.saturating_sub(ordered) <= FULL_WITHIN;
    let (mut days, mut data) = (None, None);
    if !full {
        days = Some(read.share("totalDays", "usedDays"));
        if kind == 2 {
            data = Some(read.share("totalData", "usedData"));
        }
    }
    if !read.problems.is_empty() {
        return Err(read.problems);
    }
    let (mut minor_units, mut decided) = (paid, Rule::Full);
    for (rule, share) in [(Rule::Days, days), (Rule::Data, data)] {
        if let Some((unused, total)) = share {
            // Rounding down keeps the order, so the smaller amount belongs to the smaller share.
            let amount = portion(paid, unused, total);
            if decided == Rule::Full || amount < minor_units {
                (minor_units, decided) = (amount, rule);
            }
        }
    }
    Ok(Estimate {
        amount: format_amount(minor_units, digits),
        minor_units,
        rule: decided,
    })
}

/// `amount * part / whole` rounded down. `part` is at most `whole`, so the result is at most `amount`.
fn portion(amount: u64, part: u64, whole: u64) -> u64 {
    (u128::from(amount) * u128::from(part) / u128::from(whole)) as u64
}

fn problem(field: &str, reason: &str) -> Problem {
    Problem {
        field: field.to_owned(),
        reason: reason.to_owned(),
    }
}

struct Reader<'m> {
    members: &'m [Member<'m>],
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn wrong(&mut self, field: &str, reason: &str) {
        if !self.problems.iter().any(|known| known.field == field) {
            self.problems.push(problem(field, reason));
        }
    }

    fn member(&self, field: &str) -> Option<&Member<'_>> {
        let given = self.members.iter().find(|member| member.key == field);
        given.filter(|member| member.value.kind != Kind::Null)
    }

    /// The decimals of the currency.
    fn currency(&mut self) -> usize {
        let given = self
            .member("currency")
            .map(|member| member.content.as_bytes());
        let given = given.unwrap_or_default();
        if given.eq_ignore_ascii_case(b"JPY") {
            return 0;
        }
        if given.len() != 3 || !given.iter().all(u8::is_ascii_alphabetic) {
            self.wrong(
                "currency",
                "must be a currency's three letters, such as USD",
            );
        }
        2
    }

    fn optional(&mut self, field: &str, digits: usize) -> Option<u64> {
        let value = scaled(&self.member(field)?.content, digits);
        if value.is_none() {
            self.wrong(
                field,
                match digits {
                    0 => "must be a whole number, 0 or more",
                    2 => "must be an amount in major units with at most two decimals, 0 or more, such as \"12.50\"",
                    _ => "must be a number, 0 or more",
                },
            );
        }
        value
    }

    fn decimal(&mut self, field: &str, digits: usize) -> u64 {
        if self.member(field).is_none() {
            self.wrong(field, "is required");
        }
        self.optional(field, digits).unwrap_or(0)
    }

    /// What is left, and of how much. More used than bought leaves nothing.
    fn share(&mut self, total: &str, used: &str) -> (u64, u64) {
        let whole = self.decimal(total, USAGE_DIGITS);
        if whole == 0 {
            self.wrong(total, "must be above 0");
        }
        let used = self.decimal(used, USAGE_DIGITS);
        (whole.saturating_sub(used), whole)
    }
}

/// A decimal number times ten to the power of `digits`; nothing for a negative one, one of more than 13
/// digits before the point (it must fit), and none that would lose a digit of an amount.
fn scaled(text: &str, digits: usize) -> Option<u64> {
    let (mut value, mut whole, mut fraction) = (0u64, 0, None);
    for byte in text.bytes() {
        match (byte, fraction) {
            (b'0'..=b'9', None) if whole < 13 => {
                whole += 1;
                value = value * 10 + u64::from(byte - b'0');
            }
            (b'0'..=b'9', Some(length)) => {
                if length < digits {
                    value = value * 10 + u64::from(byte - b'0');
                } else if byte != b'0' && digits < USAGE_DIGITS {
                    return None;
                }
                fraction = Some(length + 1);
            }
            (b'.', None) if whole > 0 => fraction = Some(0),
            _ => return None,
        }
    }
    if whole == 0 || fraction == Some(0) {
        return None;
    }
    for _ in fraction.unwrap_or(0)..digits {
        value *= 10;
    }
    Some(value)
}

fn format_amount(minor_units: u64, digits: usize) -> String {
    if digits == 0 {
        return minor_units.to_string();
    }
    format!("{}.{:02}", minor_units / 100, minor_units % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_portion_is_exact_to_the_last_digit() {
        assert_eq!(portion(999_999_999_999_999, 3, 3), 999_999_999_999_999);
        assert_eq!(portion(5, 0, 1), 0);
        // The product has 34 digits.
        let (amount, total) = (999_999_999_999_999, 9_999_999_999_999_999_999);
        assert_eq!(portion(amount, total - 1, total), amount - 1);
    }

    #[test]
    fn the_rule() {
        let day = 86_400;
        // paid, currency, type, seconds, days used of 30, MB used of 1024; amount and rule
        for (paid, currency, kind, seconds, days, data, amount, rule) in [
            ("10.00", "USD", 2, 0, "0", "0", "10.00", Rule::Full),
            ("10.00", "USD", 2, day, "30", "1024", "10.00", Rule::Full),
            ("10.00", "USD", 2, day + 1, "30", "0", "0.00", Rule::Days),
            ("10.00", "USD", 2, day + 1, "1", "0", "9.66", Rule::Days),
            ("10.00", "USD", 2, day + 1, "1", "512", "5.00", Rule::Data),
            ("10.00", "USD", 3, day + 1, "1", "512", "9.66", Rule::Days),
            ("10.00", "USD", 4, day + 1, "15", "", "5.00", Rule::Days),
            ("10.00", "USD", 2, day + 1, "1", "2000", "0.00", Rule::Data),
            ("10.00", "USD", 3, day + 1, "31", "", "0.00", Rule::Days),
            ("10.00", "USD", 2, day + 1, "0", "0.5", "9.99", Rule::Data),
            ("1000", "JPY", 3, day + 1, "1", "", "966", Rule::Days),
            ("1000", "jpy", 2, 5, "1", "0", "1000", Rule::Full),
            ("0.01", "USD", 3, day + 1, "1", "", "0.00", Rule::Days),
            (
                "9999999999999.99",
                "USD",
                3,
                day + 1,
                "0",
                "",
                "9999999999999.99",
                Rule::Days,
            ),
        ] {
            let mut terms = json!({ "paid": paid, "currency": currency, "packageType": kind, "orderedAt": 1_700_000_000,
                "now": 1_700_000_000 + seconds, "totalDays": 30, "usedDays": days, "totalData": "1024" });
            if !data.is_empty() {
                terms["usedData"] = json!(data);
            }
            let estimate = estimate(&terms.to_string()).unwrap();
            assert_eq!(
                (estimate.amount.as_str(), estimate.rule),
                (amount, rule),
                "{terms}"
            );
        }
    }

    #[test]
    fn every_wrong_field_is_named() {
        for (terms, fields) in [
            ("{}", &["currency", "paid", "orderedAt", "now"][..]),
            (
                r#"{"paid":"1.005","currency":"USD","orderedAt":1,"now":2}"#,
                &["paid"],
            ),
            (
                r#"{"paid":"1.5","currency":"JPY","orderedAt":1,"now":2}"#,
                &["paid"],
            ),
            (
                r#"{"paid":"-1","currency":"USD","orderedAt":1,"now":2}"#,
                &["paid"],
            ),
            (
                r#"{"paid":"1e3","currency":"US","orderedAt":1,"now":2}"#,
                &["currency", "paid"],
            ),
            (
                r#"{"paid":"1","currency":"USD","orderedAt":3,"now":2}"#,
                &["now"],
            ),
            (
                r#"{"paid":"1","currency":"USD","orderedAt":0,"now":90000}"#,
                &["totalDays", "usedDays", "totalData", "usedData"],
            ),
            (
                r#"{"paid":"1","currency":"USD","packageType":3,"orderedAt":0,"now":90000,"totalDays":0,"usedDays":0}"#,
                &["totalDays"],
            ),
            (
                r#"{"paid":"1","currency":"USD","packageType":1,"orderedAt":0,"now":1}"#,
                &["packageType"],
            ),
            (
                r#"{"paid":"1","currency":"USD","orderedAt":0,"now":90000,"totalDays":30,"usedDays":0,"totalData":0,"usedData":0}"#,
                &["totalData"],
            ),
            ("[]", &["terms"]),
        ] {
            let problems = estimate(terms).unwrap_err();
            let named: Vec<&str> = problems.iter().map(|one| one.field.as_str()).collect();
            assert_eq!(named, fields, "{terms}: {problems:?}");
        }
    }
}
