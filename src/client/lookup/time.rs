//! Whether a row was made before the call that it might belong to.

use crate::calendar;

/// Seconds that two clocks may be apart, and a time without fractions besides.
const TOLERANCE: i64 = 60;

/// The platform writes dates without a zone; by its own examples they are UTC+8.
const ZONE: i64 = 8 * 3600;

/// Whether a row that was created at `created` cannot be older than a call of `since` (Unix seconds). The
/// platform's times are Unix seconds or dates; a date without a time is compared as a day.
pub(super) fn is_not_older(created: &str, since: i64) -> bool {
    let earliest = since - TOLERANCE;
    if let Ok(seconds) = created.parse::<i64>() {
        return seconds >= earliest;
    }
    let number = |from, to| created.get(from..to)?.parse::<i64>().ok();
    let day = || calendar::days(number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let Some(day) = day() else {
        return false;
    };
    let local = earliest + ZONE;
    match (number(11, 13), number(14, 16), number(17, 19)) {
        (Some(hour), Some(minute), Some(second)) => {
            day * 86_400 + hour * 3600 + minute * 60 + second >= local
        }
        _ => day >= local.div_euclid(86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::is_not_older;

    #[test]
    fn a_row_is_compared_by_second_or_by_day() {
        // 2024-05-28 09:34:47 at UTC+8.
        let since = 1_716_860_087;
        for (created, expected) in [
            ("2024-05-28 09:34:47", true),
            ("2024-05-28 09:33:47", true),
            ("2024-05-28 09:33:46", false),
            ("2024-05-28", true),
            ("2024-05-27", false),
            ("1716860027", true),
            ("1716860026", false),
            ("", false),
            ("soon", false),
            ("2024-02-30 00:00:00", false),
        ] {
            assert_eq!(is_not_older(created, since), expected, "{created}");
        }
    }
}
