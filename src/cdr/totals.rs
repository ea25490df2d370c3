//! Usage, added up as records come.

use super::record::{Flaw, Record};
use super::table::{Key, Seed, SeenIds, Sums};
use crate::calendar;

/// What else to add up by: the card alone always is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// By card and day.
    pub days: bool,
    /// By MCC and MNC.
    pub networks: bool,
}

/// Usage in bytes, from any number of files.
///
/// Totals count a record once, even if a file was pushed twice: of records with the same id, the first
/// counts. The other columns are not compared, since keeping them would take several times the memory.
#[derive(Debug)]
pub struct Totals {
    groups: Groups,
    seen: SeenIds,
    cards: Sums,
    days: Sums,
    networks: Sums,
    records: u64,
    repeated: u64,
    bytes: u64,
}

/// What JavaScript counts exactly.
const MOST: u64 = (1 << 53) - 1;

impl Totals {
    /// Starts without records.
    ///
    /// Pass a new random `seed` for each run, for example from
    /// [`std::hash::RandomState`]. It keeps files with crafted ids from making totals slow, and has no
    /// influence on the result.
    #[must_use]
    pub fn new(groups: Groups, seed: u64) -> Self {
        let seed = Seed(seed);
        Totals {
            groups,
            seen: SeenIds::new(seed),
            cards: Sums::new(seed),
            days: Sums::new(seed),
            networks: Sums::new(seed),
            records: 0,
            repeated: 0,
            bytes: 0,
        }
    }

    /// Counts a record. Its day is that of its start, in UTC.
    ///
    /// # Errors
    /// All usage together would be more than 2^53 - 1 bytes, or there is a number of more digits than
    /// any. Nothing of the record is counted then.
    pub fn add(&mut self, record: &Record<'_>) -> Result<(), Flaw> {
        let key = |column, digits| {
            pack(digits).ok_or(Flaw {
                column,
                reason: "must be at most 32 digits",
            })
        };
        let card = key("iccid", record.columns[3])?;
        let network = key("mccmnc", record.columns[7])?;
        let usage = record.data_usage();
        // No sum of a group is more than the sum of all.
        if self.bytes + usage > MOST && !self.seen.contains(record.id()) {
            return Err(Flaw {
                column: "data_usage",
                reason: "makes all usage more than 9007199254740991 bytes, the most that is counted exactly",
            });
        }
        if !self.seen.insert(record.id()) {
            self.repeated += 1;
            return Ok(());
        }
        self.bytes += usage;
        self.records += 1;
        let card = self.cards.add(card, usage);
        if self.groups.days {
            self.days.add([card as u64, record.day()], usage);
        }
        if self.groups.networks {
            self.networks.add(network, usage);
        }
        Ok(())
    }

    /// Records that were counted.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// Records that came again, and were not.
    #[must_use]
    pub fn repeated(&self) -> u64 {
        self.repeated
    }

    /// All usage, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// ICCIDs with their bytes, in the order in which they came.
    pub fn by_card(&self) -> impl Iterator<Item = (String, u64)> + '_ {
        self.cards
            .entries()
            .iter()
            .map(|(card, sum)| (unpack(*card), *sum))
    }

    /// ICCIDs and days (`yyyy-MM-dd`, UTC) with their bytes. Nothing unless [`Groups::days`] was set.
    pub fn by_card_and_day(&self) -> impl Iterator<Item = (String, String, u64)> + '_ {
        self.days.entries().iter().map(|([card, day], sum)| {
            let card = self.cards.entries()[*card as usize].0;
            (unpack(card), calendar::day_text(*day as i64), *sum)
        })
    }

    /// MCC with MNC, as it was written, with its bytes. Nothing unless [`Groups::networks`] was set.
    pub fn by_network(&self) -> impl Iterator<Item = (String, u64)> + '_ {
        self.networks
            .entries()
            .iter()
            .map(|(network, sum)| (unpack(*network), *sum))
    }
}

/// Digits as a key: four bits each, none of them zero, so that leading zeros count.
fn pack(digits: &[u8]) -> Option<Key> {
    let mut key = [0; 2];
    if digits.len() > 32 {
        return None;
    }
    let (words, rest) = digits.as_chunks();
    for (at, word) in words.iter().enumerate() {
        key[at / 2] |= nibbles(*word) << (at % 2 * 32);
    }
    for (at, digit) in rest.iter().enumerate() {
        let at = words.len() * 8 + at;
        key[at / 16] |= u64::from((digit & 15) + 1) << (at % 16 * 4);
    }
    Some(key)
}

