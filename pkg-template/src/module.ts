// Modules that are fetched: apart from the instances, so that a program carries this only where its runtime fetches.

import { EiotError } from "./errors.js";

/** What `ready` takes: nothing, or where else to find the module. */
export type ModuleSource = URL | string | Response | WebAssembly.Module;

/** What fetches the module from where the caller says, if he does. */
export const elsewhere = (from?: ModuleSource): (() => Promise<WebAssembly.Module>) | undefined =>
  from === undefined ? undefined : () => compile(from);

/** Stands for a module that must be fetched first. */
export function notLoaded(): never {
  throw new EiotError("not_ready", "the WebAssembly module is not loaded yet: `await ready()` before the first synchronous call, or import from \"eiotclub/inline\"");
}

export async function compile(from: ModuleSource): Promise<WebAssembly.Module> {
  if (Object.prototype.toString.call(from) === "[object WebAssembly.Module]") return from as WebAssembly.Module;
  const response = from instanceof Response ? from : await fetch(from as URL | string);
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || type.includes("html")) {
    throw new EiotError(
      "not_ready",
      `${response.url} answered ${response.status} ${type} where a .wasm was expected. A bundler or server did not ship the file: import from "eiotclub/inline", or pass its address to ready(). With Vite 7 and older: optimizeDeps: { exclude: ["eiotclub"] }`,
    );
  }
  // Not compileStreaming: it insists on application/wasm, which many static servers do not send.
  return WebAssembly.compile(await response.arrayBuffer());
}
