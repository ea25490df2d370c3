// A signed request: the signature alone, and a whole call against a fetch that answers at once.

import * as node from "./shared/by-hand-node.mjs";
import { compareAll } from "./shared/compare.mjs";
import { calls } from "./shared/works/call.mjs";
import { signatures } from "./shared/works/sign.mjs";

await compareAll(signatures(node));
await compareAll(calls(node));
