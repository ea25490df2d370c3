//! Dates as the platform writes them: `yyyy-MM-dd HH:mm:ss`, which by its examples is UTC+8.

/// A Unix time.
pub fn date(at: i64) -> String {
    let local = at + 8 * 3600;
    let (days, seconds) = (local.div_euclid(86_400), local.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// Days since 1970-01-01 to a date, by eras of 400 years that begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
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
    use super::date;

    #[test]
    fn known_dates() {
        // The platform's own example: this date, and five minutes later this timestamp.
        assert_eq!(date(1_716_860_087), "2024-05-28 09:34:47");
        assert_eq!(date(0), "1970-01-01 08:00:00");
        assert_eq!(date(951_753_600), "2000-02-29 00:00:00");
        assert_eq!(date(4_107_513_600), "2100-03-01 00:00:00");
    }
}
