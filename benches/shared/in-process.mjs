// In a runtime that is a command: what was measured, a line each.

import * as node from "./by-hand-node.mjs";
import { measured } from "./figures.mjs";
import { everywhere, ROUNDS } from "./works/everywhere.mjs";

const runtime = globalThis.Bun ? `Bun ${Bun.version}` : `Deno ${Deno.version.deno}`;
for await (const one of everywhere(node)) console.log(`MEASURED ${JSON.stringify(await measured({ ...one, rounds: ROUNDS }, runtime))}`);
