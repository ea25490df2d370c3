/* tslint:disable */
/* eslint-disable */

export function __wbg_reset_state(): void;

/**
 * Adds whole lines, and returns `{ lines, invalid }`. If `strict`, it stops at the first invalid line. `None` if the handle
 * was lost to a trap.
 */
export function addLines(handle: number, bytes: Uint8Array | number[], first: boolean, strict: boolean): string | undefined;

/**
 * Closes totals, and returns `{ records, repeated, bytes, cards, days, networks }`. `None` if the handle was lost to a trap.
 */
export function closeTotals(handle: number): string | undefined;

/**
 * Returns `{ order, gaps, overlaps }` of names, one a line, all of which were parsed before.
 */
export function coverage(names: string): string;

/**
 * Returns the account and three Unix times. Throws `{ message }` if the name is invalid.
 */
export function fileName(name: string): string;

/**
 * Opens totals under a handle that nothing had before. `seed` is random: crafted ids must not be able to collide.
 */
export function openTotals(handle: number, days: boolean, networks: boolean, seed: number): void;

/**
 * Writes the records of whole lines to `places`, 17 numbers each: the line it is on, counted from 0; where each of its
 * eight columns begins and ends in `bytes`; and in place of `data_usage`'s two, its upper and its lower 32 bits. A record
 * has at least 49 bytes, and `places` has room for as many. Returns `{ records, lines, invalid }`, the last as a list of
 * line, column and reason.
 *
 * The engine cuts the columns out of the text itself: no text of a record crosses the boundary.
 */
export function records(bytes: Uint8Array | number[], first: boolean, places: Uint32Array): string;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly addLines: (a: number, b: number, c: number, d: number, e: number) => [number, number];
    readonly closeTotals: (a: number) => [number, number];
    readonly coverage: (a: number, b: number) => [number, number];
    readonly fileName: (a: number, b: number) => [number, number, number, number];
    readonly openTotals: (a: number, b: number, c: number, d: number) => void;
    readonly records: (a: number, b: number, c: number, d: number, e: number, f: any) => [number, number];
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
