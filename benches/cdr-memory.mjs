// What memory it takes to read a CDR file of 1 GB, or of as many bytes as the first argument says, as a
// stream: in Node.js, and in the Workers runtime where the system tells.

import { inNode, inWorkerd } from "./shared/cdr-memory.mjs";

const size = Number(process.argv[2] ?? 1e9);
const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const line = (name, { rest, peak, seconds }) =>
  console.log(`  ${name.padEnd(22)} ${mebibytes(peak - rest).padStart(8)} more at its peak (${mebibytes(rest)} before, ${mebibytes(peak)} then)   ${seconds.toFixed(1)} s`);

console.log(`${(size / 1e6).toFixed(0)} MB of CDR as a stream, resident memory of the process that reads it, Node ${process.versions.node}`);
for (const kind of ["nothing", "totals", "scattered", "records"]) line(`Node.js, ${kind}`, await inNode(kind, size));
if (process.platform === "linux") for (const kind of ["totals", "scattered", "records"]) line(`workerd, ${kind}`, await inWorkerd(kind, size));
