// Where a module comes from, and what `ready` makes of it. Node.js takes the browser's files as well.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const dist = new URL("../../pkg/dist/", import.meta.url);
const bytes = readFileSync(new URL("webhook.wasm", dist));

// A copy has an instance of its own.
const copies = mkdtempSync(join(tmpdir(), "eiotclub-loading-"));
after(() => rmSync(copies, { recursive: true }));
let count = 0;
const load = (condition) => {
  const copy = join(copies, String(count++));
  cpSync(dist, copy, { recursive: true, filter: (path) => !/\.(map|d\.ts)$/.test(path) });
  writeFileSync(join(copy, "package.json"), '{ "type": "module" }');
  return import(join(copy, `webhook${condition}.js`));
};

test("in a browser a failed load is explained and forgotten, and one load serves all", async (t) => {
  const answers = [
    () => new Response("<html>", { headers: { "content-type": "text/html" } }),
    () => Promise.reject(new TypeError("offline")),
    () => new Response(bytes.subarray(0, 9)),
    () => new Response(bytes),
  ];
  const { mock } = t.mock.method(globalThis, "fetch", async () => answers[mock.callCount()]());
  const webhook = await load(".browser");
  assert.throws(() => webhook.signNotification("{}", "s"), { kind: "not_ready", message: /await ready\(\)/ });
  await assert.rejects(webhook.ready(), { kind: "not_ready", message: /text\/html where a \.wasm file was expected/ });
  await assert.rejects(webhook.ready(), (error) => error.kind === "not_ready" && error.cause.message === "offline");
  await assert.rejects(webhook.ready(), (error) => error.kind === "not_ready" && error.cause instanceof WebAssembly.CompileError && /wasm-unsafe-eval/.test(error.message));
  await Promise.all([webhook.ready(), webhook.ready()]);
  await webhook.ready();
  assert.equal(mock.callCount(), 4);
  assert.match(webhook.signNotification("{}", "s"), /"sign"/);
});

test("ready takes a module from elsewhere, in every condition", async (t) => {
  const { mock } = t.mock.method(globalThis, "fetch", async () => new Response(bytes));
  for (const condition of [".browser", ""]) {
    for (const from of [new WebAssembly.Module(bytes), new Response(bytes), "https://example.com/webhook.wasm", new URL("https://example.com/webhook.wasm")]) {
      const { ready, signNotification } = await load(condition);
      await ready(from);
      assert.match(signNotification("{}", "s"), /"sign"/);
    }
  }
  assert.deepEqual(mock.calls.map(({ arguments: [from] }) => String(from)), Array(4).fill("https://example.com/webhook.wasm"));
});

test("where the module is at hand, nothing waits for it, and a failed ready spoils nothing", async (t) => {
  t.mock.method(globalThis, "fetch", async () => new Response("", { status: 404 }));
  const { ready, signNotification } = await load("");
  await assert.rejects(ready("https://example.com/"), { kind: "not_ready" });
  await ready();
  assert.match(signNotification("{}", "s"), /"sign"/);
});
