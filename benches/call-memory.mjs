// A million calls, right, refused and unreadable answers in turn: the core's memory and the process's after each tenth.

import { memoryOver } from "./shared/call-memory.mjs";

const CALLS = Number(process.argv[2] ?? 1_000_000);

console.log(`${CALLS.toLocaleString("en")} calls, Node.js ${process.versions.node}`);
let made = 0;
for await (const bytes of memoryOver(CALLS, CALLS / 10)) {
  made += CALLS / 10;
  console.log(`  after ${made.toLocaleString("en").padStart(10)}: module ${(bytes / 1024).toLocaleString("en")} KiB, process ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`);
}
