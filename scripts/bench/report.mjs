import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "../steps.mjs";
import { chart } from "./chart.mjs";

const OURS = "eiotclub";
const number = (value) => value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 });
const time = (microseconds) => (microseconds >= 1000 ? `${number(microseconds / 1000)} ms` : `${number(microseconds)} µs`);

function environment() {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const peers = ["@noble/hashes", "@octokit/webhooks", "@octokit/webhooks-methods", "ajv", "csv-parse", "d3-dsv", "papaparse", "standardwebhooks", "stripe", "valibot", "zod"];
  return {
    machine: `${cpus()[0].model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}`,
    peers: Object.fromEntries(peers.map((name) => [name, devDependencies[name]])),
  };
}

function timesTable({ work, input, runtime, rounds, rows }) {
  const lines = rows.map(({ name, microseconds, ratio, low, high, scale }) => {
    const against = name === OURS ? "" : `${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
    return `| ${name}${scale ? " †" : ""} | ${time(microseconds)} | ${against} |`;
  });
  return [`### ${work}: ${input}`, "", `${runtime}, medians of ${rounds} interleaved rounds.`, "", "| | time | ours takes of it |", "|---|--:|--:|", ...lines, ""].join("\n");
}

function sizesTable({ work, sizes }) {
  const lines = sizes.map(({ name, raw, gzip, brotli }) => `| ${name} | ${[raw, gzip, brotli].map(number).join(" | ")} |`);
  return [`### Size: ${work}`, "", "| bytes | raw | gzip | brotli |", "|---|--:|--:|--:|", ...lines, ""].join("\n");
}

/** Where the same work takes less time elsewhere: said in words, since a table of forty rows hides it. */
function losses(times) {
  return times.flatMap(({ work, input, runtime, rows }) =>
    rows
      .filter(({ name, ratio, scale }) => name !== OURS && !scale && ratio > 1.05)
      .map(({ name, ratio }) => `- ${work}, ${input} (${runtime}): ours takes ${ratio.toFixed(2)} times as long as ${name}.`),
  );
}

export function writeReport(results) {
  const directory = join(root, "docs", "benchmarks");
  mkdirSync(directory, { recursive: true });
  const { machine, peers } = environment();
  const times = results.filter(({ rows }) => rows);
  const sizes = results.filter(({ sizes }) => sizes);
  const lost = losses(times);
  const text = `# Benchmarks

\`npm run bench\` runs these on your machine, \`npm run bench -- --write\` renews this page. Written by that command;
do not edit it.

Every contestant does the same work on the same input in the same process, in turns, after a warm-up, and each is
first shown to give the same result. The figure is the ratio, ours over theirs, taken round by round: below 1 ours is
quicker. In brackets the middle half of the ratios. Single times depend on the machine and are there for scale.
† marks libraries that check another platform's signature on as many bytes.

Machine: ${machine}.
Peers: ${Object.entries(peers).map(([name, version]) => `${name} ${version}`).join(", ")}.

![Ours over theirs, for each contestant](chart.svg)

## Where others are quicker

${lost.length > 0 ? lost.join("\n") : "Nowhere in this run."}

What they leave out: by hand nothing is checked but the signature or the code. Ours refuses duplicate keys, ambiguous
values and stale notifications, holds every field to its documentation, counts each CDR record once, and times,
paces and repeats calls. A hash by node:crypto runs on the processor's own instructions, which WebAssembly does not have:
the more of the work is hashing, the more that counts.

## Times

${times.map(timesTable).join("\n")}
## Sizes

${sizes.map(sizesTable).join("\n")}`;
  writeFileSync(join(directory, "README.md"), text);
  writeFileSync(join(directory, "results.json"), `${JSON.stringify({ machine, peers, results }, null, 1)}\n`);
  writeFileSync(join(directory, "chart.svg"), chart(times));
}
