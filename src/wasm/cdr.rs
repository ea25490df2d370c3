//! CDR files. Totals are kept here between calls, by handle: the one state that the artifact has.

use super::text::{FAILED, PLAIN, leave};
use crate::cdr::{FileName, Groups, Lines, Record, Totals, coverage};
use crate::json::{write_int, write_text};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static OPEN: RefCell<Vec<(u32, Totals)>> = const { RefCell::new(Vec::new()) };
}

/// Leaves the account and three Unix times as JSON, or what is wrong with the name.
#[wasm_bindgen(js_name = fileName)]
pub fn file_name(name: &str) -> u32 {
    match FileName::parse(name) {
        Ok(FileName {
            account,
            start,
            stop,
            created,
        }) => {
            let mut out = String::from("[");
            write_text(&mut out, account);
            for time in [start, stop, created] {
                out.push(',');
                write_signed(&mut out, time);
            }
            out.push(']');
            leave(PLAIN, out)
        }
        Err(reason) => leave(FAILED, reason.to_owned()),
    }
}

/// Leaves what names, one a line, cover: their order, the gaps, the overlaps. All of them are known to
/// be good.
#[wasm_bindgen(js_name = coverage)]
pub fn cover(names: &str) -> u32 {
    let files: Vec<_> = names
        .split('\n')
        .filter_map(|name| FileName::parse(name).ok())
        .collect();
    let found = coverage(&files);
    let mut out = String::from("[[");
    for (at, place) in found.order.iter().enumerate() {
        comma(&mut out, at > 0);
        write_int(&mut out, *place as u64);
    }
    out.push_str("],[");
    for (at, gap) in found.gaps.iter().enumerate() {
        comma(&mut out, at > 0);
        out.push('[');
        write_int(&mut out, gap.before as u64);
        for time in [gap.start, gap.stop] {
            out.push(',');
            write_signed(&mut out, time);
        }
        out.push(']');
    }
    out.push_str("],[");
    for (at, (one, other)) in found.overlaps.iter().enumerate() {
        comma(&mut out, at > 0);
        out.push('[');
        write_int(&mut out, *one as u64);
        out.push(',');
        write_int(&mut out, *other as u64);
        out.push(']');
    }
    out.push_str("]]");
    leave(PLAIN, out)
}

/// Writes the records of whole lines to `places`, 17 numbers each: the line it is on, counted from 0; where
/// each of its eight columns begins and ends in `bytes`; and in place of `data_usage`'s two, its upper and its
/// lower 32 bits. Leaves each line that is none, with its column and reason, and how many lines there were.
/// Returns how many records there were: none is shorter than 49 bytes, and `places` has room for as many.
///
/// The engine cuts the columns out of the text by itself: no text of ours crosses over.
#[wasm_bindgen]
pub fn records(bytes: &[u8], first: bool, places: &mut [u32]) -> u32 {
    let mut out = String::from("[[");
    let mut count = 0;
    let (slots, _) = places.as_chunks_mut::<17>();
    let mut slots = slots.iter_mut();
    let room = slots.len();
    for line in Lines::new(bytes, first) {
        match line {
            Ok(None) => {}
            Ok(Some(record)) => {
                if let Some(slot) = slots.next() {
                    write_places(slot, count as u32, bytes, &record);
                }
            }
            Err(flaw) => write_row(&mut out, count, &[flaw.column, flaw.reason]),
        }
        count += 1;
    }
    finish(out, count);
    (room - slots.len()) as u32
}

fn write_places(slot: &mut [u32; 17], line: u32, bytes: &[u8], record: &Record<'_>) {
    slot[0] = line;
    let (pairs, _) = slot[1..].as_chunks_mut::<2>();
    for (pair, column) in pairs.iter_mut().zip(record.columns()) {
        let from = column.as_ptr() as usize - bytes.as_ptr() as usize;
        *pair = [from as u32, (from + column.len()) as u32];
    }
    let usage = record.data_usage();
    slot[11] = (usage >> 32) as u32;
    slot[12] = usage as u32;
}

/// Begins totals under a handle that nobody had before.
#[wasm_bindgen(js_name = openTotals)]
pub fn open_totals(handle: u32, days: bool, networks: bool) {
    let totals = Totals::new(Groups { days, networks }, 0);
    OPEN.with_borrow_mut(|open| open.push((handle, totals)));
}

/// Counts whole lines, and leaves each that is no record and how many lines there were. Where
/// `strict`, it stops at the first that is none. `FAILED` where the handle was lost to a trap.
#[wasm_bindgen(js_name = addLines)]
pub fn add_lines(handle: u32, bytes: &[u8], first: bool, strict: bool) -> u32 {
    OPEN.with_borrow_mut(|open| {
        let Some((_, totals)) = open.iter_mut().find(|(name, _)| *name == handle) else {
            return FAILED;
        };
        let mut out = String::from("[[");
        let mut count = 0;
        for line in Lines::new(bytes, first) {
            let counted = line.and_then(|record| record.map_or(Ok(()), |one| totals.add(&one)));
            if let Err(flaw) = counted {
                write_row(&mut out, count, &[flaw.column, flaw.reason]);
                if strict {
                    break;
                }
            }
            count += 1;
        }
        finish(out, count)
    })
}

/// Ends totals, and leaves them as JSON: records, repeated ones, bytes; by card; by card and day; by
/// network.
#[wasm_bindgen(js_name = closeTotals)]
pub fn close_totals(handle: u32) -> u32 {
    let Some(totals) = OPEN.with_borrow_mut(|open| {
        let at = open.iter().position(|(name, _)| *name == handle)?;
        Some(open.swap_remove(at).1)
    }) else {
        return FAILED;
    };
    let mut out = String::from("[[");
    for (at, number) in [totals.records(), totals.repeated(), totals.bytes()]
        .into_iter()
        .enumerate()
    {
        comma(&mut out, at > 0);
        write_int(&mut out, number);
    }
    out.push_str("],[");
    for (card, sum) in totals.by_card() {
        write_sum(&mut out, &[&card], sum);
    }
    out.push_str("],[");
    for (card, day, sum) in totals.by_card_and_day() {
        write_sum(&mut out, &[&card, &day], sum);
    }
    out.push_str("],[");
    for (network, sum) in totals.by_network() {
        write_sum(&mut out, &[&network], sum);
    }
    out.push_str("]]");
    leave(PLAIN, out)
}

fn finish(mut flaws: String, count: u64) -> u32 {
    flaws.push_str("],");
    write_int(&mut flaws, count);
    flaws.push(']');
    leave(PLAIN, flaws)
}

fn comma(out: &mut String, needed: bool) {
    if needed {
        out.push(',');
    }
}

fn write_signed(out: &mut String, value: i64) {
    if value < 0 {
        out.push('-');
    }
    write_int(out, value.unsigned_abs());
}

fn write_row(out: &mut String, at: u64, columns: &[&str]) {
    let follows = out.ends_with(']');
    comma(out, follows);
    out.push('[');
    write_int(out, at);
    for column in columns {
        // No character of a column has to be escaped.
        out.push_str(",\"");
        out.push_str(column);
        out.push('"');
    }
    out.push(']');
}

fn write_sum(out: &mut String, names: &[&str], sum: u64) {
    let follows = out.ends_with(']');
    comma(out, follows);
    out.push('[');
    for name in names {
        out.push('"');
        out.push_str(name);
        out.push_str("\",");
    }
    write_int(out, sum);
    out.push(']');
}
