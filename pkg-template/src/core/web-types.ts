// Types of the web, from whatever declares them in a program: the DOM library, @types/node, @cloudflare/workers-types.
// Declarations must not name the globals: a program without these libraries could not be compiled. Such a program gets the
// few members that are declared here.

interface BasicMessage {
  readonly headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
  json(): Promise<unknown>;
  text(): Promise<string>;
}

interface BasicRequest extends BasicMessage {
  readonly method: string;
  readonly url: string;
}

interface BasicResponse extends BasicMessage {
  readonly ok: boolean;
  readonly status: number;
}

interface BasicRequestInit {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  redirect?: "follow" | "error" | "manual";
  signal?: BasicSignal;
}

interface BasicSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
}

interface BasicUrl {
  readonly href: string;
}

interface BasicModule {
  readonly [Symbol.toStringTag]: string;
}

/** The instances of a global class that is declared as a variable. One declared by `class` is no property of `globalThis`. */
type GlobalClass<Name extends string, Otherwise> = typeof globalThis extends { [name in Name]: { prototype: infer Instance } } ? Instance : Otherwise;

export type Request = GlobalClass<"Request", BasicRequest>;
export type Response = GlobalClass<"Response", BasicResponse>;
export type AbortSignal = Request extends { readonly signal: infer Signal } ? Signal : BasicSignal;
export type URL = typeof globalThis extends { fetch: (input: infer Input, ...rest: never) => unknown } ? Exclude<Input, string | Request> : BasicUrl;
export type RequestInit = typeof globalThis extends { fetch: (input: never, init?: infer Init) => unknown } ? NonNullable<Init> : BasicRequestInit;
export type WebAssemblyModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : BasicModule;
