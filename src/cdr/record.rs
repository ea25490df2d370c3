//! One record, and why a line is none.

use super::digits::{day, parse};

/// The columns, in their order.
pub const COLUMNS: [&str; 8] = [
    "id",
    "start_time",
    "stop_time",
    "iccid",
    "imsi",
    "data_usage",
    "imei",
    "mccmnc",
];

/// What one card used between two times, on one network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    pub(super) columns: [&'a [u8]; 8],
}

impl<'a> Record<'a> {
    /// The columns as they were written, without quotes.
    #[must_use]
    pub fn columns(&self) -> [&'a str; 8] {
        self.columns.map(text)
    }

    /// Unique, over all files.
    #[must_use]
    pub fn id(&self) -> u64 {
        parse(self.columns[0])
    }

    /// UTC, `yyyy-MM-dd HH:mm:ss`.
    #[must_use]
    pub fn start_time(&self) -> &'a str {
        text(self.columns[1])
    }

    /// UTC, `yyyy-MM-dd HH:mm:ss`.
    #[must_use]
    pub fn stop_time(&self) -> &'a str {
        text(self.columns[2])
    }

    /// The card.
    #[must_use]
    pub fn iccid(&self) -> &'a str {
        text(self.columns[3])
    }

    /// Empty where it was not known.
    #[must_use]
    pub fn imsi(&self) -> &'a str {
        text(self.columns[4])
    }

    /// Unit: bytes. At most 2^53 - 1, what JavaScript counts exactly.
    #[must_use]
    pub fn data_usage(&self) -> u64 {
        parse(self.columns[5])
    }

    /// Empty where it was not known.
    #[must_use]
    pub fn imei(&self) -> &'a str {
        text(self.columns[6])
    }

    /// Three digits of the country (MCC), then two or three of the network (MNC), as ITU-T E.212 has it.
    /// The platform's description says two and three, which contradicts the standard, so the text is kept
    /// as it was written. Empty where it was not known.
    #[must_use]
    pub fn mccmnc(&self) -> &'a str {
        text(self.columns[7])
    }

    /// The first three digits of `mccmnc`, as the standard has it.
    #[must_use]
    pub fn mcc(&self) -> &'a str {
        let network = self.mccmnc();
        network.get(..3).unwrap_or(network)
    }

    /// What follows the MCC in `mccmnc`: two or three digits.
    #[must_use]
    pub fn mnc(&self) -> &'a str {
        self.mccmnc().get(3..).unwrap_or_default()
    }

    /// Days since 1970-01-01 of the start, UTC.
    pub(super) fn day(&self) -> u64 {
        day(self.columns[1]).map_or(0, |day| day.unsigned_abs())
    }
}

/// Columns hold nothing but printable ASCII.
fn text(column: &[u8]) -> &str {
    std::str::from_utf8(column).unwrap_or_default()
}

/// Why a line is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The column, or nothing where it is the line.
    pub column: &'static str,
    /// What is wrong.
    pub reason: &'static str,
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.column {
            "" => write!(f, "the line {}", self.reason),
            column => write!(f, "{column} {}", self.reason),
        }
    }
}

impl std::error::Error for Flaw {}
