// The main artifact.

import { glue, wasm } from "#glue/main";
import { source } from "#load/main";
import { instance } from "./instance.js";

export { BASE_URL, UNDECLARED, randomBits } from "./platform.js";
export { glue };
export const core = /* @__PURE__ */ instance(wasm, source);
