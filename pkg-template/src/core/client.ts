// The module of the client: calls, responses, signatures.

import { source } from "#source/client";
import { createCore } from "./instance.js";
import { type ModuleSource, loaderFor } from "./load/fetch.js";
import { __wbg_reset_state, initSync } from "./wasm/client.js";

/** @internal */
export * as glue from "./wasm/client.js";
/** @internal */
export const core = /* @__PURE__ */ createCore({ initSync, __wbg_reset_state }, source);

/**
 * Resolves when synchronous functions can be called. Needed in browsers only, before the first synchronous call:
 * asynchronous functions wait for the module.
 * @param source Where the module is, if not beside this file: a URL, a response, a compiled module.
 */
export const ready = (source?: ModuleSource): Promise<void> => core.ready(loaderFor(source));
