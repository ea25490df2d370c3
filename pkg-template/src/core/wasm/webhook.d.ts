/* tslint:disable */
/* eslint-disable */

export function __wbg_reset_state(): void;

/**
 * Returns the seconds until a queued notification whose handler failed is retried; -1 if it goes to the dead-letter queue.
 */
export function afterFailure(attempts: number, max_attempts: number): number;

/**
 * Returns the status that rejects a request by its head; 0 to go on.
 */
export function refuseHead(method: string, content_type: string, content_length: number, max_body: number): number;

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
    readonly afterFailure: (a: number, b: number) => number;
    readonly refuseHead: (a: number, b: number, c: number, d: number, e: number, f: number) => number;
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
