// What memory it takes to read a CDR file of 1 GB, or of as many bytes as the first argument says, as a
// stream: in Node.js, and in the Workers runtime where the system tells.

import { inNode, inWorkerd } from "./shared/cdr-memory.mjs";
import { tell } from "./shared/compare.mjs";

const size = Number(process.argv[2] ?? 1e9);
const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const line = (name, { rest, peak, seconds }) => [name, mebibytes(peak - rest), mebibytes(rest), mebibytes(peak), `${seconds.toFixed(1)} s`];
const WHAT = {
  totals: "usage per card",
  scattered: "usage per card, ids scattered over 63 bits",
  records: "records",
};

const lines = [line("Node.js, read and dropped", await inNode("nothing", size))];
for (const [kind, what] of Object.entries(WHAT)) lines.push(line(`Node.js, ${what}`, await inNode(kind, size)));
if (process.platform === "linux") {
  for (const [kind, what] of Object.entries(WHAT)) lines.push(line(`workerd, ${what}`, await inWorkerd(kind, size)));
}
tell({
  title: `CDR as a stream, ${(size / 1e6).toLocaleString("en")} MB`,
  note: `resident memory of the process that reads it, Node.js ${process.versions.node}`,
  heads: ["more at its peak", "before", "at its peak", "time"],
  lines,
});
