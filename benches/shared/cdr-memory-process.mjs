// Reads a made-up CDR file in a process of its own, and says what memory that took.

import { records, totals } from "../../pkg/dist/cdr.js";
import { madeUp, scattered } from "./cdr-rows.mjs";

const [kind, size] = process.argv.slice(2);
const read = {
  // What making the file takes by itself.
  nothing: async (source) => { for await (const _ of source); },
  totals,
  scattered: totals,
  records: async (source) => { for await (const _ of records(source)); },
}[kind];
const idOf = kind === "scattered" ? scattered : undefined;

await read(madeUp(1e5, idOf));
const rest = process.memoryUsage().rss;
const from = performance.now();
await read(madeUp(Number(size), idOf));
const peak = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ rest, peak, seconds: (performance.now() - from) / 1000 }));
