// The small artifact: verification alone.

import * as glue from "#glue/webhook";
import { source } from "#load/webhook";
import { instance } from "./instance.js";

export { glue };
export const core = instance(glue, source);
