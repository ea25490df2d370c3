// From the bytes of an answer to checked objects: one card, a page of 500, a page of 5,000.

import { compareAll } from "./shared/compare.mjs";
import { decodings } from "./shared/works/decode.mjs";

await compareAll(decodings());
