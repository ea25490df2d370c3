import { core, glue } from "../core/cdr.js";
import { randomBits } from "../core/platform.js";
import { EiotError } from "../errors/classes.js";
import { TOO_LONG, pieces, type CdrInput } from "./input.js";
import { problemOf, type CdrOptions, type InvalidLine } from "./problem.js";

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
  const { days: byDay, networks: byNetworks } = options;
  const seed = randomBits();
  core.run(() => glue.openTotals(handle, byDay === true, byNetworks === true, seed));
  try {
    for await (const piece of pieces(input)) {
      const { file, bytes } = piece;
      if (bytes.length === 0) {
        problemOf(options, { ...file, line: piece.at++, column: "", reason: TOO_LONG });
        continue;
      }
      const added = read(() => glue.addLines(handle, bytes, piece.at === 1, !options.onProblem)) as { lines: number; invalid: InvalidLine[] };
      for (const [offset, column, reason] of added.invalid) problemOf(options, { ...file, line: piece.at + offset, column, reason });
      piece.at += added.lines;
    }
  } catch (error) {
    core.run(() => glue.closeTotals(handle));
    throw error;
  }
  const { records, repeated, bytes, cards, days, networks } = read(() => glue.closeTotals(handle)) as {
    records: number;
    repeated: number;
    bytes: number;
    cards: [string, number][];
    days: [string, string, number][];
    networks: [string, number][];
  };
  const byCardAndDay = new Map<string, Map<string, number>>();
  for (const [iccid, day, sum] of days) {
    const card = byCardAndDay.get(iccid) ?? new Map<string, number>();
    byCardAndDay.set(iccid, card.set(day, sum));
  }
  return { records, repeated, bytes, byCard: new Map(cards), byCardAndDay, byNetwork: new Map(networks) };
}

/** Reads what a call returns that can only fail if the totals were lost to a trap. */
function read(call: () => string | undefined): unknown {
  const text = core.run(call);
  if (text === undefined) throw new EiotError("internal", "internal error in the WebAssembly core while totals were added up: start again");
  return JSON.parse(text);
}

/**
 * Bytes used by each card. Several files are given as a list; a record that is in two of them counts once.
 * @throws CdrError naming file, line and column, unless `onProblem` takes it: no total holds half a file.
 */
export async function usageByCard(input: CdrInput, options: CdrOptions = {}): Promise<Map<string, number>> {
  return (await totals(input, { onProblem: options.onProblem })).byCard;
}
