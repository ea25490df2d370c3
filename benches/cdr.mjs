// Usage per card, and records as objects, of one CDR file: this package beside what else reads CSV.
// Interleaved in one process; the ratios are the figure.

import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { csvParse } from "d3-dsv";
import Papa from "papaparse";
import { records, usageByCard } from "../pkg/dist/cdr.inline.js";
import { HEADER, rows } from "./shared/cdr-rows.mjs";
import { inTurns, median, sorted } from "./shared/figures.mjs";

const ROWS = 95_000;
const ROUNDS = 9;

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
