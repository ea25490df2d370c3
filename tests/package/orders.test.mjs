// Orders, refunds and transfers whose answers are lost: done once, found again, or said to be unknown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { APPKEY, SECRET, main } from "./pkg.mjs";

const { Client, OutcomeUnknownError } = main;
const ICCID = "89852243101000600107";
const EID = "89033023425120000000012345678901";
const NUMBER = /^\d{14}-[0-9A-HJKMNP-TV-Z]{16}$/;
const NOW = 1_716_860_087; // 2024-05-28 09:34:47 at UTC+8

const ok = (data) => () => Response.json({ code: "200", message: "", data });
const code = (code) => () => Response.json({ code, message: "" });
const lost = () => {
  throw new TypeError("reset");
};

/** A client of a platform that answers each path by its own script; the last entry of a script repeats. */
function platform(scripts, options = {}) {
  const asked = [];
  const client = new Client({
    appkey: APPKEY,
    secret: SECRET,
    pace: false,
    now: () => NOW,
    fetch: async (url, init) => {
      const path = url.slice(url.indexOf("/v3/") + 4);
      const script = scripts[path] ?? [code("403")];
      const at = asked.filter((one) => one.path === path).length;
      asked.push({ path, body: JSON.parse(init.body) });
      return script[Math.min(at, script.length - 1)](init);
    },
    ...options,
  });
  const bodies = (path) => asked.filter((one) => one.path === path).map(({ body }) => body);
  return { client, asked, bodies };
}

const unknownOf = async (promise) => {
  const error = await promise.then(() => assert.fail("succeeded"), (error) => error);
  assert.ok(error instanceof OutcomeUnknownError, String(error));
  assert.equal(error.retryable, false);
  return error;
};

const orders = [
  ["packages", "order", "package/orderPackage", { iccid: ICCID, packageCode: "P" }, "outTradeNo", { orderNumber: "n", orderId: 7 }],
  ["esim", "purchase", "esim/purchase", { eSIMGoodsCode: "G" }, "outTradeNo", { orderId: "7", iccid: "", activationCode: "" }],
  ["cloudEsim", "purchase", "cloudesim/purchase", { eid: EID, packageCode: "P" }, "outTradeNo", { eshopOrderId: 7 }],
  ["pools", "subscribe", "pool/sub", { pool_object_id: 1, pool_type_code: "T" }, "out_trade_no", { order_no: "u" }],
];

for (const [group, method, path, params, number, data] of orders) {
  const name = `${group}.${method}`;

  test(`${name} makes a number, keeps it over all tries, and tells it`, async () => {
    const told = [];
    const { client, bodies } = platform({ [path]: [lost, code("501"), ok(data)] }, { onRequest: (info) => told.push([info.try, info.outTradeNo]) });
    const result = await client[group][method]({ ...params, [number]: undefined });
    const sent = bodies(path).map((body) => body[number]);
    assert.match(sent[0], NUMBER);
    assert.ok(sent[0].length <= 32);
    assert.ok(sent[0].startsWith("20240528013447-"), "the time, UTC");
    assert.deepEqual(sent, [sent[0], sent[0], sent[0]]);
    assert.deepEqual(result, { ...data, [number]: sent[0] });
    assert.equal(result.recovered, undefined);
    assert.deepEqual(told, [[1, sent[0]], [2, sent[0]], [3, sent[0]]]);
  });

  test(`${name} leaves the answer as documented where the number is the caller's`, async () => {
    const { client, bodies } = platform({ [path]: [ok(data)] });
    const result = await client[group][method]({ ...params, [number]: "mine" });
    assert.equal(bodies(path)[0][number], "mine");
    assert.deepEqual(result, data);
    assert.equal(result[number], "mine");
  });

  test(`${name}: every error tells the number`, async () => {
    for (const [script, kind] of [[[code("41001")], "api"], [[lost], "outcome_unknown"]]) {
      const { client, bodies } = platform({ [path]: script }, { retry: false });
      const error = await client[group][method](params).catch((error) => error);
      assert.equal(error.kind, kind);
      assert.equal(error.outTradeNo, bodies(path)[0][number]);
      assert.match(JSON.stringify(error), NUMBER.source.slice(1, -1) && /\d{14}-/);
    }
  });

  test(`${name}: "exists already" is the caller's error at a first try, and no error of a number made here`, async () => {
    for (const exists of ["42002", "503016"]) {
      const { client, bodies } = platform({ [path]: [code(exists)] });
      await assert.rejects(client[group][method]({ ...params, [number]: "mine" }), { kind: "api", code: exists });
      // Refused for its pace, so not taken: the number was somebody's before.
      const busy = platform({ [path]: [code("501"), code(exists)] });
      await assert.rejects(busy.client[group][method]({ ...params, [number]: "mine" }), { kind: "api", code: exists });
      await unknownOf(client[group][method](params));
      assert.equal(bodies(path).length, 2);
    }
  });

  test(`${name}: an unreadable answer is a lost one`, async () => {
    for (const garbage of ["", "<html>", '{"code":"200","data":{"ord']) {
      const { client, bodies } = platform({ [path]: [() => new Response(garbage)] });
      await unknownOf(client[group][method](params));
      assert.equal(bodies(path).length, 3);
    }
  });

  test(`${name}: what ends it from outside ends it as unknown once it was sent`, async () => {
    const silent = (init) => new Promise((_, reject) => init.signal.addEventListener("abort", () => reject(init.signal.reason)));
    const { client, asked } = platform({ [path]: [silent] });
    const controller = new AbortController();
    const call = client[group][method](params, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 20);
    const error = await unknownOf(call);
    assert.equal(error.cause.message, "enough");
    assert.match(error.outTradeNo, NUMBER);
    assert.equal((await unknownOf(client[group][method](params, { timeout: 30 }))).cause.kind, "timeout");
    const before = asked.length;
    await assert.rejects(client[group][method](params, { signal: AbortSignal.abort(new Error("early")) }), { message: "early" });
    assert.equal(asked.length, before);
  });
}

