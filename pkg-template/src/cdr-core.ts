// The artifact that reads CDR files.

import { glue, wasm } from "#glue/cdr";
import { source } from "#load/cdr";
import { EiotError } from "./errors.js";
import { instance } from "./instance.js";

export { glue };
export const core = /* @__PURE__ */ instance(wasm, source);

export const FAILED = 3;

/** The text that a call leaves which can only fail where its state was lost. */
export function read(call: () => number): string {
  if (core.run(call) === FAILED) throw new EiotError("internal", "the core stopped at an inner fault while totals were counted; count them anew");
  return glue.take();
}
