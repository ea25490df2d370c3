//! Lines of eight columns, read without allocation.

use super::digits::{is_time, leading_digits};
use super::record::{COLUMNS, Flaw, Record};

/// Most bytes of one line.
pub const MAX_LINE: usize = 4096;

/// The lines of a piece of a file. The piece ends with a line or with the file. A line is a record, or
/// empty or the header (`None`), or invalid (`Flaw`).
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    rest: &'a [u8],
    first: bool,
}

impl<'a> Lines<'a> {
    /// Starts at the first line of `piece`. `first` if the piece begins the file: it may then start with
    /// a byte order mark and a header.
    #[must_use]
    pub fn new(piece: &'a [u8], first: bool) -> Self {
        Lines { rest: piece, first }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Result<Option<Record<'a>>, Flaw>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let first = std::mem::take(&mut self.first);
        if let Some((record, rest)) = parse_plain(self.rest) {
            self.rest = rest;
            return Some(Ok(Some(record)));
        }
        let end = self.rest.iter().position(|b| *b == b'\n');
        let (line, rest) = match end {
            Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
            None => (self.rest, [].as_slice()),
        };
        self.rest = rest;
        let found = parse_any(line, first);
        if let (None, Ok(Some(record))) = (end, &found)
            && may_be_cut(record, line)
        {
            return Some(Err(Flaw {
                column: "mccmnc",
                reason: "ends with the file before it is whole: the file is cut off",
            }));
        }
        Some(found)
    }
}

/// Whether the last line of a file, which no line feed ends, may have lost digits. Without a closing
/// quote only their number tells.
fn may_be_cut(record: &Record<'_>, line: &[u8]) -> bool {
    let network = record.columns[7];
    let needed = match network {
        // Canada, the United States and Mexico have three digits for the network.
        [b'3', b'0', b'2', ..] | [b'3', b'1', b'0'..=b'6', ..] | [b'3', b'3', b'4', ..] => 6,
        _ => 5,
    };
    network.len() < needed && !line.ends_with(b"\"") && !line.ends_with(b"\r")
}

/// Reads a record in its usual form, without quotes, and finds the end of its line in the same pass.
/// Returns `None` for anything else, valid or not: [`parse_any`] decides.
fn parse_plain(bytes: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let mut rest = bytes;
    let mut columns = [[].as_slice(); 8];
    for (at, slot) in columns.iter_mut().enumerate() {
        let length = match at {
            1 | 2 => 19,
            _ => leading_digits(rest),
        };
        *slot = rest.get(..length)?;
        rest = rest.get(length..)?;
        if at < 7 {
            rest = rest.strip_prefix(b",")?;
        }
    }
    let [id, start, stop, iccid, _, usage, ..] = columns;
    // Shorter numbers cannot be too large, whatever their digits.
    let fits = matches!(id.len(), 1..=18) && matches!(usage.len(), 1..=15) && !iccid.is_empty();
    let short = bytes.len() - rest.len() <= MAX_LINE;
    if !(fits && short && is_time(start) && is_time(stop) && start <= stop) {
        return None;
    }
    let record = Record { columns };
    match rest {
        [b'\n', rest @ ..] | [b'\r', b'\n', rest @ ..] => Some((record, rest)),
        _ => None,
    }
}