test("a package order is found by its number, in whatever state it is", async () => {
  const row = { outTradeNo: "mine", orderNumber: "n", orderId: 7 };
  const { client, bodies } = platform({
    "package/orderPackage": [lost, code("42002")],
    "package/getOrderPackageDetails": [ok([]), ok([{ ...row, outTradeNo: "another" }]), ok([row])],
  });
  const order = await client.packages.order({ iccid: ICCID, packageCode: "P", outTradeNo: "mine" });
  assert.deepEqual(order, { orderNumber: "n", orderId: 7 });
  assert.equal(order.recovered, "sure");
  assert.deepEqual(bodies("package/getOrderPackageDetails").map(({ outTradeNoArrStr, state }) => [outTradeNoArrStr, state]), [["mine", 1], ["mine", 0], ["mine", 2]]);
});

test("a pool subscription is found by its number in its pool", async () => {
  const { client, bodies } = platform({ "pool/sub": [lost], "pool/record/list": [ok({ list: [{ order_no: "x", out_trade_no: "another" }, { order_no: "u", out_trade_no: "mine" }] })] });
  const order = await client.pools.subscribe({ pool_object_id: 5, pool_type_code: "T", out_trade_no: "mine" });
  assert.deepEqual([{ ...order }, order.recovered], [{ order_no: "u" }, "sure"]);
  const [{ pool_object_id, out_trade_no_arr }] = bodies("pool/record/list");
  assert.deepEqual([pool_object_id, out_trade_no_arr], [5, "mine"]);
});

const row = (eshopOrderId, packageCode = "P", createDate = "2024-05-28 09:34:50") => ({ eshopOrderId, packageCode, createDate });
const cloud = { eid: EID, packageCode: "P", outTradeNo: "mine" };

test("a cloud eSIM order is matched by package and time, and never called sure", async () => {
  const list = [row(1, "P", "2024-05-28 09:30:00"), row(2, "Q"), row(3)];
  const { client } = platform({ "cloudesim/purchase": [lost], "cloudesim/pkg/record/list": [ok({ list, total: 3 })] });
  const order = await client.cloudEsim.purchase(cloud);
  assert.deepEqual([order.eshopOrderId, order.recovered, order.outTradeNo], [3, "likely", "mine"]);
});

