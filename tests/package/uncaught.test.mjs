// What a program prints that forgets to catch: through a pipe, as in every log.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";

const dist = (entry) => JSON.stringify(String(new URL(`../../pkg/dist/${entry}.js`, import.meta.url)));

const programs = [
  ["a secret with white space", `const { Client } = await import(${dist("index")}); new Client({ appkey: "a", secret: " s " });`, /secret/, /at new Client .*index\.js/],
  ["a callback with a wrong secret", `const { verify } = await import(${dist("webhook")}); verify('{"a":1,"sign":"963A56BAEBED746F2746E4D9B3B77BE0F2E171E7"}', "wrong");`, /bad_signature/, /at verify\w* .*\.js/],
  ["a proxy option that is none", `const { createSigningProxy } = await import(${dist("proxy")}); createSigningProxy({ appkey: "a", secret: "s", allow: ["cards.lst"] });`, /cards\.lst/, /at createSigningProxy .*proxy\.js/],
  ["a fault rule that is none", `const { Sandbox } = await import(${dist("sandbox")}); new Sandbox({ appkey: "a", secret: "s" }).faults = [{ operation: "cards.list", kind: "odd" }];`, /faults\[0\]/, /at set faults .*sandbox\.js/],
];

// Every Node.js that is installed: the one that runs the tests, and others on the PATH.
const found = new Map();
for (const path of [process.execPath, ...process.env.PATH.split(delimiter).map((directory) => join(directory, "node"))]) {
  if (!existsSync(path)) continue;
  const version = spawnSync(path, ["--version"], { encoding: "utf8" }).stdout.trim();
  if (!found.has(version)) found.set(version, path);
}

test(`uncaught errors are read in Node.js ${[...found.keys()].join(" and ")}`, async (t) => {
  for (const [version, path] of found) {
    for (const [what, program, message, frame] of programs) {
      await t.test(`${what}, ${version}`, () => {
        const { stderr, status } = spawnSync(path, ["--input-type=module", "-e", program], { encoding: "utf8" });
        assert.equal(status, 1);
        assert.match(stderr, message);
        assert.match(stderr, frame);
        assert.ok(stderr.length < 2_000, `${stderr.length} characters:\n${stderr}`);
      });
    }
  }
});
