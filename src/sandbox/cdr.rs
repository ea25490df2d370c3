//! CDR files: one an hour, made when somebody asks, from the usage that the API reports.

use super::Sandbox;
use super::world::{Card, World};
use crate::calendar;
use crate::cdr::COLUMNS;
use std::fmt::Write;

/// Whose files they are, by their names.
const ACCOUNT: &str = "10001";
const HOUR: i64 = 3600;
/// A file is made half an hour after its hour.
const MADE_AFTER: i64 = 1800;

/// Where a card was, before it was moved.
pub struct Seat {
    until: i64,
    imei: String,
    network: &'static str,
}

impl World {
    /// The end of the last hour whose file has been made.
    pub fn cdr_until(&self) -> i64 {
        (self.clock - MADE_AFTER).div_euclid(HOUR) * HOUR
    }

    /// Keeps in mind where a card is, before it is moved: what is told of the past does not change.
    pub fn leaves_seat(&mut self, card: usize) {
        let known = &self.cards[card];
        let seat = Seat {
            until: self.clock,
            imei: known.imei.clone(),
            network: known.network,
        };
        self.seats.entry(card).or_default().push(seat);
    }

    /// Device and network of a card at some time.
    fn seat(&self, index: usize, at: i64) -> (&str, &'static str) {
        let card = &self.cards[index];
        let seats = self.seats.get(&index);
        let past = seats.and_then(|seats| seats.iter().find(|seat| at < seat.until));
        past.map_or((&card.imei, card.network), |seat| {
            (&seat.imei, seat.network)
        })
    }

    /// The name of the file of an hour.
    fn cdr_name(start: i64) -> String {
        let [start, stop, made] = [start, start + HOUR, start + HOUR + MADE_AFTER].map(digits);
        format!("cdr_{ACCOUNT}_{start}_{stop}_{made}.csv")
    }

    /// A header, and a line for each card that used anything in the hour.
    fn cdr_text(&self, start: i64) -> String {
        let mut text = COLUMNS.join(",");
        text.push('\n');
        let stop = start + HOUR;
        let (from, until) = (moment(start), moment(stop));
        for (index, card) in self.cards.iter().enumerate() {
            let bytes = self.usage_bytes(index, start, stop);
            if bytes == 0 {
                continue;
            }
            let (imei, network) = self.seat(index, start);
            let Card { iccid, imsi, .. } = card;
            // The hour and the card in one number, which is beyond what a double holds.
            let id = ((start / HOUR) << 40) | index as i64;
            let imei = if imei.bytes().all(|b| b.is_ascii_digit()) {
                imei
            } else {
                ""
            };
            let mccmnc = mccmnc(network, card.product.country);
            let _ = writeln!(
                text,
                "{id},{from},{until},{iccid},{imsi},{bytes},{imei},{mccmnc}"
            );
        }
        text
    }
}

impl Sandbox {
    /// The CDR files, as names and texts, that were made after `since` (simulated Unix seconds; the
    /// sandbox's beginning unless given): one for each hour, half an hour after it, the same whenever
    /// it is asked for. The first of all is that of the first hour in which any card was online.
    pub fn cdr_files(&mut self, since: Option<i64>, now: i64) -> Vec<(String, String)> {
        self.run(now);
        let since = since.unwrap_or(self.config.started);
        let world = &self.world;
        let Some(first) = world.first_online() else {
            return Vec::new();
        };
        let first = first.div_euclid(HOUR);
        // The first hour whose file is made after that.
        let after = since.saturating_sub(HOUR + MADE_AFTER).div_euclid(HOUR) + 1;
        let hours = first.max(after)..world.cdr_until().div_euclid(HOUR);
        hours
            .map(|hour| (World::cdr_name(hour * HOUR), world.cdr_text(hour * HOUR)))
            .collect()
    }
}

/// `yyyyMMddHHmmss`, UTC.
fn digits(at: i64) -> String {
    moment(at).replace(['-', ':', ' '], "")
}

/// `yyyy-MM-dd HH:mm:ss`, UTC.
fn moment(at: i64) -> String {
    calendar::date(at - 8 * HOUR)
}

/// The network that a card was counted on: where it may use several, the first of its country.
fn mccmnc(network: &str, country: &str) -> &'static str {
    match network {
        "ATT" | "USA-AT&T" => "310410",
        "TMobile" | "USA-TMobile" => "310260",
        "Verizon" | "USA-Verizon" => "311480",
        "ChinaMobile" | "China-Mobile" => "46000",
        "ChinaUnicom" | "China-Unicom" => "46001",
        "China-Telecom" => "46003",
        _ if country == "Germany" => "26201",
        _ => "310410",
    }
}