test("a cloud eSIM order that could be one of several is unknown", async () => {
  const several = platform({ "cloudesim/purchase": [lost], "cloudesim/pkg/record/list": [ok({ list: [row(3), row(4)], total: 2 })] });
  await unknownOf(several.client.cloudEsim.purchase(cloud));
  // Two alike at once: the one order there is may be the other's.
  const alike = platform({ "cloudesim/purchase": [lost], "cloudesim/pkg/record/list": [ok({ list: [row(3)], total: 1 })] });
  const two = await Promise.allSettled([alike.client.cloudEsim.purchase(cloud), alike.client.cloudEsim.purchase({ ...cloud, outTradeNo: "mine too" })]);
  assert.ok(two.some(({ reason }) => reason instanceof OutcomeUnknownError));
  // One that is known to be another call's is not taken.
  const known = platform({ "cloudesim/purchase": [ok({ eshopOrderId: 3 }), lost], "cloudesim/pkg/record/list": [ok({ list: [row(3)], total: 1 })] });
  await known.client.cloudEsim.purchase(cloud);
  await unknownOf(known.client.cloudEsim.purchase({ ...cloud, outTradeNo: "second" }));
});

test("an eSIM purchase cannot be asked for, and says so", async () => {
  const { client, asked } = platform({ "esim/purchase": [lost, code("503016")] });
  const error = await unknownOf(client.esim.purchase({ eSIMGoodsCode: "G" }));
  assert.match(error.nextStep, /ask the platform/);
  assert.deepEqual(error.lost, { operation: "esim.purchase", params: { eSIMGoodsCode: "G", outTradeNo: error.outTradeNo }, since: NOW });
  assert.equal(error.cause.code, "503016");
  assert.equal(asked.length, 2);
});

test("a refusal after a lost try is believed only where the platform knows of no such order", async () => {
  const order = { "package/orderPackage": [lost, code("45112")] };
  const params = { iccid: ICCID, packageCode: "P", outTradeNo: "mine" };
  const found = ok([{ outTradeNo: "mine", orderNumber: "n", orderId: 7 }]);
  assert.equal((await platform({ ...order, "package/getOrderPackageDetails": [found] }).client.packages.order(params)).orderId, 7);
  await assert.rejects(platform({ ...order, "package/getOrderPackageDetails": [ok([])] }).client.packages.order(params), { kind: "api", code: "45112" });
  await unknownOf(platform({ ...order, "package/getOrderPackageDetails": [lost] }).client.packages.order(params));
  await unknownOf(platform({ "esim/purchase": [lost, code("45112")] }).client.esim.purchase({ eSIMGoodsCode: "G" }));
});

for (const [group, path, params, status, refunded, other] of [
  ["packages", "package/refundPackage", { iccid: ICCID, orderId: 7, remark: "r" }, "package/queryPackage", -1, 1],
  ["esim", "esim/refund", { orderId: "7", remark: "r" }, "esim/orderStatus", 3, 2],
  ["cloudEsim", "cloudesim/refund", { eshopOrderId: 7, remark: "r" }, "cloudesim/orderStatus", 3, 2],
]) {
  test(`${group}.refund is sent once, and its outcome is the order's state`, async () => {
    for (const end of [lost, code("500"), code("43331"), () => new Response("", { status: 502 })]) {
      const done = platform({ [path]: [end], [status]: [ok({ status: refunded })] });
      assert.deepEqual(await done.client[group].refund(params), {});
      assert.equal(done.bodies(path).length, 1);
      const not = platform({ [path]: [end], [status]: [ok({ status: other })] });
      assert.match((await unknownOf(not.client[group].refund(params))).nextStep, /orderStatus/);
      assert.equal(not.bodies(path).length, 1);
    }
    await assert.rejects(platform({ [path]: [code("42008")] }).client[group].refund(params), { kind: "api", code: "42008" });
  });
}

test("a transfer is sent once, and looked for on the card it went to", async () => {
  const params = { oldIccid: ICCID, newIccid: "89852243101000600108", orderId: 7, orderNumber: "n" };
  const data = [{ orderId: 9, packageCode: "P", createDate: "2024-05-28 09:34:50" }];
  const { client, bodies } = platform({ "card/transferPkg": [lost], "package/packageOrderRecord": [() => Response.json({ code: "200", message: "", data, total: 1 })] });
  const moved = await client.cards.transferPackage(params);
  assert.deepEqual([{ ...moved }, moved.recovered], [{ newPkgCode: "P", newOrderId: 9 }, "likely"]);
  assert.equal(bodies("card/transferPkg").length, 1);
  await unknownOf(platform({ "card/transferPkg": [lost], "package/packageOrderRecord": [code("500")] }).client.cards.transferPackage(params));
});

