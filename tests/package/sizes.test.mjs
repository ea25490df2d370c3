import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { claimed, nameOf } from "../../scripts/build/sizes.mjs";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const rows = JSON.parse(read("../../target/sizes.json"));

test("the README's sizes are those of the package: none larger, none long smaller (npm run sizes)", () => {
  const claims = claimed(read("../../README.md"));
  const names = [...new Set(rows.map(({ entry }) => entry))];
  assert.deepEqual(Object.keys(claims), names.map(nameOf));
  for (const name of names) {
    const real = ["browser", "inline"].flatMap((condition) => {
      const { js, wasm } = rows.find((row) => row.entry === name && row.condition === condition);
      return [js.gzip + wasm.gzip, js.brotli + wasm.brotli];
    });
    claims[nameOf(name)].forEach((claim, column) => {
      assert.ok(real[column] <= claim * 1000, `${name}, column ${column + 1}: ${real[column]} bytes, and the README says ${claim} kB at most: npm run sizes`);
      assert.ok(claim * 1000 <= real[column] * 1.2 + 2000, `${name}, column ${column + 1}: ${real[column]} bytes by now, and the README still says ${claim} kB: npm run sizes`);
    });
  }
});

test("what a page or a Worker loads stays within its budget", (t) => {
  // As a user's bundler minifies them for a Worker.
  const budgets = [
    ["a receiver, bundled", "workerd", 32_000],
    ["a receiver, bundled", "edge-light", 32_000],
    ["a receiver, bundled", "browser", 32_000],
    // 18 kB of it decide what became of an order: see ARCHITECTURE.md.
    ["a client, bundled", "workerd", 88_000],
    ["a client, bundled", "browser", 88_000],
    ["a proxy, bundled", "workerd", 60_000],
  ];
  for (const [name, condition, budget] of budgets) {
    const { js, wasm } = rows.find((row) => row.entry === name && row.condition === condition);
    const size = js.gzip + wasm.gzip;
    t.diagnostic(`${nameOf(name)}, ${condition}: ${size} bytes gzipped of ${budget}`);
    assert.ok(size <= budget, `${nameOf(name)}, ${condition}: ${size} bytes gzipped, and ${budget} is the budget`);
  }
});
