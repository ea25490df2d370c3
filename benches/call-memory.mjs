// A million calls, right, refused and unreadable answers in turn: the core's memory and the process's after each tenth.

import { memoryOver } from "./shared/call-memory.mjs";
import { tell } from "./shared/compare.mjs";

const CALLS = Number(process.argv[2] ?? 1_000_000);

const lines = [];
for await (const bytes of memoryOver(CALLS, CALLS / 10)) {
  const made = (lines.length + 1) * (CALLS / 10);
  lines.push([`after ${made.toLocaleString("en")}`, `${(bytes / 1024).toLocaleString("en")} KiB`, `${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`]);
}
tell({
  title: `${CALLS.toLocaleString("en")} calls`,
  note: `right, refused and unreadable answers in turn, every fourth by a client of its own, Node.js ${process.versions.node}`,
  heads: ["memory of the module", "resident"],
  lines,
});
