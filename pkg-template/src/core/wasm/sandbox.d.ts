/* tslint:disable */
/* eslint-disable */

export function __wbg_reset_state(): void;

/**
 * The CDR files that were made after then, or after the beginning: a JSON list of name and text.
 */
export function cdrFiles(handle: number, since: number | null | undefined, now: number): string | undefined;

/**
 * Throws if rules for faults are invalid.
 */
export function checkFaults(rules: string): void;

/**
 * Simulated time, Unix seconds.
 */
export function clock(handle: number): number | undefined;

/**
 * Forgets a platform.
 */
export function close(handle: number): void;

/**
 * The notifications to post, as a JSON list of number, body, and whether it goes with the last.
 */
export function due(handle: number, now: number): string | undefined;

/**
 * Handles a request, and returns what becomes of the response: its head, how it arrives, and its body.
 */
export function handle(handle: number, method: string, path: string, content_type: string, address: string, body: Uint8Array | number[], now: number): string | undefined;

/**
 * Seconds until something happens or is to be posted.
 */
export function nextDue(handle: number): number | undefined;

/**
 * Opens a platform. The number is the caller's, who outlives a trap: one that is counted in here
 * would begin anew, and a lost platform and a new one would have the same.
 */
export function open(handle: number, options: any): boolean;

/**
 * The account at a glance.
 */
export function overview(handle: number, limit: number): string | undefined;

/**
 * Every notification so far, and each time it was posted.
 */
export function sent(handle: number): string | undefined;

/**
 * Replaces the rules for faults. Throws if they are invalid.
 */
export function setFaults(handle: number, rules: string): void;

/**
 * Tells how one was answered: the HTTP status, or 0 where no answer came, and the body, or why.
 */
export function settled(handle: number, number: number, status: number, answered: string): void;

/**
 * Moves simulated time to where there is something to post; returns the seconds that are left.
 */
export function step(handle: number, seconds: number, now: number): number | undefined;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly cdrFiles: (a: number, b: number, c: number, d: number) => [number, number];
    readonly checkFaults: (a: number, b: number) => [number, number];
    readonly clock: (a: number) => [number, number];
    readonly close: (a: number) => void;
    readonly due: (a: number, b: number) => [number, number];
    readonly handle: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number, l: number) => [number, number];
    readonly nextDue: (a: number) => [number, number];
    readonly open: (a: number, b: any) => number;
    readonly overview: (a: number, b: number) => [number, number];
    readonly sent: (a: number) => [number, number];
    readonly setFaults: (a: number, b: number, c: number) => [number, number];
    readonly settled: (a: number, b: number, c: number, d: number, e: number) => void;
    readonly step: (a: number, b: number, c: number) => [number, number];
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
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
