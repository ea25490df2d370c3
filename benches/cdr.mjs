// Usage per card, and records as objects, of one CDR file: this package beside what else reads CSV.
// Interleaved in one process; the ratios are the figure.

import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { csvParse } from "d3-dsv";
import Papa from "papaparse";
import { records, usageByCard } from "../pkg/dist/cdr.inline.js";
import { HEADER, rows } from "./shared/cdr-rows.mjs";
import { compare } from "./shared/compare.mjs";

// 95,000 rows are about 11 MB.
const ROWS = Number(process.env.EIOT_BENCH_CDR_ROWS ?? 95_000);
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

const input = `${(file.length / 1e6).toFixed(1)} MB`;
await compare("CDR: usage per card (only ours checks every column, and counts each id once)", input, totals, { rounds: ROUNDS });
await compare("CDR: records as objects", input, { eiotclub: objects, ...readers }, { rounds: ROUNDS });
