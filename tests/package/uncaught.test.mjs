// What a program prints that forgets to catch: through a pipe, as in every log.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const dist = (path) => new URL(`../../pkg/dist/${path}.js`, import.meta.url);
const kinds = {
  import: { flags: ["--input-type=module"], load: (entry) => `await import(${JSON.stringify(String(dist(entry)))})` },
  require: { flags: ["--input-type=commonjs"], load: (entry) => `require(${JSON.stringify(fileURLToPath(dist(`cjs/${entry}`)))})` },
};

const programs = [
  ["a client's secret with white space", (load) => `const { Client } = ${load("index")}; new Client({ appkey: "a", secret: " s " });`, /^ValidationError: secret /m, /at new Client .*index\.js/],
  ["a secret that is missing", (load) => `const { sign } = ${load("index")}; sign({ a: 1 }, process.env.EIOT_NO_SUCH_SECRET);`, /^ValidationError: secret /m, /at (Object\.)?sign .*index\.js/],
  ["a callback with a wrong secret", (load) => `const { verify } = ${load("webhook")}; verify('{"a":1,"sign":"963A56BAEBED746F2746E4D9B3B77BE0F2E171E7"}', "wrong");`, /^SignatureError: bad_signature: /m, /at (Object\.)?verify .*webhook\.js/],
  ["a receiver's secret that is empty", (load) => `const { Receiver } = ${load("webhook")}; new Receiver({ secret: "" });`, /^ValidationError: secret /m, /at new Receiver .*webhook\.js/],
  ["a proxy option that is invalid", (load) => `const { createSigningProxy } = ${load("proxy")}; createSigningProxy({ appkey: "a", secret: "s", allow: ["cards.lst"] });`, /^ValidationError: .*cards\.lst/m, /at (Object\.)?createSigningProxy .*proxy\.js/],
  ["a fault rule that is invalid", (load) => `const { Sandbox } = ${load("sandbox")}; new Sandbox({ appkey: "a", secret: "s" }).faults = [{ operation: "cards.list", kind: "odd" }];`, /^ValidationError: faults\[0\]/m, /at set faults .*sandbox\.js/],
  ["a call that the platform rejects", (load) => `const { Client } = ${load("index")}; void new Client({ appkey: "a", secret: "wrong", fetch: async () => Response.json({ code: "42402", message: "sign" }) }).account.balance();`, /^ApiError: account\.balance: .*42402/m, /at .*index\.js/],
];

// Every Node.js that is installed: the one that runs the tests, and others on the PATH.
const found = new Map();
for (const path of [process.execPath, ...process.env.PATH.split(delimiter).map((directory) => join(directory, "node"))]) {
  if (!existsSync(path)) continue;
  const version = spawnSync(path, ["--version"], { encoding: "utf8" }).stdout.trim();
  if (!found.has(version)) found.set(version, path);
}

/** The names of the functions in a stack. */
const namesOf = (stderr) => [...stderr.matchAll(/^ +at (?:async )?(?:new |set |get )?(?:[\w$]+\.)?(#?[\w$]+) (?:\[as \w+\] )?\(/gm)].map((match) => match[1]);

test(`uncaught errors are read in Node.js ${[...found.keys()].join(" and ")}`, async (t) => {
  for (const [version, path] of found) {
    for (const [kind, { flags, load }] of Object.entries(kinds)) {
      for (const [what, program, message, frame] of programs) {
        await t.test(`${what}, ${kind}, ${version}`, () => {
          const { stderr, status } = spawnSync(path, [...flags, "-e", program(load)], { encoding: "utf8" });
          assert.equal(status, 1);
          assert.match(stderr, message);
          assert.match(stderr, frame);
          const names = namesOf(stderr);
          assert.ok(names.length >= 2, stderr);
          for (const name of names) assert.ok(name.length > 2, `${name} is no name of a function of ours:\n${stderr}`);
          const size = Buffer.byteLength(stderr);
          assert.ok(size < 2_000, `${size} bytes:\n${stderr}`);
        });
      }
    }
  }
});