test("other writes fail as they fail, and no error says to do them again", async () => {
  const { client, asked } = platform({ "sms/sendSms": [lost] });
  await assert.rejects(client.sms.send({ iccid: ICCID, message: "x" }), { kind: "network", retryable: false });
  assert.equal(asked.length, 1);
});

test("a notification settles what no answer did: of this client, or of one that is no more", async () => {
  const { client } = platform({ "package/orderPackage": [lost], "cloudesim/purchase": [lost], "package/refundPackage": [lost] });
  const first = await unknownOf(client.packages.order({ iccid: ICCID, packageCode: "P" }));
  await unknownOf(client.packages.order({ iccid: ICCID, packageCode: "P", outTradeNo: "other" }));
  const told = { id: "1", event: "SubPkgList", timestamp: NOW, nonce: 1, sign: "", data: [{ iccid: ICCID, orderId: 7, outTradeNo: first.outTradeNo }, { orderId: 8 }] };
  const [settled, ...none] = await client.settle(told);
  assert.deepEqual(none, []);
  assert.deepEqual(settled, { operation: "packages.order", outTradeNo: first.outTradeNo, result: { orderId: 7 }, certainty: "sure", lost: first.lost });
  assert.deepEqual(await client.settle(told), [], "settled once");
  const elsewhere = platform({}).client;
  const stored = JSON.parse(JSON.stringify(first.lost));
  assert.equal((await elsewhere.settle(told, [stored]))[0].result.orderId, 7);
  assert.deepEqual(await elsewhere.settle({ ...told, event: "PkgEffective" }, [stored]), []);
  const refund = await unknownOf(client.packages.refund({ iccid: ICCID, orderId: 7, remark: "r" }));
  assert.deepEqual((await client.settle({ ...told, event: "Refund", orderId: 7, data: undefined }))[0].lost, refund.lost);
});

test("an unknown order can be asked for again, by whoever has its `lost`", async () => {
  const details = [lost, ok([]), ok([]), ok([]), ok([{ outTradeNo: "mine", orderNumber: "n", orderId: 7 }])];
  const { client } = platform({ "package/orderPackage": [lost], "package/getOrderPackageDetails": details }, { retry: false });
  const { lost: call } = await unknownOf(client.packages.order({ iccid: ICCID, packageCode: "P", outTradeNo: "mine" }));
  assert.equal(await client.lookUp(call), undefined);
  assert.deepEqual((await client.lookUp(JSON.parse(JSON.stringify(call)))).result, { orderNumber: "n", orderId: 7 });
});

test("a hook that throws, and an answer that `strict` refuses, lose no order and repeat none", async () => {
  const hook = () => {
    throw new Error("hook");
  };
  const hooks = { onRequest: hook, onResponse: hook, onDrift: hook, onWarning: hook };
  const { client } = platform({ "package/orderPackage": [ok({ orderNumber: "n" })] }, hooks);
  assert.equal((await client.packages.order({ iccid: "odd", packageCode: "P" })).orderNumber, "n");
  const strict = platform({ "package/orderPackage": [ok({ orderNumber: "n" })] }, { strict: true });
  await assert.rejects(strict.client.packages.order({ iccid: ICCID, packageCode: "P" }), (error) => error.kind === "decode" && NUMBER.test(error.outTradeNo));
  assert.equal(strict.asked.length, 1);
});

test("through a proxy, its clock signs, and its word for no answer is one", async () => {
  const refusal = (kind, status) => () => Response.json({ error: { kind, message: "x", status } }, { status });
  const asked = [];
  const script = [refusal("timeout", 504), refusal("network", 502), () => Response.json({ code: "42203", message: "" }, { headers: { date: new Date(0).toUTCString() } })];
  const client = new Client({ proxyUrl: "https://p.example/api", pace: false, fetch: async (_, init) => script[asked.push(JSON.parse(init.body)) - 1]() });
  const error = await unknownOf(client.esim.purchase({ eSIMGoodsCode: "G" }));
  assert.equal(error.cause.code, "42203");
  assert.equal(new Set(asked.map(({ params }) => params.outTradeNo)).size, 1);
  assert.equal(asked.length, 3);
});
