import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryOver } from "../../benches/shared/call-memory.mjs";

test("after a warm-up no number of calls and clients makes the core's memory grow", async () => {
  const sizes = [];
  for await (const bytes of memoryOver(40_000, 2_000)) sizes.push(bytes);
  assert.equal(sizes.length, 20);
  assert.ok(sizes[0] > 0, "the module's memory is seen");
  assert.deepEqual(new Set(sizes.slice(1)).size, 1, sizes.join());
});
