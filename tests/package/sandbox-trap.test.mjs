// A trap of the module, which no input is known to cause: brought about by an instance that fails when told to.

import assert from "node:assert/strict";
import { test } from "node:test";

let trap = false;
const { Instance } = WebAssembly;
WebAssembly.Instance = function (module, imports) {
  const { exports } = new Instance(module, imports);
  const failing = (name) => (...all) => {
    if (trap && name === "handle") throw new WebAssembly.RuntimeError("unreachable");
    return exports[name](...all);
  };
  return { exports: Object.fromEntries(Object.entries(exports).map(([name, one]) => [name, typeof one === "function" ? failing(name) : one])) };
};
const { Client } = await import("../../pkg/dist/index.js");
const { Sandbox } = await import("../../pkg/dist/sandbox.js");

test("after a trap a lost sandbox says so, and does not become the next one", async () => {
  const make = (balance) => {
    const platform = new Sandbox({ appkey: "a", secret: "s", balance });
    return { platform, client: new Client({ appkey: "a", secret: "s", fetch: platform.fetch, retry: false }) };
  };
  const lost = make(1);
  assert.equal((await lost.client.account.balance()).balance, "1.00");
  trap = true;
  await assert.rejects(lost.client.account.balance(), (error) => /internal error/.test(`${error.message}${error.cause?.message}`));
  trap = false;
  const next = make(2);
  assert.equal((await next.client.account.balance()).balance, "2.00");
  await assert.rejects(lost.client.account.balance(), (error) => /make a new one/.test(`${error.message}${error.cause?.message}`));
  await assert.rejects(lost.platform.advance(1), /make a new one/);
  assert.deepEqual(lost.platform.deliveries, []);
});
