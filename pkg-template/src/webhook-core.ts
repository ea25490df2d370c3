// The small artifact: verification alone.

import { glue, wasm } from "#glue/webhook";
import { source } from "#load/webhook";
import { instance } from "./instance.js";

export { glue };
export const core = /* @__PURE__ */ instance(wasm, source);
