// Where an instance gets its module from. Which of the four folders beside this file is used is decided by the conditions
// of `imports` in package.json.

import { EiotError } from "../../errors/classes.js";
import type * as web from "../web-types.js";

/** Where the module comes from in this runtime: at once, or only after it was loaded. */
export interface Source {
  module(): web.WebAssemblyModule;
  load?(): Promise<web.WebAssemblyModule>;
}

/** Compares by name: in edge runtimes the module comes from another realm, where `instanceof` is false. */
export const isModule = (value: unknown): boolean => Object.prototype.toString.call(value) === "[object WebAssembly.Module]";

/** Returns a module that the bundler or the runtime compiled. */
export function imported(module: unknown): web.WebAssemblyModule {
  if (isModule(module)) return module as WebAssembly.Module;
  throw new EiotError(
    "not_ready",
    `the bundler did not turn the .wasm file into a WebAssembly.Module (received ${Object.prototype.toString.call(module)}): with Nitro or Nuxt set \`experimental: { wasm: true }\` (in Nuxt below \`nitro\`)`,
  );
}

/** What to do where a runtime refuses to compile. */
export const NOT_COMPILED =
  'for Next.js on Cloudflare Workers (OpenNext) set `serverExternalPackages: ["eiotclub"]` in next.config and build with `next build --webpack`; for another bundle for Workers let it resolve the condition "workerd"; for a page with a Content-Security-Policy add \'wasm-unsafe-eval\' to script-src';

/** Compiles the bytes that an entry carries. */
export function compileBase64(base64: string): web.WebAssemblyModule {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  // Uint8Array.from with a mapping function takes thirty times as long.
  for (let index = 0; index < bytes.length; index++) bytes[index] = text.charCodeAt(index);
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    throw new EiotError(
      "not_ready",
      `this runtime did not compile the WebAssembly module: ${NOT_COMPILED}`,
      { cause },
    );
  }
}
