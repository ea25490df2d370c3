// Calls whose outcome is unknown: what a notification, a look-up and a proxy tell of them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { code, DETAILS, EID, ICCID, lost, NOW, NUMBER, ok, ORDER, OTHER, page, platform, unknownOf } from "./order-platform.mjs";
import { main } from "./pkg.mjs";

const { Client } = main;

const row = (eshopOrderId, packageCode = "P", createDate = "2024-05-28 09:34:50") => ({ eid: EID, eshopOrderId, packageCode, createDate });
const cloud = { eid: EID, packageCode: "P", outTradeNo: "mine" };

test("a notification reconciles what no response did: of this client, or of one that is no more", async () => {
  const { client } = platform({ "package/orderPackage": [lost], "cloudesim/purchase": [lost], "package/refundPackage": [lost] });
  const first = await unknownOf(client.packages.order({ iccid: ICCID, packageCode: "P" }));
  await unknownOf(client.packages.order({ iccid: ICCID, packageCode: "P", outTradeNo: "other" }));
  const told = { id: "1", event: "SubPkgList", timestamp: NOW, nonce: 1, sign: "", data: [{ iccid: ICCID, packageCode: "P", orderId: 7, outTradeNo: first.outTradeNo }, { iccid: ICCID, packageCode: "P", orderId: 8 }] };
  const [settled, ...none] = await client.reconcile(told);
  assert.deepEqual(none, []);
  assert.deepEqual(settled, { operation: "packages.order", outTradeNo: first.outTradeNo, result: { orderId: 7 }, confidence: "exact", pending: first.pending });
  assert.deepEqual(await client.reconcile(told), [], "reconciled once");
  const elsewhere = platform({}).client;
  const stored = JSON.parse(JSON.stringify(first.pending));
  assert.equal((await elsewhere.reconcile(told, [stored]))[0].result.orderId, 7);
  assert.deepEqual(await elsewhere.reconcile({ ...told, event: "PkgEffective" }, [stored]), []);
  // The same number for another card or package is not this call.
  for (const other of [{ iccid: OTHER }, { packageCode: "Q" }]) assert.deepEqual(await elsewhere.reconcile({ ...told, data: [{ ...told.data[0], ...other }] }, [stored]), []);
  const refund = await unknownOf(client.packages.refund({ iccid: ICCID, orderId: 7, remark: "r" }));
  const refunded = { ...told, event: "Refund", orderId: 7, iccid: OTHER, data: undefined };
  assert.deepEqual(await client.reconcile(refunded), []);
  assert.deepEqual((await client.reconcile({ ...refunded, iccid: ICCID }))[0].pending, refund.pending);
});

test("one row reconciles one call, and an event about another order reconciles none", async () => {
  const { client } = platform({});
  const pending = (outTradeNo) => ({ operation: "cloudEsim.purchase", params: { ...cloud, outTradeNo }, since: NOW * 1000 });
  const told = (...data) => ({ id: "1", event: "CloudESimSubPkgList", timestamp: NOW, nonce: 1, sign: "", data });
  assert.deepEqual(await client.reconcile(told(row(7)), [pending("a"), pending("b")]), []);
  assert.deepEqual(await client.reconcile(told(row(7), row(8)), [pending("a")]), []);
  assert.deepEqual((await client.reconcile(told({ ...row(7), outTradeNo: "b" }), [pending("a"), pending("b")])).map(({ outTradeNo, confidence }) => [outTradeNo, confidence]), [["b", "exact"]]);
  const refund = { operation: "cloudEsim.refund", params: { orderId: "20005717", remark: "r" }, since: NOW * 1000 };
  assert.deepEqual(await client.reconcile({ id: "1", event: "CloudESimRefund", timestamp: NOW, nonce: 1, sign: "", eid: EID, eshopOrderId: 1 }, [refund]), []);
});

