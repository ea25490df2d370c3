// The proxy's artifact: a page that only calls does not carry what decides about calls.

import * as glue from "#glue/proxy";
import { source } from "#load/proxy";
import { instance } from "./instance.js";

export { glue };
export const core = instance(glue, source);
