// Modules that are fetched: in browsers, and where a caller of `ready` says where the module is.

import { EiotError } from "../../errors/classes.js";
import { NOT_COMPILED, isModule } from "./source.js";
import type * as web from "../web-types.js";

/** What `ready` takes: nothing, or where else to find the module. */
export type ModuleSource = web.URL | string | web.Response | web.WebAssemblyModule;

/** Returns what loads the module from where the caller says, if the caller says anything. */
export const loaderFor = (source?: ModuleSource): (() => Promise<web.WebAssemblyModule>) | undefined =>
  source === undefined ? undefined : () => fetchModule(source);

/** Stands for a module that must be fetched first. */
export function notLoaded(): never {
  throw new EiotError(
    "not_ready",
    'the WebAssembly module is not loaded yet: `await ready()` before the first synchronous call, or import from "eiotclub/inline"',
  );
}

/** Fetches and compiles a module. */
export async function fetchModule(source: ModuleSource): Promise<web.WebAssemblyModule> {
  if (isModule(source)) return source as WebAssembly.Module;
  const response = source instanceof Response ? source : await get(source as URL | string);
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || type.includes("html")) {
    throw new EiotError(
      "not_ready",
      `${response.url} returned ${response.status} ${type} where a .wasm file was expected. The bundler or the server does not ship the file: import from "eiotclub/inline", or pass its address to ready(). With Vite 7 and older: optimizeDeps: { exclude: ["eiotclub"] }`,
    );
  }
  // Not compileStreaming, which insists on application/wasm: many static servers do not send that.
  // The bytes are awaited apart from the call: Turbopack's development server wraps its argument in a plain function.
  const bytes = await response.arrayBuffer();
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw new EiotError("not_ready", `${response.url || "the response"} could not be compiled as WebAssembly: ${NOT_COMPILED}`, { cause });
  }
}

async function get(url: URL | string): Promise<Response> {
  try {
    return await fetch(url);
  } catch (cause) {
    throw new EiotError("not_ready", `the WebAssembly module could not be fetched from ${String(url)}; the next call tries again`, { cause });
  }
}
