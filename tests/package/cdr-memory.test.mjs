import assert from "node:assert/strict";
import { test } from "node:test";
import { inNode } from "../../benches/shared/cdr-memory.mjs";

for (const kind of ["totals", "records"])
  test(`${kind} of a long file: the process grows by less than 64 MiB`, async () => {
    const { rest, peak } = await inNode(kind, 128e6);
    assert(peak - rest < 64 * 2 ** 20, `${peak - rest} bytes`);
  });
