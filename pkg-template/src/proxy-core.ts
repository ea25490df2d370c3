// The proxy's artifact: a page that only calls does not carry what decides about calls.

import { glue, wasm } from "#glue/proxy";
import { source } from "#load/proxy";
import { instance } from "./instance.js";

export { glue };
export const core = /* @__PURE__ */ instance(wasm, source);
