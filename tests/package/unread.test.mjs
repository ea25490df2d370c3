import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { segments } from "../../scripts/build/sections.mjs";
import { diverges } from "../../scripts/build/silence.mjs";
import { unread } from "../../scripts/build/unread.mjs";
import { artifacts } from "../../scripts/build/wasm.mjs";
import { root } from "../../scripts/steps.mjs";

// What each core reads: a name that it compares, a message that it hands out.
const READ = {
  main: ["SubPkgList", "a key occurs twice in one object", "half of a surrogate pair", "cardInfoList"],
  webhook: ["SubPkgList", "a key occurs twice in one object", "`sign` is missing or empty", "CloudESimUnLock"],
  proxy: ["a key occurs twice in one object", "application/json"],
};
const UNREAD = ["index out of bounds: the len is ", "range end index ", "src/json.rs"];

for (const artifact of Object.keys(READ)) {
  const linked = readFileSync(join(root, "target", "wasm", artifact, "wasm32-unknown-unknown", "wasm", "eiotclub.wasm"));
  const zeroed = (silent) => {
    const ranges = unread(linked, silent);
    return (text) => {
      const places = segments(linked).map(({ address, start, end }) => ({ address, start, at: linked.subarray(start, end).indexOf(text) }));
      const found = places.find(({ at }) => at >= 0);
      assert.ok(found, `${artifact} holds ${JSON.stringify(text)}`);
      const from = found.address + found.at;
      const shared = ranges.map(({ address, length }) => Math.min(address + length, from + text.length) - Math.max(address, from));
      return shared.filter((bytes) => bytes > 0).reduce((sum, bytes) => sum + bytes, 0);
    };
  };

  test(`${artifact}: of its data what is read stays, and what only panics read goes`, () => {
    const gone = zeroed(diverges);
    for (const text of READ[artifact]) assert.equal(gone(text), 0, text);
    for (const text of UNREAD) assert.equal(gone(text), text.length, text);
  });

  test(`${artifact}: what panics read stays where they are not silenced`, () => {
    const gone = zeroed(() => false);
    assert.equal(gone(UNREAD[0]), 0);
  });
}

test("the artifacts that are looked at exist", () => {
  for (const artifact of Object.keys(READ)) assert.ok(Object.hasOwn(artifacts, artifact), artifact);
});
