/**
 * CDR files: what each card used in an hour, as the platform puts it on an FTP server.
 * @module
 */

import { core } from "./cdr-core.js";
import { type ModuleSource, elsewhere } from "./module.js";

export * from "./public-errors.js";
export { CdrError } from "./errors.js";
export { coverage, parseFileName, type CdrCoverage, type CdrFileName, type CdrGap } from "./cdr-names.js";
export { records, type CdrRecord } from "./cdr-records.js";
export { totals, usageByCard, type CdrTotals, type CdrTotalsOptions } from "./cdr-totals.js";
export type { CdrInput, CdrOpener, CdrSource } from "./cdr-input.js";
export type { CdrOptions, CdrProblem } from "./cdr-problem.js";
export type { ModuleSource };

/** Resolves when the module is loaded. Everything asynchronous waits by itself. */
export const ready = (source?: ModuleSource): Promise<void> => core.ready(elsewhere(source));
