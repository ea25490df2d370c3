// Usage per card, and records as objects, of one CDR file: this package beside what else reads CSV.
// Interleaved in one process; the ratios are the figure. Then 1 GB as a stream, for its memory.

import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { csvParse } from "d3-dsv";
import Papa from "papaparse";
import { records, usageByCard } from "../pkg/dist/cdr.inline.js";
import { inTurns, median, sorted } from "./shared/figures.mjs";

const ROWS = 95_000;
const ROUNDS = 9;
const HEADER = "id,start_time,stop_time,iccid,imsi,data_usage,imei,mccmnc";

function rows(from, count) {
  let text = "";
  for (let at = from; at < from + count; at++) {
    const hour = String(at % 24).padStart(2, "0");
    const card = String((at * 7919) % 5000).padStart(7, "0");
    text += `${7_000_000_000_000 + at},2026-01-15 ${hour}:00:00,2026-01-15 ${hour}:59:59,8985224310100${card},460001234567890,${(at * 104_729) % 1_000_000},860000000000001,46001\n`;
  }
  return text;
}

const file = new TextEncoder().encode(`${HEADER}\n${rows(0, ROWS)}`);
const text = () => new TextDecoder().decode(file);

function sum(list, iccid, usage) {
  const byCard = new Map();
  for (const row of list) byCard.set(iccid(row), (byCard.get(iccid(row)) ?? 0) + Number(usage(row)));
  return byCard;
}
const named = (list) => sum(list, ({ iccid }) => iccid, ({ data_usage }) => data_usage);

function byHand() {
  const byCard = new Map();
  for (const line of text().split("\n").slice(1)) {
    if (!line) continue;
    const columns = line.split(",");
    byCard.set(columns[3], (byCard.get(columns[3]) ?? 0) + Number(columns[5]));
  }
  return byCard;
}

async function objects() {
  const list = [];
  for await (const record of records(file)) list.push(record);
  return list;
}

const readers = {
  papaparse: () => Papa.parse(text(), { header: true, skipEmptyLines: true }).data,
  "d3-dsv": () => csvParse(text()),
  "csv-parse": () => parse(file, { columns: true }),
};
const totals = Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, () => named(read())]));
totals["split by hand"] = byHand;
totals.eiotclub = () => usageByCard(file);

const expected = await totals.eiotclub();
for (const [name, work] of Object.entries(totals)) assert.deepEqual(await work(), expected, name);
const [first] = await objects();
for (const [name, read] of Object.entries(readers)) assert.equal(read()[0].iccid, first.iccid, name);

async function report(title, contestants) {
  const times = await inTurns(contestants, ROUNDS);
  console.log(`${title}, ${(file.length / 1e6).toFixed(1)} MB, Node ${process.versions.node}, medians of ${ROUNDS} interleaved rounds`);
  for (const [name, list] of Object.entries(times)) {
    const ratios = sorted(list.map((time, round) => time / times.eiotclub[round]));
    const spread = `${ratios[ROUNDS >> 2].toFixed(1)} to ${ratios[(ROUNDS * 3) >> 2].toFixed(1)}`;
    console.log(`  ${name.padEnd(14)} ${median(list).toFixed(1).padStart(7)} ms   ${median(ratios).toFixed(1).padStart(5)} × ours  (${spread})`);
  }
}
await report("usage per card (only ours checks every column, and counts each id once)", totals);
await report("records as objects", { ...readers, eiotclub: objects });

// Peak of the whole process above what it was before, sampled at every piece.
const resident = () => process.memoryUsage().rss;
const GIGABYTE = 1e9;
async function* gigabyte(peak) {
  for (let at = 0, sent = 0; sent < GIGABYTE; at += 500) {
    const piece = new TextEncoder().encode(rows(at, 500));
    sent += piece.length;
    peak.bytes = Math.max(peak.bytes, resident());
    yield piece;
  }
}
for (const [name, work] of [
  ["generated alone", async (source) => { for await (const _ of source); }],
  ["usage per card", usageByCard],
  ["records", async (source) => { for await (const _ of records(source)); }],
]) {
  globalThis.gc?.();
  const before = resident();
  const peak = { bytes: 0 };
  const from = performance.now();
  await work(gigabyte(peak));
  console.log(`1 GB as a stream, ${name}: ${((performance.now() - from) / 1000).toFixed(1)} s, ${((peak.bytes - before) / 2 ** 20).toFixed(0)} MiB more at its peak, ${(peak.bytes / 2 ** 20).toFixed(0)} MiB the whole process`);
}