test("an unknown order can be rechecked by whoever has its `pending`", async () => {
  const details = [lost, lost, lost, ok([]), ok([]), ok([]), ok([DETAILS])];
  const { client, bodies } = platform({ "package/orderPackage": [lost], "package/getOrderPackageDetails": details }, { retry: false });
  const { pending } = await unknownOf(client.packages.order(ORDER));
  assert.equal(await client.recheck(pending), undefined);
  assert.equal(bodies("package/getOrderPackageDetails").length, 6, "once in each state");
  const { result, ...rest } = await client.recheck(JSON.parse(JSON.stringify(pending)));
  assert.deepEqual(result, { orderNumber: "n", orderId: 7 });
  assert.deepEqual(rest, { operation: "packages.order", outTradeNo: "mine", confidence: "exact", pending });
  await assert.rejects(client.recheck({ operation: "packages.odrer", params: {}, since: 1 }), { kind: "validation" });
});

test("a hook that throws, and a response that `strict` rejects, lose no order and repeat none", async () => {
  const hook = () => {
    throw new Error("hook");
  };
  const hooks = { onRequest: hook, onResponse: hook, onDrift: hook, onWarning: hook };
  for (const options of [hooks, { strict: true }]) {
    const { client, asked } = platform({ "package/orderPackage": [ok({ orderNumber: "n" })] }, options);
    const order = await client.packages.order({ iccid: "odd", packageCode: "P" });
    assert.equal(order.orderNumber, "n");
    assert.match(order.outTradeNo, NUMBER);
    assert.equal(asked.length, 1);
  }
});

test("through a proxy: its failures after it sent are unknown, its word that it did not send is believed", async () => {
  const fail = (kind, status, more) => () => Response.json({ error: { kind, message: "x", status, ...more } }, { status });
  const through = (script, options) => {
    const asked = [];
    const client = new Client({ proxyUrl: "https://p.example/api", pace: false, timeout: 3_000, fetch: async (_, init) => script[Math.min(asked.push(JSON.parse(init.body)), script.length) - 1](), ...options });
    return { client, asked };
  };
  const wrongClock = () => Response.json({ code: "42203", message: "" }, { headers: { date: new Date(0).toUTCString() } });
  const { client, asked } = through([fail("timeout", 504), fail("network", 502), wrongClock]);
  const error = await unknownOf(client.esim.purchase({ eSIMGoodsCode: "G" }));
  assert.equal(error.cause.code, "42203");
  assert.equal(new Set(asked.map(({ params }) => params.outTradeNo)).size, 1);
  assert.equal(asked.length, 3);
  for (const kind of ["network", "timeout"]) {
    const one = through([fail(kind, 502)], { retry: false });
    assert.equal((await unknownOf(one.client.esim.purchase({ eSIMGoodsCode: "G" }))).cause.kind, kind);
    await assert.rejects(through([fail(kind, 502, { sent: false })]).client.esim.purchase({ eSIMGoodsCode: "G" }), { kind });
  }
  await unknownOf(through([fail("proxy", 502, { reason: "relay" })], { retry: false }).client.esim.purchase({ eSIMGoodsCode: "G" }));
  await assert.rejects(through([fail("proxy", 403, { reason: "operation", sent: false })]).client.esim.purchase({ eSIMGoodsCode: "G" }), { kind: "proxy", reason: "operation" });
});

test("the error of an unknown call is that of its last attempt", async () => {
  const { client } = platform({ "esim/purchase": [lost, page(502, "<p>gateway")] }, { timeout: 3_000 });
  const { cause } = await unknownOf(client.esim.purchase({ eSIMGoodsCode: "G" }));
  assert.deepEqual([cause.kind, cause.status, cause.body], ["decode", 502, "<p>gateway"]);
  const looked = platform({ "package/orderPackage": [page(502, "<p>gateway")], "package/getOrderPackageDetails": [ok([])] }, { retry: false });
  assert.equal((await unknownOf(looked.client.packages.order(ORDER))).cause.body, "<p>gateway");
});
