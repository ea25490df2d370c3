import assert from "node:assert/strict";
import { test } from "node:test";
import { inWorkerd } from "../../benches/shared/cdr-memory.mjs";

const SIZE = 128e6;

for (const kind of ["totals", "records"])
  test(`${kind} of a long file sent to a Worker: the runtime grows by less than 64 MiB`, { skip: process.platform !== "linux" && "nothing tells what another process takes" }, async () => {
    const { rest, peak, records } = await inWorkerd(kind, SIZE);
    assert(records > SIZE / 150, String(records));
    assert(peak - rest < 64 * 2 ** 20, `${peak - rest} bytes`);
  });
