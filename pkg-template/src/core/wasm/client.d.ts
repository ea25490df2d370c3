/* tslint:disable */
/* eslint-disable */

export function __wbg_reset_state(): void;

/**
 * Starts looking for a pending call.
 */
export function callRecheck(pending: string, options: string): string;

/**
 * Returns which pending calls a verified notification proves to have been done.
 */
export function callReconcile(notification: string, pending: string, shared: string): string;

/**
 * Starts a call: see [`call_machine`], which these four pass on.
 */
export function callStart(operation: string, path: string, params: string, options: string, unix_ms: number, random: Uint32Array | number[]): string;

/**
 * Takes one event of a call, and returns what to do next. An empty `appkey` means through a signing proxy.
 */
export function callStep(state: string, shared: string, appkey: string, secret: string, monotonic_ms: number, unix_ms: number, random: number, event: string, body: Uint8Array | number[]): string;

/**
 * Returns the string that is hashed for the signature of parameters.
 */
export function canonicalString(params: string, secret: string): string;

/**
 * Returns the platform's codes.
 */
export function errorCodes(): string;

/**
 * Returns `{ amount, minorUnits, rule }`: what a refund would pay back.
 */
export function estimateRefund(terms: string): string;

/**
 * Returns the signature of parameters.
 */
export function sign(params: string, secret: string): string;

/**
 * Returns the body of a signed notification.
 */
export function signNotification(fields: string, secret: string): string;

/**
 * Verifies a notification, and returns `{ value?, drift }` if there is more to say than that the body is as documented.
 * `secrets` are joined by a NUL, which no secret contains. An infinite `past` accepts any time.
 */
export function verify(body: Uint8Array | number[], secrets: string, past: number, future: number, now: number): string | undefined;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly callRecheck: (a: number, b: number, c: number, d: number) => [number, number, number, number];
    readonly callReconcile: (a: number, b: number, c: number, d: number, e: number, f: number) => [number, number];
    readonly callStart: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number) => [number, number, number, number];
    readonly callStep: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number, l: number, m: number, n: number, o: number) => [number, number, number, number];
    readonly canonicalString: (a: number, b: number, c: number, d: number) => [number, number, number, number];
    readonly errorCodes: () => [number, number];
    readonly estimateRefund: (a: number, b: number) => [number, number, number, number];
    readonly sign: (a: number, b: number, c: number, d: number) => [number, number, number, number];
    readonly signNotification: (a: number, b: number, c: number, d: number) => [number, number, number, number];
    readonly verify: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => [number, number, number, number];
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
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
