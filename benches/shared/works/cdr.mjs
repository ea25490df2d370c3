// Usage per card, and records as objects, of one CDR file: this package beside what else reads CSV.

import { parse } from "csv-parse/sync";
import { csvParse } from "d3-dsv";
import Papa from "papaparse";
import { ready, records, usageByCard } from "../../../pkg/dist/cdr.js";
import { HEADER, rows } from "../cdr-rows.mjs";
import { compilesText, prove, proveAll } from "../proof.mjs";

export const TOTALS = "CDR: usage per card (only ours checks every column, and counts each id once)";
export const RECORDS = "CDR: records as objects";

const decoder = new TextDecoder();
const size = (file) => `${(file.length / 1e6).toFixed(1)} MB`;

function sum(list, iccid, usage) {
  const byCard = new Map();
  for (const row of list) byCard.set(iccid(row), (byCard.get(iccid(row)) ?? 0) + Number(usage(row)));
  return byCard;
}
const named = (list) => sum(list, ({ iccid }) => iccid, ({ data_usage }) => data_usage);

// As an application that needs one figure writes it.
function byHand(text) {
  const byCard = new Map();
  for (const line of text.split("\n").slice(1)) {
    if (!line) continue;
    const columns = line.split(",");
    byCard.set(columns[3], (byCard.get(columns[3]) ?? 0) + Number(columns[5]));
  }
  return byCard;
}

export async function objects(file) {
  const list = [];
  for await (const record of records(file)) list.push(record);
  return list;
}

/** Who reads a file of so many bytes how: totals, and objects. Each decodes the text itself, where it wants text. */
export const readers = {
  papaparse: (file) => Papa.parse(decoder.decode(file), { header: true, skipEmptyLines: true }).data,
  "d3-dsv": (file) => csvParse(decoder.decode(file)),
  "csv-parse": (file) => parse(file, { columns: true }),
};
export const adders = {
  ...Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, (file) => named(read(file))])),
  "split by hand": (file) => byHand(decoder.decode(file)),
  eiotclub: (file) => usageByCard(file),
};

const runs = (name) => name !== "d3-dsv" || compilesText();
const on = (works, file) => Object.fromEntries(Object.entries(works).filter(([name]) => runs(name)).map(([name, work]) => [name, () => work(file)]));

// 95,000 rows are about 11 MB.
export async function* cdrTotals(count = 95_000) {
  await ready();
  const file = new TextEncoder().encode(`${HEADER}\n${rows(0, count)}`);
  const contestants = on(adders, file);
  await proveAll(contestants, await contestants["split by hand"](), "the totals");
  yield { work: TOTALS, input: size(file), contestants, calls: 1 };
}

export async function* cdrRecords(count = 95_000) {
  await ready();
  const file = new TextEncoder().encode(`${HEADER}\n${rows(0, count)}`);
  const contestants = on({ eiotclub: objects, ...readers }, file);
  for (const [name, read] of Object.entries(contestants)) {
    const list = await read();
    prove(list.length === count && list.at(-1).iccid !== undefined, `${name}: every record`);
  }
  yield { work: RECORDS, input: size(file), contestants, calls: 1 };
}
