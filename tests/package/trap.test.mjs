// A trap inside the core ends one call with a typed error, and an order's outcome is not thought to be known.

import assert from "node:assert/strict";
import { test } from "node:test";

// (module (func (export "trap") unreachable))
const { trap } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1, 3, 0, 0, 11]))).exports;

// The next function of the core that is called traps.
let striking = false;
const { Instance } = WebAssembly;
WebAssembly.Instance = function (module, imports) {
  const { exports } = new Instance(module, imports);
  const wrap = (call) => (...args) => {
    if (striking) {
      striking = false;
      trap();
    }
    return call(...args);
  };
  const wrapped = Object.entries(exports).map(([name, value]) => [name, typeof value === "function" && !name.startsWith("__") ? wrap(value) : value]);
  return Object.create(Instance.prototype, { exports: { value: Object.fromEntries(wrapped) } });
};
const { Client } = await import("../../pkg/dist/index.js");

const BALANCE = { balance: "8.50", currency: "USD" };
const make = (fetch, options) => new Client({ appkey: "AK", secret: "s", pace: false, fetch, ...options });
const ok = (data) => Response.json({ code: "200", message: "", data });

test("before a call is sent: it fails, others under way do not, the next works", async () => {
  let sent = 0;
  const client = make(async () => {
    sent++;
    await new Promise((resolve) => setTimeout(resolve, 10));
    return ok(BALANCE);
  });
  const underWay = client.account.balance();
  await new Promise((resolve) => setTimeout(resolve, 1));
  striking = true;
  await assert.rejects(client.account.balance(), (error) => {
    assert.equal(error.kind, "internal");
    assert.ok(error.cause instanceof WebAssembly.RuntimeError, String(error.cause));
    return true;
  });
  assert.equal(sent, 1);
  assert.deepEqual(await underWay, BALANCE);
  assert.deepEqual(await client.account.balance(), BALANCE);
});

test("while an answer is read: a read fails, an order is unknown and not sent again", async () => {
  const placed = { orderNumber: "n", orderId: 7 };
  let sent = 0;
  const client = make(async (url) => {
    if (!url.endsWith("orderDetails") && !url.endsWith("OrderPackageDetails")) sent++;
    striking = sent === 1;
    return url.endsWith("OrderPackageDetails") ? ok([]) : ok(url.endsWith("balance") ? BALANCE : placed);
  });
  await assert.rejects(client.account.balance(), { kind: "internal" });
  assert.deepEqual(await client.account.balance(), BALANCE);
  sent = 0;
  await assert.rejects(client.packages.order({ iccid: "1", packageCode: "P" }), (error) => error.kind === "outcome_unknown" && error.cause.kind === "internal");
  assert.equal(sent, 1);
  assert.equal((await client.packages.order({ iccid: "1", packageCode: "P" })).orderId, 7);
});

test("a thousand traps leave nothing behind that a call could notice", async () => {
  const client = make(async () => ok(BALANCE));
  for (let at = 0; at < 1000; at++) {
    striking = true;
    await assert.rejects(client.account.balance(), { kind: "internal" });
    assert.deepEqual(await client.account.balance(), BALANCE);
  }
});
