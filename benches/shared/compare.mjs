// Contestants in turns, in this process, printed and left for the report.

import { appendFileSync } from "node:fs";
import { measured } from "./figures.mjs";

const OURS = "eiotclub";
const runtime = `Node.js ${process.versions.node}`;

/**
 * @param {string} work What is done, such as "verify and decode a callback".
 * @param {string} input On what, such as "436 bytes".
 * @param {Record<string, () => unknown>} contestants One of them is "eiotclub".
 * @param {{ calls?: number, rounds?: number, scale?: string[] }} options `scale` names those that do other work, for scale.
 */
export async function compare(work, input, contestants, options = {}) {
  show(await measured({ work, input, contestants, ...options }, runtime));
}

/** All that ./works/ has of one kind. */
export async function compareAll(works, options = {}) {
  for await (const one of works) show(await measured({ ...one, ...options }, runtime));
}

/** What stands for one line in the results: figures, or that there are none and why. */
export function leave(result) {
  if (process.env.EIOT_BENCH_RESULTS) appendFileSync(process.env.EIOT_BENCH_RESULTS, `${JSON.stringify(result)}\n`);
}

/** A runtime that is not here: said now, and in the report. */
export function missing(runtime, why) {
  console.log(`\nMISSING: ${runtime} was not measured: ${why}`);
  leave({ missing: runtime, why });
}

/** Prints what was measured, and leaves it for the report where one is being written. */
export function show(result) {
  const { work, input, rounds, rows } = result;
  console.log(`\n${work}, ${input} · ${result.runtime}, ${result.method ?? `medians of ${rounds} interleaved rounds`}`);
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, microseconds, ratio, low, high, scale, memory } of rows) {
    const against = name === OURS ? "" : `   ours takes ${ratio.toFixed(2)} of it (${low.toFixed(2)} to ${high.toFixed(2)})${scale ? ", other work: for scale" : ""}`;
    console.log(`  ${name.padEnd(width)} ${time(microseconds).padStart(10)}${against}${memory ? `   ${memoryText(memory)}` : ""}`);
  }
  leave(result);
}

/** Prints what has no contestants, a line each, and leaves it for the report. */
export function tell({ title, note, heads, lines }) {
  const all = [["", ...heads], ...lines];
  const widths = all[0].map((_, column) => Math.max(...all.map((line) => line[column].length)));
  console.log(`\n${title} · ${note}`);
  for (const line of all) console.log(`  ${line.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join("   ")}`);
  leave({ title, note, heads, lines });
}

const time = (microseconds) =>
  microseconds >= 1e4 ? `${(microseconds / 1000).toFixed(1)} ms` : microseconds >= 1000 ? `${(microseconds / 1000).toFixed(2)} ms` : `${microseconds.toFixed(2)} µs`;

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Memory in words: of a process at its peak, or beyond one that does nothing. */
export const memoryText = ({ peak, before, rss, heapUsed }) =>
  peak === undefined ? `${megabytes(rss)} resident, ${megabytes(heapUsed)} on the heap` : `${megabytes(peak)} at its peak, ${megabytes(before)} before`;
