// A trap inside the core ends one call with a typed error, and an order's outcome is not thought to be known.

import assert from "node:assert/strict";
import { test } from "node:test";

// The memory's own allocator is asked for what there cannot be, and stops the core as a fault of its own would.
let striking = false;
const { Instance } = WebAssembly;
WebAssembly.Instance = function (module, imports) {
  const { exports } = new Instance(module, imports);
  const malloc = (size, align) => {
    if (!striking) return exports.__wbindgen_malloc(size, align);
    striking = false;
    return exports.__wbindgen_malloc(-1, align);
  };
  return Object.create(Instance.prototype, { exports: { value: { ...exports, __wbindgen_malloc: malloc } } });
};
const { Client } = await import("../../pkg/dist/index.inline.js");

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
