/* tslint:disable */
/* eslint-disable */

export function __wbg_reset_state(): void;

/**
 * Checks a response of the platform. Returns `{ value?, drift }` if there is more to say than that the body is as documented.
 */
export function answer(operation: number, body: Uint8Array | number[]): string | undefined;

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
 * Returns the seconds to add to the caller's clock.
 */
export function learnClock(told: number, signed: number, known: number): number;

/**
 * Returns `{ operation, params }`: what to ask for a pending call in this round. `None` if there is nothing more to ask.
 */
export function lookUp(operation: number, params: string, round: number): string | undefined;

/**
 * Returns an idempotency key for an order whose caller gave none.
 */
export function makeNumber(now: number, a: number, b: number, c: number): string;

/**
 * Returns what a caller can do about a pending call that was not found.
 */
export function nextStep(operation: number): string;

/**
 * Returns what to do after an attempt: the milliseconds to wait before the next, or -1 to fail, -2 if the outcome is
 * unknown, -3 if an earlier attempt did it, -4 to correct the clock. `endings` says how the attempts ended, this one last,
 * each as the platform's code, `h` and an HTTP status, or `-` for no response; `flags` are 1 for an affordable retry, 2
 * for a dated response, 4 for an idempotency key made here.
 */
export function nextTry(operation: number, endings: string, most: number, asked: number, left: number, random: number, flags: number): number;

/**
 * Returns what a response to that, or a notification with `event`, says of a pending call: `{ confidence, data }` if it was
 * done, `{ ambiguous: true }` if that cannot be told, `None` if there is nothing about it.
 */
export function outcome(operation: number, params: string, since: number, others: string, round: number, event: string, answer: string): string | undefined;

/**
 * Returns `{ body, warnings }`: the body of one attempt, signed, or as a signing proxy takes it if `appkey` is empty.
 * An empty `path` means the operation's own; any other is for an undeclared operation.
 */
export function request(operation: number, path: string, params: string, appkey: string, secret: string, now: number, random: number): string;

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
    readonly answer: (a: number, b: number, c: number) => [number, number, number, number];
    readonly canonicalString: (a: number, b: number, c: number, d: number) => [number, number, number, number];
    readonly errorCodes: () => [number, number];
    readonly estimateRefund: (a: number, b: number) => [number, number, number, number];
    readonly learnClock: (a: number, b: number, c: number) => number;
    readonly lookUp: (a: number, b: number, c: number, d: number) => [number, number];
    readonly makeNumber: (a: number, b: number, c: number, d: number) => [number, number];
    readonly nextStep: (a: number) => [number, number];
    readonly nextTry: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => number;
    readonly outcome: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number) => [number, number];
    readonly request: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number) => [number, number, number, number];
    readonly sign: (a: number, b: number, c: number, d: number) => [number, number, number, number];
    readonly signNotification: (a: number, b: number, c: number, d: number) => [number, number, number, number];
    readonly verify: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => [number, number, number, number];
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
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
