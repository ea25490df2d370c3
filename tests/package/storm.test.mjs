// Thousands of orders while everything goes wrong: none is lost, none is placed twice, no cent is missing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { APPKEY, SECRET, main, sandbox } from "./pkg.mjs";

const ORDERS = 4_000;
const CALLERS = 100;
const CENTS = 120;
const RULES = [
  { kind: "timeout", rate: 0.02 },
  { kind: "timeout", rate: 0.02, acted: true },
  { kind: "reset", rate: 0.03 },
  { kind: "reset", rate: 0.03, acted: true },
  { kind: "code", code: "500", rate: 0.03 },
  { kind: "code", code: "500", rate: 0.03, acted: true },
  { kind: "code", code: "43331", rate: 0.02, acted: true },
  { kind: "code", code: "501", rate: 0.03 },
  { kind: "http", status: 503, rate: 0.02, acted: true },
  { kind: "malformed", rate: 0.01 },
  { kind: "truncated", rate: 0.01 },
  { kind: "empty", rate: 0.01 },
];

test(`${ORDERS} orders from ${CALLERS} callers`, async () => {
  const ordered = [];
  const platform = new sandbox.Sandbox({
    appkey: APPKEY,
    secret: SECRET,
    seed: 7,
    cards: 500,
    balance: (ORDERS * CENTS) / 100 + 1000,
    notify: async (request) => {
      // The platform's own word for what was ordered.
      for (const { outTradeNo, orderId } of main.verify(await request.text(), SECRET, { window: false }).data) ordered.push([outTradeNo, orderId]);
      return Response.json({ status: "SUCCESS" });
    },
  });
  const calls = { order: 0, ask: 0 };
  const client = new main.Client({
    appkey: APPKEY,
    secret: SECRET,
    fetch: platform.fetch,
    // Two hours slow.
    now: () => Math.floor(Date.now() / 1000) - 7200,
    retry: { attemptTimeout: 40 },
    // What was not placed is looked for until this is over.
    timeout: 700,
    onRequest: ({ operation }) => calls[operation === "packages.order" ? "order" : "ask"]++,
  });
  const cards = [];
  for await (const { iccid, productCode, cardStatus } of client.cards.list.all({ pageSize: 500 })) {
    // The package is one product's, and a retired card takes none.
    if (productCode === "SB-GLOBAL-IOT" && cardStatus !== "RETIRED_NAME") cards.push(iccid);
  }
  platform.faults = [...RULES.map((rule) => ({ ...rule, operation: "packages.order" })), { kind: "reset", rate: 0.2, operation: "packages.orderDetails" }];

  const placed = new Map();
  const unknown = [];
  const ended = { placed: 0, recovered: 0, refused: 0, unknown: 0 };
  let next = 0;
  const caller = async () => {
    while (next < ORDERS) {
      const at = next++;
      const params = { iccid: cards[at % cards.length], packageCode: "SB-100M-7D" };
      // Every third caller brings numbers of its own.
      if (at % 3 === 0) params.outTradeNo = `mine-${at}`;
      try {
        const order = await client.packages.order(params);
        assert.ok(!placed.has(order.outTradeNo));
        placed.set(order.outTradeNo, order.orderId);
        ended[order.recovered ? "recovered" : "placed"]++;
      } catch (error) {
        if (error.code === "501") {
          ended.refused++;
          continue;
        }
        assert.equal(error.kind, "outcome_unknown", error.stack);
        assert.equal(error.outTradeNo, error.pending.params.outTradeNo);
        assert.ok(Math.abs(error.pending.since - Date.now()) < 60_000, "in milliseconds, by the platform's clock");
        unknown.push(error.pending);
        ended.unknown++;
      }
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  assert.equal(ended.placed + ended.recovered + ended.refused + ended.unknown, ORDERS);

  // Once the storm is over, whatever was taken is found, and what was not is not.
  platform.faults = [];
  await platform.settled();
  let found = 0;
  for (const pending of unknown) {
    const reconciled = await client.recheck(pending);
    if (!reconciled) continue;
    assert.equal(reconciled.confidence, "exact");
    placed.set(reconciled.outTradeNo, reconciled.result.orderId);
    found++;
  }
  console.log(JSON.stringify({ ...ended, found, ...calls }));
  assert.ok(ended.recovered > 0);
  assert.equal(new Set(ordered.map(([number]) => number)).size, ordered.length, "none is placed twice");
  assert.deepEqual(new Map(ordered), placed, "what the platform has is what the callers know of");
  const { balance } = await client.account.balance();
  assert.equal(Math.round(Number(balance) * 100), 100_000 + (ORDERS - ordered.length) * CENTS, "to the cent");
});
