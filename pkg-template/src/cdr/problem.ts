import { CdrError } from "../errors/classes.js";

/** A line that is no record. */
export interface CdrProblem {
  /** The name of a `File`, the path of a Node stream, the key of an R2 object, or its place in the list; nothing for a single source without a name. */
  file?: string;
  /** From 1. */
  line: number;
  /** Nothing where it is the line as a whole. */
  column: string;
  reason: string;
}

export interface CdrOptions {
  /** Told of each line that is no record, which is then left out. Without it, the first one ends the reading with a `CdrError`. */
  onProblem?: ((problem: CdrProblem) => void) | undefined;
}

/** A line that is no record, as the core reports it: its offset in the piece, the column, the reason. */
export type InvalidLine = [offset: number, column: string, reason: string];

export function problemOf({ onProblem }: CdrOptions, problem: CdrProblem): void {
  if (!onProblem) throw new CdrError(problem);
  onProblem(problem);
}
