// What is measured in every runtime.

import { calls } from "./call.mjs";
import { cdrTotals } from "./cdr.mjs";
import { decodings } from "./decode.mjs";
import { signatures } from "./sign.mjs";
import { verifications } from "./verify.mjs";

export async function* everywhere(node) {
  yield* verifications(node);
  yield* signatures(node);
  yield* calls(node);
  yield* decodings([1, 500]);
  yield* cdrTotals();
}

export const ROUNDS = 9;
