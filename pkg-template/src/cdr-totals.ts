import { core, glue, read } from "./cdr-core.js";
import { TOO_LONG, pieces, type CdrInput } from "./cdr-input.js";
import { problemOf, type CdrOptions } from "./cdr-problem.js";

export interface CdrTotalsOptions extends CdrOptions {
  /** Add up by card and day too. */
  days?: boolean | undefined;
  /** Add up by MCC and MNC too. */
  networks?: boolean | undefined;
}

/** Sums in bytes, all of them exact. */
export interface CdrTotals {
  /** Records that were counted. */
  records: number;
  /** Records that came again, by their id, and were not counted again. What else they say is not compared. */
  repeated: number;
  bytes: number;
  /** By ICCID, in the order in which they came. */
  byCard: Map<string, number>;
  /** By ICCID and then by day (`yyyy-MM-dd`), that of a record's start in UTC. Empty unless `days` is set. */
  byCardAndDay: Map<string, Map<string, number>>;
  /** By MCC and MNC together, as they were written. Empty unless `networks` is set. */
  byNetwork: Map<string, number>;
}

// Counted over all instances, so that no handle ever means totals that were lost with another one.
let opened = 0;

/**
 * Adds up usage without building an object for any record. Several files are given as a list; a record
 * that is in two of them counts once, as it came first: only ids are remembered, since what else a record says
 * would take several times the memory. That grows with the cards, and with the ids: those that follow one
 * another take a byte or less each, those that are far apart up to 15 bytes.
 * @throws CdrError naming file, line and column, unless `onProblem` takes it: no total holds half a file.
 */
export async function totals(input: CdrInput, options: CdrTotalsOptions = {}): Promise<CdrTotals> {
  await core.ready();
  const handle = ++opened;
  core.run(() => glue.openTotals(handle, options.days === true, options.networks === true));
  try {
    for await (const piece of pieces(input)) {
      const { file, bytes } = piece;
      if (bytes.length === 0) {
        problemOf(options, { ...file, line: piece.at++, column: "", reason: TOO_LONG });
        continue;
      }
      const [flaws, count] = JSON.parse(read(() => glue.addLines(handle, bytes, piece.at === 1, !options.onProblem))) as [[number, string, string][], number];
      for (const [offset, column, reason] of flaws) problemOf(options, { ...file, line: piece.at + offset, column, reason });
      piece.at += count;
    }
  } catch (error) {
    core.run(() => glue.closeTotals(handle));
    glue.take();
    throw error;
  }
  const [[records, repeated, bytes], cards, days, networks] = JSON.parse(read(() => glue.closeTotals(handle))) as [
    [number, number, number],
    [string, number][],
    [string, string, number][],
    [string, number][],
  ];
  const byCardAndDay = new Map<string, Map<string, number>>();
  for (const [iccid, day, sum] of days) {
    const card = byCardAndDay.get(iccid) ?? new Map<string, number>();
    byCardAndDay.set(iccid, card.set(day, sum));
  }
  return { records, repeated, bytes, byCard: new Map(cards), byCardAndDay, byNetwork: new Map(networks) };
}

/**
 * Bytes used by each card. Several files are given as a list; a record that is in two of them counts once.
 * @throws CdrError naming file, line and column, unless `onProblem` takes it: no total holds half a file.
 */
export async function usageByCard(input: CdrInput, options: CdrOptions = {}): Promise<Map<string, number>> {
  return (await totals(input, { onProblem: options.onProblem })).byCard;
}
