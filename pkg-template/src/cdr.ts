/**
 * CDR files: what each card used in an hour, as the platform puts it on an FTP server.
 * @module
 */

import { glue, core, read } from "./cdr-core.js";
import { pieces, type CdrInput } from "./cdr-input.js";
import { problemOf, type CdrOptions, type CdrProblem } from "./cdr-problem.js";

export * from "./public-errors.js";
export { CdrError } from "./errors.js";
export { coverage, parseFileName, type CdrCoverage, type CdrFileName, type CdrGap } from "./cdr-names.js";
export { totals, usageByCard, type CdrTotals, type CdrTotalsOptions } from "./cdr-totals.js";
export type { CdrInput, CdrOptions, CdrProblem };
export type { CdrSource } from "./cdr-input.js";
import type { ModuleSource } from "./instance.js";
export type { ModuleSource };

/** Resolves when the module is loaded. Everything asynchronous waits by itself. */
export const ready: (source?: ModuleSource) => Promise<void> = core.ready;

/** A record. The columns have the platform's names. */
export interface CdrRecord {
  /** Unique over all files; 64 bits, so text. */
  id: string;
  /** UTC, `yyyy-MM-dd HH:mm:ss`. */
  start_time: string;
  /** UTC, `yyyy-MM-dd HH:mm:ss`. */
  stop_time: string;
  iccid: string;
  /** Empty where it was not known. */
  imsi: string;
  /** Unit: bytes. */
  data_usage: number;
  /** Empty where it was not known. */
  imei: string;
  /** As it was written. */
  mccmnc: string;
  /** The first three digits. The platform's description speaks of two; every country of the world has three. */
  mcc: string;
  /** The rest: two or three digits. */
  mnc: string;
}

/**
 * Reads records one by one, in bounded memory. A record that comes twice is handed over twice.
 * @throws CdrError naming file, line and column, unless `onProblem` takes it.
 */
export async function* records(input: CdrInput, options: CdrOptions = {}): AsyncGenerator<CdrRecord, void, undefined> {
  await core.ready();
  for await (const { file, bytes, line } of pieces(input)) {
    const [rows, flaws, count] = JSON.parse(read(() => glue.records(bytes, line.at === 1))) as [[number, ...string[]][], [number, string, string][], number];
    let next = 0;
    for (const [offset, column, reason] of flaws) {
      // The records of the lines before it come first.
      for (let row = rows[next]; row && row[0] < offset; row = rows[++next]) yield record(row);
      problemOf(options, { ...file, line: line.at + offset, column, reason });
    }
    for (let row = rows[next]; row; row = rows[++next]) yield record(row);
    line.at += count;
  }
}

function record(row: [number, ...string[]]): CdrRecord {
  const [, id, start_time, stop_time, iccid, imsi, data_usage, imei, mccmnc] = row as [number, string, string, string, string, string, string, string, string];
  return { id, start_time, stop_time, iccid, imsi, data_usage: Number(data_usage), imei, mccmnc, mcc: mccmnc.slice(0, 3), mnc: mccmnc.slice(3) };
}
