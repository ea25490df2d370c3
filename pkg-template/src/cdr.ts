/**
 * CDR files: what each card used in an hour, as the platform puts it on an FTP server.
 * @module
 */

export { ready } from "./core/cdr.js";
export type { ModuleSource } from "./core/load/fetch.js";
export * from "./errors/index.js";
export { CdrError } from "./errors/classes.js";
export { coverage, parseFileName, type CdrCoverage, type CdrFileName, type CdrGap } from "./cdr/names.js";
export { records, type CdrRecord } from "./cdr/records.js";
export { totals, usageByCard, type CdrTotals, type CdrTotalsOptions } from "./cdr/totals.js";
export type { ByteStream, CdrInput, CdrOpener, CdrSource } from "./cdr/input.js";
export type { CdrOptions, CdrProblem } from "./cdr/problem.js";
