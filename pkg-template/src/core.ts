// The main artifact. Shared by "eiotclub" and "eiotclub/proxy".

import * as glue from "#glue/main";
import { source } from "#load/main";
import { instance } from "./instance.js";

export { glue };
export const core = instance(glue, source);

/** Stands for "no declared operation". */
export const UNDECLARED = 0xffffffff;

export const BASE_URL = "https://oapi.eiotclub.com";

export function randomBits(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}
