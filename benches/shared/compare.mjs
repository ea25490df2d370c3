// Contestants in turns, in one process. What is told of each is how long ours takes in its time: below 1 ours is quicker.

import { appendFileSync } from "node:fs";
import { inTurns, median, sorted } from "./figures.mjs";

const OURS = "eiotclub";
const runtime = globalThis.Bun ? `Bun ${Bun.version}` : globalThis.Deno ? `Deno ${Deno.version.deno}` : `Node.js ${process.versions.node}`;

const repeated = (work, calls) => async () => {
  for (let call = 0; call < calls; call++) {
    const result = work();
    // Awaiting what is no promise would cost a synchronous contestant a turn of the event loop.
    if (result instanceof Promise) await result;
  }
};

/**
 * @param {string} work What is done, such as "verify and decode a callback".
 * @param {string} input On what, such as "436 bytes".
 * @param {Record<string, () => unknown>} contestants One of them is "eiotclub".
 * @param {{ calls?: number, rounds?: number, scale?: string[] }} options `scale` names those that do other work, for scale.
 */
export async function compare(work, input, contestants, { calls = 1, rounds = 15, scale = [] } = {}) {
  const turns = Object.fromEntries(Object.entries(contestants).map(([name, one]) => [name, repeated(one, calls)]));
  const times = await inTurns(turns, rounds);
  const rows = Object.entries(times).map(([name, list]) => {
    const ratios = sorted(list.map((time, round) => times[OURS][round] / time));
    return {
      name,
      microseconds: (median(list) / calls) * 1000,
      ratio: median(ratios),
      low: ratios[rounds >> 2],
      high: ratios[(rounds * 3) >> 2],
      ...(scale.includes(name) && { scale: true }),
    };
  });
  show({ work, input, runtime, rounds, calls, rows });
}

/** Prints what was measured, and leaves it for the report where one is being written. */
export function show(measured) {
  const { work, input, rounds, rows } = measured;
  console.log(`\n${work}, ${input} · ${measured.runtime}, medians of ${rounds} interleaved rounds`);
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, microseconds, ratio, low, high, scale } of rows) {
    const against = name === OURS ? "" : `   ours takes ${ratio.toFixed(2)} of it (${low.toFixed(2)} to ${high.toFixed(2)})${scale ? ", other work: for scale" : ""}`;
    console.log(`  ${name.padEnd(width)} ${time(microseconds).padStart(10)}${against}`);
  }
  if (process.env.EIOT_BENCH_RESULTS) appendFileSync(process.env.EIOT_BENCH_RESULTS, `${JSON.stringify(measured)}\n`);
}

const time = (microseconds) =>
  microseconds >= 1e4 ? `${(microseconds / 1000).toFixed(1)} ms` : microseconds >= 1000 ? `${(microseconds / 1000).toFixed(2)} ms` : `${microseconds.toFixed(2)} µs`;
