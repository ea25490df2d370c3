//! Dates of the calendar, and days since 1970-01-01.

/// A Unix time as the platform writes it: `yyyy-MM-dd HH:mm:ss`, which by its examples is UTC+8.
#[cfg(feature = "sandbox")]
pub fn date(at: i64) -> String {
    let local = at + 8 * 3600;
    let (days, seconds) = (local.div_euclid(86_400), local.rem_euclid(86_400));
    format!(
        "{} {:02}:{:02}:{:02}",
        day_text(days),
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// `yyyy-MM-dd`.
pub fn day_text(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Days since 1970-01-01 of a date, if it exists.
pub fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    // Years that begin in March have their leap day at the end.
    let shifted = if month > 2 { month - 3 } else { month + 9 };
    let year_of_march = year - i64::from(month <= 2);
    let era = year_of_march.div_euclid(400);
    let year_of_era = year_of_march.rem_euclid(400);
    let day_of_year = (153 * shifted + 2) / 5 + day - 1;
    let day_of_era = 365 * year_of_era + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    (civil(days) == (year, month, day)).then_some(days)
}

/// The date of a day, by eras of 400 years that begin in March.
pub fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_five_centuries_there_and_back() {
        for day in -100_000..100_000 {
            let (year, month, date) = civil(day);
            assert_eq!(days(year, month, date), Some(day));
        }
        for (year, month, day) in [
            (2026, 2, 29),
            (1900, 2, 29),
            (2026, 0, 1),
            (2026, 13, 1),
            (2026, 4, 31),
            (2026, 1, 0),
            (2026, 1, 99),
            (2026, 99, 1),
        ] {
            assert_eq!(days(year, month, day), None, "{year}-{month}-{day}");
        }
    }

    #[cfg(feature = "sandbox")]
    #[test]
    fn known_dates() {
        // The platform's own example: this date, and five minutes later this timestamp.
        assert_eq!(date(1_716_860_087), "2024-05-28 09:34:47");
        assert_eq!(date(0), "1970-01-01 08:00:00");
        assert_eq!(date(951_753_600), "2000-02-29 00:00:00");
        assert_eq!(date(4_107_513_600), "2100-03-01 00:00:00");
    }
}
