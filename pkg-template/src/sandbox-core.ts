// The artifact of the emulated platform.

import * as glue from "#glue/sandbox";
import { source } from "#load/sandbox";
import { instance } from "./instance.js";
import { taken } from "./revive.js";

let begun = false;
const wasm = {
  start(module: WebAssembly.Module): void {
    if (begun) glue.__wbg_reset_state();
    else glue.initSync({ module });
    begun = true;
  },
};

export const core = /* @__PURE__ */ instance(wasm, source);

/** The text that a call of the core leaves, or the error that it stands for. */
export function text(call: () => number): string {
  // Not the whole glue: what nobody calls of it would come along.
  return taken({ take: glue.take }, core.run(call));
}
