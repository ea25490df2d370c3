import assert from "node:assert/strict";
import { test } from "node:test";
import { inNode } from "../../benches/shared/cdr-memory.mjs";

// A million ids far apart are some 12 MiB, and making them takes as much again.
for (const [kind, most] of [["totals", 64], ["scattered", 80], ["records", 64]])
  test(`${kind} of a long file: the process grows by less than ${most} MiB`, async () => {
    const { rest, peak } = await inNode(kind, 128e6);
    assert(peak - rest < most * 2 ** 20, `${peak - rest} bytes`);
  });
