// Where a module comes from, and what `ready` makes of it. Node.js takes the browser's files as well.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const dist = new URL("../../pkg/dist/", import.meta.url);
const bytes = readFileSync(new URL("webhook.wasm", dist));
let fresh = 0;
// Each its own instance.
const load = (condition) => import(`${dist}webhook.${condition}.js?${fresh++}`);

test("in a browser a failed load is explained and forgotten, and one load serves all", async (t) => {
  const answers = [
    () => new Response("<html>", { headers: { "content-type": "text/html" } }),
    () => Promise.reject(new TypeError("offline")),
    () => new Response(bytes.subarray(0, 9)),
    () => new Response(bytes),
  ];
  const { mock } = t.mock.method(globalThis, "fetch", async () => answers[mock.callCount()]());
  const webhook = await load("browser");
  assert.throws(() => webhook.signNotification("{}", "s"), { kind: "not_ready", message: /await ready\(\)/ });
  await assert.rejects(webhook.ready(), { kind: "not_ready", message: /text\/html where a \.wasm was expected/ });
  await assert.rejects(webhook.ready(), { message: "offline" });
  await assert.rejects(webhook.ready(), WebAssembly.CompileError);
  await Promise.all([webhook.ready(), webhook.ready()]);
  await webhook.ready();
  assert.equal(mock.callCount(), 4);
  assert.match(webhook.signNotification("{}", "s"), /"sign"/);
});

test("ready takes a module from elsewhere, in every condition", async (t) => {
  const { mock } = t.mock.method(globalThis, "fetch", async () => new Response(bytes));
  for (const condition of ["browser", "inline"]) {
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
  const { ready, signNotification } = await load("inline");
  await assert.rejects(ready("https://example.com/"), { kind: "not_ready" });
  await ready();
  assert.match(signNotification("{}", "s"), /"sign"/);
});
