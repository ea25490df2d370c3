// A CDR file of 100 MB as a whole in memory: every contestant in a process of its own, in turns, for what is left on the
// heap by one would be counted against the next. The memory is the process's at its peak.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { show } from "./shared/compare.mjs";
import { median, rowsOf } from "./shared/figures.mjs";
import { adders, readers, RECORDS, TOTALS } from "./shared/works/cdr.mjs";

const ROUNDS = 3;
const works = { totals: [TOTALS, ["eiotclub", ...Object.keys(adders).filter((name) => name !== "eiotclub")]], records: [RECORDS, ["eiotclub", ...Object.keys(readers)]] };
const script = fileURLToPath(new URL("shared/cdr-large-process.mjs", import.meta.url));

async function once(kind, name) {
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", "--max-old-space-size=8192", script, kind, name]);
  return JSON.parse(stdout);
}

for (const [kind, [work, names]] of Object.entries(works)) {
  const found = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) found[name].push(await once(kind, name));
  }
  const told = new Set(Object.values(found).flat().map(({ digest }) => digest));
  if (told.size !== 1) throw new Error(`${kind}: the contestants do not agree: ${[...told].join(" and ")}`);
  const rows = rowsOf(Object.fromEntries(names.map((name) => [name, found[name].map(({ took }) => took)])));
  for (const row of rows) row.memory = { peak: median(found[row.name].map(({ peak }) => peak)), before: median(found[row.name].map(({ before }) => before)) };
  const { bytes } = found.eiotclub[0];
  show({ work, input: `${(bytes / 1e6).toFixed(0)} MB`, runtime: `Node.js ${process.versions.node}`, method: `medians of ${ROUNDS} rounds, each in a new process`, rounds: ROUNDS, calls: 1, rows });
}
