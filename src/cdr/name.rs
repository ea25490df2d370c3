//! Names of CDR files: `cdr_ACCOUNT_START_STOP_CREATED.csv`.

use crate::calendar;

/// What a name says. The times are Unix seconds; the zone of names is not documented and taken to be
/// UTC, as it is in the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileName<'a> {
    /// Whose usage it is.
    pub account: &'a str,
    /// Begin of the hour.
    pub start: i64,
    /// End of the hour.
    pub stop: i64,
    /// When the file was made.
    pub created: i64,
}

impl<'a> FileName<'a> {
    /// Reads a name, with or without `.csv`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(name: &'a str) -> Result<Self, &'static str> {
        const SHAPE: &str =
            "must be like cdr_10001_20260115000000_20260115010000_20260115013000.csv";
        let stem = name.strip_suffix(".csv").unwrap_or(name);
        // An account may hold the separator, so the times are taken from the end.
        let mut parts = stem.rsplitn(4, '_');
        let mut time = || parts.next().filter(|part| part.len() == 14);
        let (Some(created), Some(stop), Some(start)) = (time(), time(), time()) else {
            return Err(SHAPE);
        };
        let account = parts
            .next()
            .and_then(|rest| rest.strip_prefix("cdr_"))
            .filter(|account| !account.is_empty())
            .ok_or(SHAPE)?;
        let time = |digits: &str| {
            let part = |from: usize, to: usize| number(digits.get(from..to)?);
            (|| {
                let day = calendar::days(part(0, 4)?, part(4, 6)?, part(6, 8)?)?;
                let (hour, minute, second) = (part(8, 10)?, part(10, 12)?, part(12, 14)?);
                (hour < 24 && minute < 60 && second < 60)
                    .then_some(day * 86_400 + hour * 3600 + minute * 60 + second)
            })()
            .ok_or("holds a time that does not exist: they are yyyyMMddHHmmss")
        };
        let name = FileName {
            account,
            start: time(start)?,
            stop: time(stop)?,
            created: time(created)?,
        };
        if name.stop <= name.start {
            return Err("ends before it begins");
        }
        Ok(name)
    }
}

fn number(digits: &str) -> Option<i64> {
    digits.bytes().try_fold(0, |sum, digit| {
        digit
            .is_ascii_digit()
            .then(|| sum * 10 + i64::from(digit - b'0'))
    })
}

/// What a list of files covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The files by account and time, as places in the list.
    pub order: Vec<usize>,
    /// Times between an account's files that none of them covers.
    pub gaps: Vec<Gap>,
    /// Pairs of one account's files, as places in the list, that share some time. Records of both are
    /// the same records, so totals count them once.
    pub overlaps: Vec<(usize, usize)>,
}

/// A time without a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// A file of the account, as a place in the list: the one after the gap.
    pub before: usize,
    /// Unix seconds.
    pub start: i64,
    /// Unix seconds.
    pub stop: i64,
}

/// Orders files, and finds what is missing or there twice between the first and the last of each account.
#[must_use]
pub fn coverage(files: &[FileName<'_>]) -> Coverage {
    let mut order: Vec<usize> = (0..files.len()).collect();
    // Stable, so that files of the same name keep their order.
    order.sort_by_key(|at| files[*at]);
    let mut found = Coverage::default();
    let mut furthest: Option<usize> = None;
    for &at in &order {
        let file = files[at];
        let before = furthest.filter(|before| files[*before].account == file.account);
        if let Some(before) = before {
            let until = files[before].stop;
            if file.start > until {
                found.gaps.push(Gap {
                    before: at,
                    start: until,
                    stop: file.start,
                });
            } else if file.start < until {
                found.overlaps.push((before, at));
            }
        }
        if before.is_none_or(|before| files[before].stop < file.stop) {
            furthest = Some(at);
        }
    }
    found.order = order;
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_and_without_an_ending() {
        for name in [
            "cdr_10001_20260115000000_20260115010000_20260115013000.csv",
            "cdr_10001_20260115000000_20260115010000_20260115013000",
        ] {
            let start = 1_768_435_200;
            let read = FileName {
                account: "10001",
                start,
                stop: start + 3600,
                created: start + 5400,
            };
            assert_eq!(FileName::parse(name), Ok(read));
        }
        let name = FileName::parse("cdr_a_b_20260115000000_20260115010000_20260115013000");
        assert_eq!(name.map(|name| name.account), Ok("a_b"));
    }

    #[test]
    fn other_names_are_refused_with_the_reason() {
        for (name, reason) in [
            ("", "like"),
            ("cdr_1_20260115000000_20260115010000.csv", "like"),
            (
                "cdr__20260115000000_20260115010000_20260115013000.csv",
                "like",
            ),
            ("1_20260115000000_20260115010000_20260115013000.csv", "like"),
            (
                "cdr_1_20260115000000_20260115010000_20260115013000.csv.tmp",
                "like",
            ),
            (
                "cdr_1_20260230000000_20260301010000_20260301013000.csv",
                "exist",
            ),
            (
                "cdr_1_20260115000000_20260115240000_20260116013000.csv",
                "exist",
            ),
            (
                "cdr_1_2026011500000é_20260115010000_20260115013000.csv",
                "like",
            ),
            (
                "cdr_1_2026011500000x_20260115010000_20260115013000.csv",
                "exist",
            ),
            (
                "cdr_1_20260115010000_20260115010000_20260115013000.csv",
                "before",
            ),
        ] {
            let flaw = FileName::parse(name).unwrap_err();
            assert!(flaw.contains(reason), "{name}: {flaw}");
        }
    }

    #[test]
    fn gaps_and_overlaps_are_found_per_account_in_any_order() {
        let file = |account, start: i64, stop: i64| FileName {
            account,
            start: start * 3600,
            stop: stop * 3600,
            created: 0,
        };
        let files = [
            file("b", 3, 4),
            file("a", 5, 6),
            file("a", 0, 1),
            file("a", 1, 2),
            file("a", 0, 3),
            file("a", 2, 3),
        ];
        let found = coverage(&files);
        assert_eq!(found.order, [2, 4, 3, 5, 1, 0]);
        assert_eq!(
            found.gaps,
            [Gap {
                before: 1,
                start: 3 * 3600,
                stop: 5 * 3600
            }]
        );
        assert_eq!(found.overlaps, [(2, 4), (4, 3), (4, 5)]);
        assert_eq!(coverage(&[]), Coverage::default());
    }
}