/// Eight digits, each one more than it is, the first in the lowest bits.
fn nibbles(digits: [u8; 8]) -> u64 {
    let bytes = (u64::from_le_bytes(digits) & 0x0F0F_0F0F_0F0F_0F0F) + 0x0101_0101_0101_0101;
    let pairs = (bytes | bytes >> 4) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF;
    (fours | fours >> 16) & 0xFFFF_FFFF
}

fn unpack(key: Key) -> String {
    let mut text = String::new();
    for half in key {
        for at in 0..16 {
            if let Some(digit) = (half >> (at * 4) & 15).checked_sub(1) {
                text.push(char::from(b'0' + digit as u8));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cdr::Lines;

    fn add(totals: &mut Totals, rows: &[(&str, &str, &str, u64, &str)]) -> Result<(), Flaw> {
        for (id, start, iccid, usage, network) in rows {
            let text =
                format!("{id},{start} 23:00:00,2030-01-01 00:00:00,{iccid},,{usage},,{network}\n");
            for line in Lines::new(text.as_bytes(), false) {
                totals.add(&line?.unwrap())?;
            }
        }
        Ok(())
    }

    #[test]
    fn by_card_day_and_network_each_record_once() {
        let mut totals = Totals::new(
            Groups {
                days: true,
                networks: true,
            },
            7,
        );
        let rows = [
            ("1", "2026-01-15", "0089852243101000600107", 10, "46001"),
            ("2", "2026-01-16", "0089852243101000600107", 20, "310410"),
            ("3", "2026-01-15", "89852243101000600107", 5, "46001"),
            ("4", "2024-02-29", "0089852243101000600107", 0, ""),
        ];
        add(&mut totals, &rows).unwrap();
        add(&mut totals, &rows[1..3]).unwrap();
        assert_eq!(
            (totals.records(), totals.repeated(), totals.bytes()),
            (4, 2, 35)
        );
        let cards: Vec<_> = totals.by_card().collect();
        assert_eq!(
            cards,
            [
                ("0089852243101000600107".to_owned(), 30),
                ("89852243101000600107".to_owned(), 5)
            ]
        );
        let days: Vec<_> = totals
            .by_card_and_day()
            .map(|(card, day, sum)| format!("{card} {day} {sum}"))
            .collect();
        assert_eq!(
            days,
            [
                "0089852243101000600107 2026-01-15 10",
                "0089852243101000600107 2026-01-16 20",
                "89852243101000600107 2026-01-15 5",
                "0089852243101000600107 2024-02-29 0",
            ]
        );
        let networks: Vec<_> = totals.by_network().collect();
        assert_eq!(
            networks,
            [
                ("46001".to_owned(), 15),
                ("310410".to_owned(), 20),
                (String::new(), 0)
            ]
        );
    }

    #[test]
    fn what_cannot_be_counted_exactly_is_not_counted_at_all() {
        let mut totals = Totals::new(Groups::default(), 7);
        add(&mut totals, &[("1", "2026-01-15", "89", MOST, "")]).unwrap();
        let flaw = add(&mut totals, &[("2", "2026-01-15", "90", 1, "")]).unwrap_err();
        assert_eq!(flaw.column, "data_usage");
        // A rejected record is not remembered, so the same id counts later.
        add(&mut totals, &[("2", "2026-01-15", "89", 0, "")]).unwrap();
        assert_eq!((totals.records(), totals.repeated()), (2, 0));
        // A record that was counted before is a duplicate, even if its usage would be too much now.
        add(&mut totals, &[("1", "2026-01-15", "89", MOST, "")]).unwrap();
        assert_eq!((totals.records(), totals.repeated()), (2, 1));
        let long = "1".repeat(33);
        for (column, iccid, network) in [("iccid", &*long, ""), ("mccmnc", "1", &*long)] {
            let flaw = add(&mut totals, &[("3", "2026-01-15", iccid, 0, network)]);
            assert_eq!(flaw.unwrap_err().column, column);
        }
        assert_eq!(
            totals.by_card().collect::<Vec<_>>(),
            [("89".to_owned(), MOST)]
        );
        assert_eq!(
            totals.by_card_and_day().count() + totals.by_network().count(),
            0
        );
    }
}
