//! The two headers of a response that a client has to understand: `Date` and `Retry-After`.

use crate::calendar;

/// What a `Retry-After` header asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// So many seconds from now.
    Seconds(u32),
    /// A moment, Unix seconds.
    At(i64),
}

impl RetryAfter {
    /// Reads the header: digits, or a date. Anything else, such as `0x10` or `-1`, asks for nothing.
    pub fn parse(header: &str) -> Option<RetryAfter> {
        let header = header.trim();
        if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(RetryAfter::Seconds(header.parse().unwrap_or(u32::MAX)));
        }
        http_date(header).map(RetryAfter::At)
    }

    /// Milliseconds from `now_ms`, the Unix time by the server's clock.
    pub(crate) fn milliseconds(self, now_ms: i64) -> u64 {
        match self {
            RetryAfter::Seconds(seconds) => u64::from(seconds) * 1000,
            RetryAfter::At(at) => u64::try_from(at.saturating_mul(1000) - now_ms).unwrap_or(0),
        }
    }
}

/// Reads a date as HTTP writes it (`Sun, 06 Nov 1994 08:49:37 GMT`) as Unix seconds.
pub fn http_date(header: &str) -> Option<i64> {
    let mut parts = header.trim().split([' ', ':']);
    parts.next()?.strip_suffix(',')?;
    let day = parts.next()?.parse::<i64>().ok()?;
    let month = parts.next()?;
    let names = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = 1 + names.iter().position(|name| *name == month)? as i64;
    let year = parts.next()?.parse().ok()?;
    let mut number = || parts.next()?.parse::<i64>().ok();
    let (hour, minute, second) = (number()?, number()?, number()?);
    if parts.next() != Some("GMT") || parts.next().is_some() {
        return None;
    }
    let in_range =
        (0..24).contains(&hour) && (0..60).contains(&minute) && (0..=60).contains(&second);
    let days = calendar::days(year, month, day).filter(|_| in_range)?;
    Some(days * 86_400 + hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_http_writes_it_and_not_otherwise() {
        assert_eq!(
            http_date("Sun, 06 Nov 1994 08:49:37 GMT"),
            Some(784_111_777)
        );
        for odd in [
            "",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "1994-11-06T08:49:37Z",
        ] {
            assert_eq!(http_date(odd), None, "{odd}");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        for (header, expected) in [
            ("3600", Some(3_600_000)),
            (" 5 ", Some(5000)),
            ("99999999999999999999", Some(4_294_967_295_000)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(7000)),
            ("Sat, 05 Nov 1994 08:49:37 GMT", Some(0)),
            ("0x10", None),
            ("1e9", None),
            ("-1", None),
            ("soon", None),
        ] {
            let read = RetryAfter::parse(header);
            let read = read.map(|after| after.milliseconds(784_111_770_000));
            assert_eq!(read, expected, "{header}");
        }
    }
}
