/* tslint:disable */
/* eslint-disable */

export function __wbg_reset_state(): void;

/**
 * Throws if a proxy rejects a request by its head. Origins are joined by spaces, which no origin contains.
 */
export function admit(method: string, content_type: string, content_length: number, marked: boolean, origin: string, site: string, own_origin: string, origins: string, max_body: number): void;

/**
 * Looks for the credentials in a response. Returns `None` if there are none, the text to pass on instead if they could
 * be removed, and an empty text if nothing may be passed on.
 */
export function clean(body: Uint8Array | number[], appkey: string, secret: string): string | undefined;

/**
 * Returns `{ code?, notExecuted }`: the platform's code in a response, and whether the response proves that nothing was done.
 */
export function outcome(operation: number, status: number, body: Uint8Array | number[]): string;

/**
 * Applies rules to parameters. Returns the parameters to go on with.
 */
export function policy(operation: number, params: string, layers: string): string;

/**
 * Throws if a preflight is rejected. `allowed` are the headers that a page may send, joined by spaces.
 */
export function preflight(origin: string, method: string, headers: string, origins: string, allowed: string): void;

/**
 * Reads a page's request. Returns `{ operation?, path, params }`, the last as the text that was sent. `allow` is joined by
 * spaces.
 */
export function question(body: Uint8Array | number[], allow: string): string;

/**
 * Returns `{ body, warnings }`: the body of one attempt, signed, or as a signing proxy takes it if `appkey` is empty.
 * An empty `path` means the operation's own; any other is for an undeclared operation.
 */
export function request(operation: number, path: string, params: string, appkey: string, secret: string, now: number, random: number): string;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly admit: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number, l: number, m: number, n: number, o: number) => [number, number];
    readonly clean: (a: number, b: number, c: number, d: number, e: number, f: number) => [number, number];
    readonly outcome: (a: number, b: number, c: number, d: number) => [number, number];
    readonly policy: (a: number, b: number, c: number, d: number, e: number) => [number, number, number, number];
    readonly preflight: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number) => [number, number];
    readonly question: (a: number, b: number, c: number, d: number) => [number, number, number, number];
    readonly request: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number) => [number, number, number, number];
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
