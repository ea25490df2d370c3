// Every documented event is caused by some flow, and decodes without drift.

import assert from "node:assert/strict";
import { test } from "node:test";
import { APPKEY, SECRET, main, sandbox, webhook } from "./pkg.mjs";

const EVENTS = [
  ...["SubPkgList", "PkgEffective", "PkgQuantityList", "FlowAlert", "CardStopped", "Refund", "SwitchProduct"],
  ...["CardIMEILocked", "IMEIUnLock", "CardMovedInIMEIPool", "CardMovedOutIMEIPool"],
  ...["CloudESimSubPkgList", "CloudESimPkgActivate", "CloudESimPkgDeactivate", "CloudESimFlowAlert", "CloudESimCardStopped"],
  ...["CloudESimRefund", "CloudESimSwitchProduct", "CloudESimLocked", "CloudESimUnLock"],
];

test("all twenty events come of what happens to an account", async () => {
  const seen = new Set();
  const drift = [];
  const receiver = new webhook.Receiver({ secret: SECRET, onDrift: (one) => drift.push(one) }).on("*", ({ event }) => void seen.add(String(event)));
  const platform = new sandbox.Sandbox({ appkey: APPKEY, secret: SECRET, cards: 48, balance: 10_000, notify: (request) => receiver.handle(request) });
  const client = new main.Client({ appkey: APPKEY, secret: SECRET, fetch: platform.fetch, strict: true, retry: false, timeout: 150 });
  // Which card or eSIM lets it happen is the seed's to say: what is refused happens to another.
  const attempt = (call) =>
    call.catch((error) => {
      // "Ordering is abnormal" does not say whether the order was placed.
      if (error.kind === "outcome_unknown") return assert.equal(error.cause.code, "41036", String(error.cause));
      assert.equal(error.kind, "api", String(error));
    });
  let number = 0;
  const outTradeNo = () => `n${++number}`;

  const { cardInfoList } = await client.cards.list();
  for (const { iccid } of cardInfoList) {
    const { operators } = await client.cards.networkOptions({ iccid });
    for (const network of operators) await attempt(client.cards.switchNetwork({ iccid, network }));
    const offer = (await client.packages.listForCard({ iccid })).at(-1);
    const order = await attempt(client.packages.order({ iccid, packageCode: offer.packageCode, outTradeNo: outTradeNo() }));
    if (order && number % 2) await attempt(client.packages.refund({ iccid, orderId: String(order.orderId), remark: "test" }));
    if (number % 3 === 0) await attempt(client.cards.addIccidsToPool({ plockGroupId: 3, iccids: [iccid], memo: "" }));
  }
  const eids = [];
  for await (const { eid } of client.cloudEsim.list.all()) eids.push(eid);
  const products = new Set();
  const bought = [];
  for (const eid of eids) {
    for (const { packageCode, productCode } of (await client.cloudEsim.listPackages({ eid })).list.slice(0, 2)) {
      products.add(productCode);
      const order = await attempt(client.cloudEsim.purchase({ eid, packageCode, outTradeNo: outTradeNo() }));
      if (order) bought.push(order.eshopOrderId);
    }
  }
  await platform.advance(600);
  for (const eshopOrderId of bought.slice(-4)) await attempt(client.cloudEsim.refund({ eshopOrderId, remark: "test" }));
  await platform.advance(86_400);
  for (const { iccid } of cardInfoList) await attempt(client.cards.unlockImei({ iccid }));
  await platform.advance(40 * 86_400);
  for (const eid of eids) await attempt(client.cloudEsim.unlock({ eid }));
  for (const eid of eids) for (const productCode of products) await attempt(client.esim.install({ eid, productCode, enable: 1 }));
  await platform.advance(60 * 86_400);
  assert.deepEqual(EVENTS.filter((event) => !seen.has(event)), []);
  assert.deepEqual([...seen].filter((event) => !EVENTS.includes(event)), []);
  assert.deepEqual(drift, []);
});
