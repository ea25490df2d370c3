// What is measured everywhere, inside one Worker and not over HTTP. The clock of a Worker stands still while it computes,
// so the watch is held outside: a request asks for so many calls, and an empty one, taken each round, is subtracted.

import { createRequire } from "node:module";
import { Miniflare } from "miniflare";
import { compatibilityDate } from "../scripts/workerd.mjs";
import { bundled, wasm } from "./shared/bundle.mjs";
import { missing, show } from "./shared/compare.mjs";
import { inTurns, median, rowsOf } from "./shared/figures.mjs";
import { ROUNDS } from "./shared/works/everywhere.mjs";

// Long enough that what a request costs besides, a millisecond or so, is lost in it.
const LEAST = 60;

const { version } = createRequire(import.meta.url)("workerd/package.json");

const script = { type: "ESModule", path: "worker.js", contents: await bundled("in-worker.mjs", "workerd") };

async function start() {
  const modules = wasm().map(({ name, bytes }) => ({ type: "CompiledWasm", path: `${name}?module`, contents: bytes }));
  const worker = new Miniflare({ modules: [script, ...modules], compatibilityDate, compatibilityFlags: ["nodejs_compat"] });
  await worker.ready;
  return worker;
}

async function ask(worker, query = {}) {
  const response = await worker.dispatchFetch(`http://worker.example/?${new URLSearchParams(query)}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`the Worker answered ${response.status}: ${text.slice(0, 500)}`);
  return text;
}

/** So many calls that they take long enough. */
async function enough(run, calls) {
  for (;;) {
    const from = performance.now();
    await run(calls);
    const took = performance.now() - from;
    if (took >= LEAST) return calls;
    calls = Math.ceil(calls * Math.min(10, (1.2 * LEAST) / took));
  }
}

async function measure(worker, { work, input, names, calls }, at) {
  const run = (name) => (calls) => ask(worker, { work: at, name, calls });
  const each = {};
  for (const name of names) each[name] = await enough(run(name), calls);
  const turns = Object.fromEntries(names.map((name) => [name, () => run(name)(each[name])]));
  const { nothing, ...times } = await inTurns({ nothing: () => run(names[0])(0), ...turns }, ROUNDS);
  const empty = median(nothing);
  const perCall = Object.fromEntries(names.map((name) => [name, times[name].map((time) => (time - empty) / each[name])]));
  show({ work, input, runtime: `workerd ${version}`, rounds: ROUNDS, calls: each, rows: rowsOf(perCall) });
}

let worker;
try {
  worker = await start();
} catch (error) {
  missing(`workerd ${version}`, error.message);
}
if (worker) {
  try {
    for (const [at, one] of JSON.parse(await ask(worker)).entries()) await measure(worker, one, at);
  } finally {
    await worker.dispose();
  }
}
