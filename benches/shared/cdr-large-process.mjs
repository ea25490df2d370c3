// One contestant reads one large CDR file: how long it took, the memory at its peak, and what it found, as a digest.

import { HEADER, rows } from "./cdr-rows.mjs";
import { adders, objects, readers } from "./works/cdr.mjs";

const ROWS = 835_000;
const PIECE = 5_000;

const [kind, name] = process.argv.slice(2);

// In pieces, so that making it leaves no text of its size behind.
function made() {
  const pieces = [Buffer.from(`${HEADER}\n`)];
  for (let from = 0; from < ROWS; from += PIECE) pieces.push(Buffer.from(rows(from, PIECE)));
  const file = Buffer.concat(pieces);
  return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
}

const file = made();
gc();
const before = process.memoryUsage().rss;
const from = performance.now();
const found = await (kind === "totals" ? adders[name](file) : name === "eiotclub" ? objects(file) : readers[name](file));
const took = performance.now() - from;
const peak = process.resourceUsage().maxRSS * 1024;
const digest = kind === "totals" ? `${found.size} cards, ${[...found.values()].reduce((sum, usage) => sum + usage, 0)} bytes` : `${found.length} records, the last of ${found.at(-1).iccid}`;
process.stdout.write(JSON.stringify({ took, before, peak, digest, bytes: file.length }));
