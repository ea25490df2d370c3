//! CDR files. Totals are kept here between calls, by handle: the one state that the module has.

use crate::json_object::{array, object, string};
use eiotclub::cdr::{FileName, Groups, Lines, Record, Totals, coverage};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static OPEN: RefCell<Vec<(u32, Totals)>> = const { RefCell::new(Vec::new()) };
}

/// Returns the account and three Unix times. Throws `{ message }` if the name is invalid.
#[wasm_bindgen(js_name = fileName)]
pub fn file_name(name: &str) -> Result<String, String> {
    let parsed =
        FileName::parse(name).map_err(|reason| object(|object| object.text("message", reason)))?;
    let times = [parsed.start, parsed.stop, parsed.created];
    let account = string(parsed.account);
    Ok(array(
        [account]
            .into_iter()
            .chain(times.map(|time| time.to_string())),
    ))
}

/// Returns `{ order, gaps, overlaps }` of names, one a line, all of which were parsed before.
#[wasm_bindgen(js_name = coverage)]
pub fn cover(names: &str) -> String {
    let names = names.split('\n');
    let files: Vec<_> = names
        .filter_map(|name| FileName::parse(name).ok())
        .collect();
    let found = coverage(&files);
    let gaps = found.gaps.iter();
    let gaps = gaps.map(|gap| array([gap.before as i64, gap.start, gap.stop]));
    let overlaps = found
        .overlaps
        .iter()
        .map(|(one, other)| array([one, other]));
    object(|object| {
        object.raw("order", array(&found.order));
        object.raw("gaps", array(gaps));
        object.raw("overlaps", array(overlaps));
    })
}

/// Writes the records of whole lines to `places`, 17 numbers each: the line it is on, counted from 0; where each of its
/// eight columns begins and ends in `bytes`; and in place of `data_usage`'s two, its upper and its lower 32 bits. A record
/// has at least 49 bytes, and `places` has room for as many. Returns `{ records, lines, invalid }`, the last as a list of
/// line, column and reason.
///
/// The engine cuts the columns out of the text itself: no text of a record crosses the boundary.
#[wasm_bindgen]
pub fn records(bytes: &[u8], first: bool, places: &mut [u32]) -> String {
    let mut invalid = Vec::new();
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
            Err(flaw) => invalid.push(invalid_line(count, flaw.column, flaw.reason)),
        }
        count += 1;
    }
    lines_json(Some(room - slots.len()), count, invalid)
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

/// Opens totals under a handle that nothing had before. `seed` is random: crafted ids must not be able to collide.
#[wasm_bindgen(js_name = openTotals)]
pub fn open_totals(handle: u32, days: bool, networks: bool, seed: u32) {
    let totals = Totals::new(Groups { days, networks }, seed.into());
    OPEN.with_borrow_mut(|open| open.push((handle, totals)));
}

/// Adds whole lines, and returns `{ lines, invalid }`. If `strict`, it stops at the first invalid line. `None` if the handle
/// was lost to a trap.
#[wasm_bindgen(js_name = addLines)]
pub fn add_lines(handle: u32, bytes: &[u8], first: bool, strict: bool) -> Option<String> {
    OPEN.with_borrow_mut(|open| {
        let (_, totals) = open.iter_mut().find(|(name, _)| *name == handle)?;
        let mut invalid = Vec::new();
        let mut count = 0;
        for line in Lines::new(bytes, first) {
            let added = line.and_then(|record| record.map_or(Ok(()), |one| totals.add(&one)));
            if let Err(flaw) = added {
                invalid.push(invalid_line(count, flaw.column, flaw.reason));
                if strict {
                    break;
                }
            }
            count += 1;
        }
        Some(lines_json(None, count, invalid))
    })
}

/// Closes totals, and returns `{ records, repeated, bytes, cards, days, networks }`. `None` if the handle was lost to a trap.
#[wasm_bindgen(js_name = closeTotals)]
pub fn close_totals(handle: u32) -> Option<String> {
    let totals = OPEN.with_borrow_mut(|open| {
        let at = open.iter().position(|(name, _)| *name == handle)?;
        Some(open.swap_remove(at).1)
    })?;
    let days = totals.by_card_and_day();
    Some(object(|object| {
        object.raw("records", totals.records());
        object.raw("repeated", totals.repeated());
        object.raw("bytes", totals.bytes());
        object.raw(
            "cards",
            array(totals.by_card().map(|(card, sum)| sum_json(&[&card], sum))),
        );
        object.raw(
            "days",
            array(days.map(|(card, day, sum)| sum_json(&[&card, &day], sum))),
        );
        object.raw(
            "networks",
            array(
                totals
                    .by_network()
                    .map(|(network, sum)| sum_json(&[&network], sum)),
            ),
        );
    }))
}

fn sum_json(names: &[&str], sum: u64) -> String {
    let names = names.iter().map(|name| string(name));
    array(names.chain([sum.to_string()]))
}

fn invalid_line(line: u64, column: &str, reason: &str) -> String {
    array([line.to_string(), string(column), string(reason)])
}

fn lines_json(records: Option<usize>, lines: u64, invalid: Vec<String>) -> String {
    object(|object| {
        if let Some(records) = records {
            object.raw("records", records);
        }
        object.raw("lines", lines);
        object.raw("invalid", array(invalid));
    })
}