/// Reads any line, without its line feed.
fn parse_any(mut bytes: &[u8], first: bool) -> Result<Option<Record<'_>>, Flaw> {
    let whole = |reason| Flaw { column: "", reason };
    let at = |place: usize, reason| Flaw {
        column: COLUMNS.get(place).copied().unwrap_or_default(),
        reason,
    };
    if first {
        bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    }
    bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    if bytes.len() > MAX_LINE {
        return Err(whole("is longer than any record"));
    }
    if bytes.is_empty() {
        return Ok(None);
    }
    if let Some(odd) = bytes.iter().position(|b| !matches!(b, b' '..=b'~')) {
        let before = bytes[..odd].iter().filter(|b| **b == b',').count();
        let reason = match std::str::from_utf8(bytes) {
            Ok(_) => "holds a character that is no printable ASCII",
            Err(_) => "is not valid UTF-8",
        };
        return Err(at(before, reason));
    }
    let mut columns = [[].as_slice(); 8];
    let mut parts = bytes.split(|b| *b == b',');
    for (place, slot) in columns.iter_mut().enumerate() {
        let missing = at(place, "is missing: the line has fewer than eight columns");
        let part = parts.next().ok_or(missing)?;
        *slot = match part.strip_prefix(b"\"") {
            Some(rest) => rest
                .strip_suffix(b"\"")
                .ok_or(at(place, "has a quote that is not closed"))?,
            None => part,
        };
        if slot.contains(&b'"') {
            return Err(at(place, "holds a quote"));
        }
    }
    if parts.next().is_some() {
        return Err(whole("has more than eight columns"));
    }
    let is_name = |(column, name): (&&[u8], &str)| column.eq_ignore_ascii_case(name.as_bytes());
    if first && columns.iter().zip(COLUMNS).all(is_name) {
        return Ok(None);
    }
    for (place, reason) in [
        (0, "must be digits"),
        (3, "must be the digits of an ICCID"),
        (4, "must be digits, or empty"),
        (5, "must be whole bytes: digits, without a sign"),
        (6, "must be digits, or empty"),
        (7, "must be digits, or empty"),
    ] {
        let needed = matches!(place, 0 | 3 | 5);
        let column = columns[place];
        if !column.iter().all(u8::is_ascii_digit) || (needed && column.is_empty()) {
            return Err(at(place, reason));
        }
    }
    for (place, most, reason) in [
        (0, "9223372036854775807", "is more than 64 bits hold"),
        (5, "9007199254740991", "is more than 9007199254740991 bytes"),
    ] {
        let column = columns[place];
        let excess = column
            .len()
            .cmp(&most.len())
            .then(column.cmp(most.as_bytes()));
        if excess.is_gt() {
            return Err(at(place, reason));
        }
    }
    for place in [1, 2] {
        if !is_time(columns[place]) {
            let reason = "must be a time that exists, as yyyy-MM-dd HH:mm:ss";
            return Err(at(place, reason));
        }
    }
    // In this form text sorts as time does.
    if columns[2] < columns[1] {
        return Err(at(2, "is before start_time"));
    }
    Ok(Some(Record { columns }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "9223372036854775807,2026-01-15 00:00:00,2026-01-15 01:00:00,89852243101000600107,460001234567890,1024,860000000000001,46001";

    fn line(bytes: &[u8], first: bool) -> Result<Option<Record<'_>>, Flaw> {
        Lines::new(bytes, first).next().unwrap_or(Ok(None))
    }

    #[test]
    fn the_quick_way_takes_nothing_that_the_thorough_one_refuses() {
        let good = GOOD.replace("9223372036854775807", "42") + "\n";
        assert!(parse_plain(good.as_bytes()).is_some());
        let mut taken = 0;
        for at in 0..good.len() - 1 {
            for byte in 0..=255 {
                let mut changed = good.clone().into_bytes();
                changed[at] = byte;
                if byte == b'\n' {
                    continue;
                }
                if let Some((record, rest)) = parse_plain(&changed) {
                    taken += 1;
                    let line = &changed[..changed.len() - 1];
                    assert_eq!(parse_any(line, false), Ok(Some(record)));
                    assert!(rest.is_empty());
                }
            }
            assert_eq!(parse_plain(&good.as_bytes()[..at]), None);
        }
        assert!(taken > 500, "{taken}");
    }

    #[test]
    fn one_item_a_line_blank_or_not() {
        let good = GOOD.replace("9223372036854775807", "42");
        let text = format!("{good}\n\r\n{good}\r\nx\n\n{good}");
        let found: Vec<_> = Lines::new(text.as_bytes(), true)
            .map(|line| line.map(|record| record.is_some()))
            .collect();
        let bad = found[3];
        assert!(bad.is_err());
        let expected = [Ok(true), Ok(false), Ok(true), bad, Ok(false), Ok(true)];
        assert_eq!(found, expected);
    }

    #[test]
    fn records_with_and_without_quotes_line_ends_and_header() {
        let record = line(GOOD.as_bytes(), false).unwrap().unwrap();
        assert_eq!(
            (record.id(), record.data_usage(), record.mccmnc()),
            (i64::MAX as u64, 1024, "46001")
        );
        assert_eq!((record.mcc(), record.mnc()), ("460", "01"));
        let quoted = format!("\u{feff}\"{}\"\r", GOOD.replace(',', "\",\""));
        assert_eq!(line(quoted.as_bytes(), true).unwrap().unwrap(), record);
        for nothing in ["", "\r"] {
            assert_eq!(line(nothing.as_bytes(), false), Ok(None));
        }
        let header = COLUMNS.join(",");
        for header in [&header, &header.to_uppercase()] {
            assert_eq!(line(header.as_bytes(), true), Ok(None));
        }
        assert_eq!(line(header.as_bytes(), false).unwrap_err().column, "id");
    }

    #[test]
    fn what_is_no_record_is_told_by_column() {
        for (from, to, column, word) in [
            (",46001", "", "mccmnc", "fewer"),
            (",1024,860000000000001,46001", "", "data_usage", "fewer"),
            ("46001", "46001,1", "", "more"),
            ("1024", "-1", "data_usage", "sign"),
            ("1024", "1.5", "data_usage", "whole"),
            ("1024", "", "data_usage", "whole"),
            ("1024", "9007199254740992", "data_usage", "9007199254740991"),
            (
                "9223372036854775807",
                "9223372036854775808",
                "id",
                "64 bits",
            ),
            ("01:00:00", "25:00:00", "stop_time", "exists"),
            ("2026-01-15 01", "2026-02-30 01", "stop_time", "exists"),
            ("2026-01-15 01", "2026-01-14 23", "stop_time", "before"),
            ("89852243101000600107", "8.98E+19", "iccid", "ICCID"),
            ("89852243101000600107", "\"8985", "iccid", "closed"),
            ("46001", "4\"6", "mccmnc", "quote"),
            ("46001", "é", "mccmnc", "ASCII"),
            ("8985224310", "\u{a0}", "iccid", "ASCII"),
        ] {
            let flaw = line(GOOD.replacen(from, to, 1).as_bytes(), false).unwrap_err();
            assert_eq!(flaw.column, column, "{to}");
            assert!(flaw.reason.contains(word), "{to}: {}", flaw.reason);
        }
        assert!(line(&[b'1'; MAX_LINE + 1], false).is_err());
        let mut bytes = GOOD.to_owned().into_bytes();
        bytes[20] = 0xFF;
        let flaw = line(&bytes, false).unwrap_err();
        assert_eq!(
            (flaw.column, flaw.reason),
            ("start_time", "is not valid UTF-8")
        );
    }

    #[test]
    fn a_file_that_is_cut_off_anywhere_gives_nothing_of_its_last_line() {
        let american = GOOD.replace("46001", "310410");
        let quoted = format!("\"{}\"", GOOD.replace(',', "\",\""));
        for good in [GOOD, &american, &quoted] {
            let whole = format!("{good}\r\n{good}\r\n");
            for at in good.len() + 3..whole.len() - 2 {
                let found: Vec<_> = Lines::new(&whole.as_bytes()[..at], true).collect();
                assert!(found[0].is_ok() && found[1].is_err(), "{}", &whole[..at]);
            }
            for at in whole.len() - 2..=whole.len() {
                let found = Lines::new(&whole.as_bytes()[..at], true);
                assert_eq!(found.filter(|line| matches!(line, Ok(Some(_)))).count(), 2);
            }
        }
        let unknown = GOOD.replace("46001", "");
        assert!(line(unknown.as_bytes(), false).is_err());
        assert!(line(format!("{unknown}\n").as_bytes(), false).is_ok());
    }
}
