import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
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

const megabytes = (bytes) => `${number(bytes / 1e6)} MB`;
const memoryHeads = ({ peak }) => (peak === undefined ? ["resident", "heap"] : ["memory at its peak", "before"]);
const memoryCells = ({ peak, before, rss, heapUsed }) => (peak === undefined ? [rss, heapUsed] : [peak, before]).map(megabytes);
const table = (heads, lines) => [`| ${["", ...heads].join(" | ")} |`, `|---|${heads.map(() => "--:|").join("")}`, ...lines.map((cells) => `| ${cells.join(" | ")} |`)];

function timesTable({ work, input, rounds, method, rows }) {
  const lines = rows.map(({ name, microseconds, ratio, low, high, scale, memory }) => {
    const against = name === OURS ? "" : `${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
    return [`${name}${scale ? " †" : ""}`, time(microseconds), against, ...(memory ? memoryCells(memory) : [])];
  });
  const { memory } = rows[0];
  const heads = ["time", "ours takes of it", ...(memory ? memoryHeads(memory) : [])];
  return [`#### ${work}: ${input}`, "", `${capital(method ?? `medians of ${rounds} interleaved rounds`)}.`, "", ...table(heads, lines), ""].join("\n");
}
const capital = (text) => text[0].toUpperCase() + text.slice(1);

function sizesTable({ work, sizes }) {
  const lines = sizes.map(({ name, raw, gzip, brotli }) => `| ${name} | ${[raw, gzip, brotli].map(number).join(" | ")} |`);
  return [`### Size: ${work}`, "", "| bytes | raw | gzip | brotli |", "|---|--:|--:|--:|", ...lines, ""].join("\n");
}

const listing = ({ title, note, heads, lines }) => [`### ${title}`, "", `${capital(note)}.`, "", ...table(heads, lines), ""].join("\n");

const family = (runtime) => runtime.split(/[ ,]/)[0];
const ORDER = ["Node.js", "Bun", "Deno", "workerd", "Chromium", "native"];
const placeOf = (runtime) => ORDER.indexOf(family(runtime)) + 1 || ORDER.length + 1;

const chartName = (runtime) => `chart-${family(runtime).toLowerCase().replace(/\W/g, "-")}.svg`;
const charted = (list) => list.some(({ rows }) => rows.length > 1);

/** The runtimes in the order they are told in, each with what was measured in it. */
export function byRuntime(times) {
  const runtimes = [...new Set(times.map(({ runtime }) => runtime))].sort((a, b) => placeOf(a) - placeOf(b));
  return runtimes.map((runtime) => [runtime, times.filter((one) => one.runtime === runtime)]);
}

/** Where the same work takes less time elsewhere: said in words, since a table of forty rows hides it. */
function losses(times) {
  return byRuntime(times).flatMap(([runtime, list]) => {
    const lines = list.flatMap(({ work, input, rows }) => {
      const quicker = rows.filter(({ name, ratio, scale }) => !name.startsWith(OURS) && !scale && ratio > 1.05);
      return quicker.length > 0 ? [`- ${work}, ${input}: ours takes ${quicker.map(({ name, ratio }) => `${ratio.toFixed(2)} times as long as ${name}`).join(", ")}.`] : [];
    });
    return lines.length > 0 ? [`${runtime}:`, "", ...lines, ""] : [`${runtime}: nowhere in this run.`, ""];
  });
}

const VERIFIED = "verify and decode a callback";
const HANDS = ["WebCrypto by hand", "node:crypto by hand", "@noble/hashes by hand"];

/** The same work in every runtime, side by side. */
function acrossRuntimes(times) {
  const runtimes = byRuntime(times.filter(({ work, rows }) => work === VERIFIED && rows.some(({ name }) => HANDS.includes(name))));
  const inputs = [...new Set(runtimes.flatMap(([, list]) => list.map(({ input }) => input)))];
  const lines = inputs.flatMap((input) =>
    HANDS.map((hand) => [
      `${input}, ours of ${hand}`,
      ...runtimes.map(([, list]) => list.find((one) => one.input === input)?.rows.find(({ name }) => name === hand)?.ratio.toFixed(2) ?? "–"),
    ]),
  );
  return table(runtimes.map(([runtime]) => runtime), lines).join("\n");
}

/** The figures that are aimed at, whatever came of them: bytes up to which, and the ratio. */
const AIMS = [
  { runtime: "Node.js", hand: "node:crypto by hand", bytes: 4_200, most: 1.4 },
  { runtime: "Node.js", hand: "WebCrypto by hand", bytes: 500, most: 0.15 },
  { runtime: "workerd", hand: "WebCrypto by hand", bytes: 500, most: 0.8 },
];

function aims(times) {
  const lines = AIMS.flatMap(({ runtime, hand, bytes, most }) =>
    times
      .filter((one) => one.work === VERIFIED && family(one.runtime) === runtime && Number(one.input.replace(/\D/g, "")) <= bytes)
      .map(({ input, rows }) => {
        const ratio = rows.find(({ name }) => name === hand)?.ratio;
        return [`${runtime}, ${input}, of ${hand}`, `${most}`, ratio?.toFixed(2) ?? "–", ratio === undefined ? "not measured" : ratio <= most ? "reached" : "missed"];
      }),
  );
  return lines.length === 0 ? "" : table(["aim", "measured", ""], lines).join("\n");
}

export function writeReport(results) {
  const directory = join(root, "docs", "benchmarks");
  mkdirSync(directory, { recursive: true });
  const { machine, peers } = environment();
  const times = results.filter(({ rows }) => rows);
  const sizes = results.filter(({ sizes }) => sizes);
  const absent = results.filter(({ missing }) => missing);
  const text = `# Benchmarks

\`npm run bench\` runs these on your machine, \`npm run bench -- --write\` renews this page. Written by that command;
do not edit it.

Every contestant does the same work on the same input in the same process, in turns, after a warm-up, and each is
first shown to give the same result; where it is otherwise, the table says so. The same modules run in Node.js, Bun, Deno,
in one Worker in workerd and in a page of Chromium. A Worker's clock stands still while it computes: there the time is taken
outside, of many calls in one request, less that of an empty one. Ajv and d3-dsv compile what they write, which a Worker may
not, and are left out there; node:crypto does not exist in a browser.

The figure is the ratio, ours over theirs, taken round by round: below 1 ours is quicker. In brackets the middle half of
the ratios. Single times depend on the machine and are there for scale.
† marks libraries that check another platform's signature on as many bytes.

Machine: ${machine}.
Peers: ${Object.entries(peers).map(([name, version]) => `${name} ${version}`).join(", ")}.

## Verifying, in every runtime

Ours over theirs; below 1 ours is quicker.

${acrossRuntimes(times)}

${aims(times)}
${absent.map(({ missing, why }) => `\nNot measured: ${missing}, ${why.split("\n")[0]}\n`).join("")}
## Where others are quicker

${losses(times).join("\n")}
What they leave out: by hand nothing is checked but the signature or the code. Ours refuses duplicate keys, ambiguous
values and stale notifications, holds every field to its documentation, counts each CDR record once, and limits the
rate of calls and retries them. JSON.parse alone and a Worker that only reads check nothing at all. A hash by
node:crypto runs on the processor's own instructions, which WebAssembly does not have: the more of the work is hashing,
the more that counts.

## Times

${byRuntime(times).map(([runtime, list]) => `### ${runtime}\n\n${charted(list) ? `![Ours over theirs in ${runtime}, for each contestant](${chartName(runtime)})\n\n` : ""}${list.map(timesTable).join("\n")}`).join("\n")}
## Memory, and the first call

${results.filter(({ lines }) => lines).map(listing).join("\n")}
## Sizes

${sizes.map(sizesTable).join("\n")}`;
  writeFileSync(join(directory, "README.md"), text);
  writeFileSync(join(directory, "results.json"), `${JSON.stringify({ machine, peers, results }, null, 1)}\n`);
  for (const name of readdirSync(directory).filter((name) => name.endsWith(".svg"))) rmSync(join(directory, name));
  for (const [runtime, list] of byRuntime(times).filter(([, list]) => charted(list))) writeFileSync(join(directory, chartName(runtime)), chart(list));
}
