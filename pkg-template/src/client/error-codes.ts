// The platform's codes.

import { core, glue } from "../core/client.js";
import type { ErrorCode } from "../errors/classes.js";

let codes: Map<number, ErrorCode> | undefined;
const all = () => (codes ??= new Map((JSON.parse(core.run(() => glue.errorCodes())) as ErrorCode[]).map((code) => [code.code, code])));

// A literal: what is called when the module is loaded stays in every bundle, and the module with it.
/** Every documented code of the platform but 200. Read when first used. */
export const errorCodes: ReadonlyMap<number, ErrorCode> = {
  get size() {
    return all().size;
  },
  get: (key) => all().get(key),
  has: (key) => all().has(key),
  forEach: (each, self) => all().forEach(each, self),
  keys: () => all().keys(),
  values: () => all().values(),
  entries: () => all().entries(),
  [Symbol.iterator]: () => all()[Symbol.iterator](),
};
