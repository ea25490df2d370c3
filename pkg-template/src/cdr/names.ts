import { core, glue } from "../core/cdr.js";
import { ValidationError, wrong } from "../errors/classes.js";

/** What the name of a file says. */
export interface CdrFileName {
  account: string;
  /** Begin of the hour. The zone of names is not documented; the records' is UTC, and taken here too. */
  start: Date;
  /** End of the hour. */
  stop: Date;
  /** When the file was made. */
  created: Date;
}

const parse = (name: string, field: string): CdrFileName => {
  if (typeof name !== "string") wrong(field, "must be a string");
  const parsed = core.run(() => glue.fileName(name), ({ message = "" }) => new ValidationError([{ field, reason: message }]));
  const [account, ...times] = JSON.parse(parsed) as [string, number, number, number];
  const [start, stop, created] = times.map((time) => new Date(time * 1000)) as [Date, Date, Date];
  return { account, start, stop, created };
};

/**
 * Reads `cdr_ACCOUNT_START_STOP_CREATED.csv`, with or without `.csv`. In a browser, after `await ready()`.
 * @throws ValidationError saying what is wrong with the name.
 */
export function parseFileName(name: string): CdrFileName {
  return parse(name, "name");
}

/** A time that no file covers. */
export interface CdrGap {
  account: string;
  start: Date;
  stop: Date;
}

export interface CdrCoverage {
  /** By account, then by time. */
  order: string[];
  /** Between the first and the last file of each account. */
  gaps: CdrGap[];
  /** Two files of one account that share some time, as when a file was made again: their records repeat each other. */
  overlaps: [string, string][];
}

/**
 * Orders files by what their names say, and finds missing hours and ones that are there twice. In a
 * browser, after `await ready()`.
 * @throws ValidationError naming the first name that is wrong.
 */
export function coverage(names: Iterable<string>): CdrCoverage {
  const list = [...names];
  const files = list.map((name, at) => parse(name, `names[${at}]`));
  const text = list.join("\n");
  const { order, gaps, overlaps } = JSON.parse(core.run(() => glue.coverage(text))) as {
    order: number[];
    gaps: [before: number, start: number, stop: number][];
    overlaps: [number, number][];
  };
  const name = (at: number) => list[at] as string;
  return {
    order: order.map(name),
    gaps: gaps.map(([before, start, stop]) => ({ account: (files[before] as CdrFileName).account, start: new Date(start * 1000), stop: new Date(stop * 1000) })),
    overlaps: overlaps.map(([one, other]) => [name(one), name(other)]),
  };
}
