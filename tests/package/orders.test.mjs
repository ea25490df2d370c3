// Orders, refunds and transfers whose responses are lost: done once, found again, or unknown. Never called failed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { code, DETAILS, EID, FOUND, ICCID, lost, methodOf, notConnected, NOW, NUMBER, ok, ORDER, orders, OTHER, page, platform, unknownOf } from "./order-platform.mjs";
import { main } from "./pkg.mjs";

const { OutcomeUnknownError } = main;

for (const { name, path, params, number, data, once } of orders) {
  const call = (client, more, options) => methodOf(client, name)({ ...params, ...more }, options);

  test(`${name} makes a number, keeps it over all attempts, and returns it`, async () => {
    const told = [];
    const script = once ? [code("501"), ok(data)] : [lost, code("501"), ok(data)];
    const { client, bodies } = platform({ [path]: once ? [ok(data)] : script }, { timeout: 5_000, onRequest: (info) => told.push([info.attempt, info.outTradeNo]) });
    const result = await call(client, { [number]: undefined });
    const sent = bodies(path).map((body) => body[number]);
    assert.match(sent[0], NUMBER);
    assert.ok(sent[0].length <= 32);
    assert.ok(sent[0].startsWith("20240528013447-"), "the time, UTC");
    assert.deepEqual(sent, Array(once ? 1 : 3).fill(sent[0]));
    // Enumerable, so that a copy and JSON keep it.
    assert.deepEqual(Object.entries(result).sort(), Object.entries({ ...data, [number]: sent[0] }).sort());
    assert.deepEqual(told, sent.map((one, at) => [at + 1, one]));
  });

  test(`${name} returns the caller's number too`, async () => {
    for (const answer of [data, null]) {
      const { client, bodies } = platform({ [path]: [ok(answer)] });
      assert.deepEqual(await call(client, { [number]: "mine" }), { ...answer, [number]: "mine" });
      assert.equal(bodies(path)[0][number], "mine");
    }
  });

  test(`${name}: every error tells the number`, async () => {
    for (const [script, kind] of [[[code("41001")], "api"], [[lost], "outcome_unknown"], [[notConnected], "network"]]) {
      const { client, bodies } = platform({ [path]: script }, { retry: false });
      const error = await call(client).catch((error) => error);
      assert.equal(error.kind, kind);
      assert.equal(error.outTradeNo, bodies(path)[0][number]);
      assert.match(JSON.stringify(error), /\d{14}-/);
    }
  });

  test(`${name}: a response that proves nothing is never called failed`, async () => {
    const open = [page(200, ""), page(200), page(200, '{"code":"200","data":{"ord'), page(502), page(403), page(204, null), page(302, null), ...["500", "43331", "41036", "43333", "504", "-1", "999999", ""].map((one) => code(one)), () => Response.json({ code: "45112", message: "" }, { status: 503 })];
    await Promise.all(open.map(async (answer, at) => {
      const { client, bodies } = platform({ [path]: [answer] }, { timeout: 600 });
      const { pending, lookup, nextStep } = await unknownOf(call(client));
      assert.deepEqual([pending.operation, pending.params, pending.since], [name, { ...params, [number]: bodies(path)[0][number] }, NOW * 1000], String(at));
      assert.equal(lookup, "unavailable");
      assert.ok(nextStep.length > 20);
      assert.ok(once ? bodies(path).length === 1 : bodies(path).length > 1, `${at}: ${bodies(path).length}`);
    }));
  });

  test(`${name}: a code of the table that says that nothing was done is a refusal, in a 2xx or 4xx response`, async () => {
    for (const answer of [code("45112"), () => Response.json({ code: 41001, message: "" }, { status: 400 })]) {
      const { client, asked } = platform({ [path]: [answer] });
      await assert.rejects(call(client), { kind: "api" });
      assert.equal(asked.length, 1);
    }
  });

  test(`${name}: a request that provably never left is a failure, and may be sent again`, async () => {
    const { client, bodies } = platform({ [path]: [notConnected] }, { timeout: 3_000 });
    await assert.rejects(call(client), { kind: "network" });
    assert.equal(bodies(path).length, once ? 1 : 3);
  });

  test(`${name}: an abort or a timeout after it was sent is unknown`, async () => {
    const silent = (init) => new Promise((_, reject) => init.signal.addEventListener("abort", () => reject(init.signal.reason)));
    const { client, asked } = platform({ [path]: [silent] });
    const controller = new AbortController();
    const aborted = call(client, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 20);
    const error = await unknownOf(aborted);
    assert.equal(error.cause.message, "enough");
    assert.match(error.outTradeNo, NUMBER);
    assert.equal((await unknownOf(call(client, {}, { timeout: 30 }))).cause.kind, "timeout");
    const before = asked.length;
    await assert.rejects(call(client, {}, { signal: AbortSignal.abort(new Error("early")) }), { message: "early" });
    assert.equal(asked.length, before);
  });

  test(`${name}: a clock that throws while it is under way makes it unknown, not failed`, async () => {
    let sent = false;
    const now = () => {
      if (sent) throw new Error("no clock");
      return NOW;
    };
    const { client } = platform({ [path]: [() => ((sent = true), ok(data)())] }, { now });
    assert.equal((await unknownOf(call(client))).cause.message, "no clock");
    await assert.rejects(call(client), { message: "no clock" });
  });

  test(`${name}: a byte order mark loses no order`, async () => {
    const { client } = platform({ [path]: [() => new Response(`\ufeff${JSON.stringify({ code: "200", message: "", data })}`)] });
    assert.deepEqual(await call(client, { [number]: "mine" }), { ...data, [number]: "mine" });
  });
}


test("a package order is found by its number, in whatever state it is", async () => {
  const { client, bodies } = platform({
    "package/orderPackage": [lost, code("42002")],
    "package/getOrderPackageDetails": [ok([]), ok([{ ...DETAILS, outTradeNo: "another" }]), ok([DETAILS])],
  }, { timeout: 5_000 });
  const order = await client.packages.order(ORDER);
  assert.deepEqual(order, FOUND);
  assert.deepEqual(Object.keys(order).sort(), Object.keys(FOUND).sort());
  assert.deepEqual(bodies("package/getOrderPackageDetails").map(({ outTradeNoArrStr, state }) => [outTradeNoArrStr, state]), [["mine", 1], ["mine", 0], ["mine", 2]]);
});

test("an empty look-up proves nothing, and is made again: lists lag", async () => {
  const none = Array(4).fill(ok([]));
  const scripts = [[lost, lost, lost], [lost, code("45112")], [lost, code("42002")], [code("43331"), lost, code("501")]];
  await Promise.all(scripts.map(async (script) => {
    const late = platform({ "package/orderPackage": script, "package/getOrderPackageDetails": [...none, ok([DETAILS])] }, { timeout: 8_000 });
    assert.deepEqual(await late.client.packages.order(ORDER), FOUND);
    const never = platform({ "package/orderPackage": script, "package/getOrderPackageDetails": [ok([])] }, { timeout: 1_500 });
    const error = await unknownOf(never.client.packages.order(ORDER));
    assert.equal(error.lookup, "absent");
    assert.match(error.nextStep, /packages\.orderDetails.*SubPkgList/);
  }));
});

test("a look-up that fails says so", async () => {
  const { client } = platform({ "package/orderPackage": [lost], "package/getOrderPackageDetails": [lost] });
  assert.equal((await unknownOf(client.packages.order(ORDER))).lookup, "unavailable");
});

test("a row under the number of the call, for another card or package, is not the call's", async () => {
  for (const other of [{ iccid: OTHER }, { packageCode: "Q" }]) {
    const { client } = platform({ "package/orderPackage": [lost], "package/getOrderPackageDetails": [ok([{ ...DETAILS, ...other }])] });
    assert.equal((await unknownOf(client.packages.order(ORDER))).lookup, "ambiguous");
  }
  const incomplete = platform({ "package/orderPackage": [lost, code("42002")], "package/getOrderPackageDetails": [ok([{ outTradeNo: "mine", orderNumber: "n" }])] }, { timeout: 5_000 });
  assert.equal((await incomplete.client.packages.order(ORDER)).recovered, "probable");
});

test("a number with a comma would be looked up as two: a refusal after a lost attempt is not believed", async () => {
  const { client, bodies } = platform({ "package/orderPackage": [lost, code("45112")], "package/getOrderPackageDetails": [ok([DETAILS])] });
  await unknownOf(client.packages.order({ ...ORDER, outTradeNo: "A,B" }));
  assert.deepEqual(bodies("package/getOrderPackageDetails"), []);
});

test("42002 for the caller's own number at the first attempt tells the order that has it, or is unknown", async () => {
  const older = { ...DETAILS, packageCode: "Q", orderId: 3 };
  const scripts = (row) => ({ "package/orderPackage": [code("42002")], "package/getOrderPackageDetails": [ok(row ? [row] : [])] });
  for (const row of [DETAILS, older]) {
    await assert.rejects(platform(scripts(row)).client.packages.order(ORDER), (error) => {
      assert.deepEqual([error.kind, error.code, error.outTradeNo], ["api", "42002", "mine"]);
      assert.deepEqual(error.existing, { orderNumber: "n", orderId: row.orderId, iccid: ICCID, packageCode: row.packageCode });
      return true;
    });
  }
  assert.equal((await unknownOf(platform(scripts()).client.packages.order(ORDER))).cause.code, "42002");
  // Refused for its rate, so not taken: the number was somebody's before.
  const busy = platform({ ...scripts(older), "package/orderPackage": [code("501"), code("42002")] }, { timeout: 3_000 });
  await assert.rejects(busy.client.packages.order(ORDER), (error) => error.code === "42002" && error.existing.orderId === 3);
  // A number that was made here is nobody else's: the order was placed.
  const rows = { "package/getOrderPackageDetails": [(init) => ok([{ ...DETAILS, outTradeNo: JSON.parse(init.body).outTradeNoArrStr }])()] };
  const order = await platform({ "package/orderPackage": [code("42002")], ...rows }).client.packages.order({ iccid: ICCID, packageCode: "P" });
  assert.deepEqual([order.orderId, order.recovered], [7, "exact"]);
});

test("a pool subscription is found by its number in its pool", async () => {
  const list = [{ order_no: "x", out_trade_no: "another", pool_type_code: "T" }, { order_no: "u", out_trade_no: "mine", pool_type_code: "T" }];
  const { client, bodies } = platform({ "pool/sub": [lost], "pool/record/list": [ok({ list })] }, { timeout: 5_000 });
  const order = await client.pools.subscribe({ pool_object_id: 5, pool_type_code: "T", out_trade_no: "mine" });
  assert.deepEqual(order, { order_no: "u", out_trade_no: "mine", recovered: "exact" });
  const [{ pool_object_id, out_trade_no_arr }] = bodies("pool/record/list");
  assert.deepEqual([pool_object_id, out_trade_no_arr], [5, "mine"]);
});

const row = (eshopOrderId, packageCode = "P", createDate = "2024-05-28 09:34:50") => ({ eid: EID, eshopOrderId, packageCode, createDate });
const cloud = { eid: EID, packageCode: "P", outTradeNo: "mine" };
const cloudList = (...list) => [ok({ list, total: list.length })];

test("a cloud eSIM order is never sent again, matched by package and time, and never called exact", async () => {
  const list = [row(1, "P", "2024-05-28 09:30:00"), row(2, "Q"), row(3), { ...row(4), eid: "another" }];
  for (const end of [lost, code("501"), code("43331"), page(502)]) {
    const { client, bodies } = platform({ "cloudesim/purchase": [end], "cloudesim/pkg/record/list": cloudList(...list) });
    const order = client.cloudEsim.purchase(cloud);
    // 501 proves that nothing was done.
    if (end !== lost && (await end().clone().text()).includes('"501"')) await assert.rejects(order, { kind: "api", code: "501" });
    else assert.deepEqual(await order, { eshopOrderId: 3, outTradeNo: "mine", recovered: "probable" });
    assert.equal(bodies("cloudesim/purchase").length, 1);
  }
});

test("a cloud eSIM order that could be one of several is unknown", async () => {
  const several = platform({ "cloudesim/purchase": [lost], "cloudesim/pkg/record/list": cloudList(row(3), row(4)) });
  assert.equal((await unknownOf(several.client.cloudEsim.purchase(cloud))).lookup, "ambiguous");
  // Two alike at once: the one order there is may be the other's.
  const alike = platform({ "cloudesim/purchase": [lost], "cloudesim/pkg/record/list": cloudList(row(3)) });
  const two = await Promise.allSettled([alike.client.cloudEsim.purchase(cloud), alike.client.cloudEsim.purchase({ ...cloud, outTradeNo: "mine too" })]);
  assert.ok(two.every(({ reason }) => reason instanceof OutcomeUnknownError));
  // One that is known to be another call's is not taken.
  const known = platform({ "cloudesim/purchase": [ok({ eshopOrderId: 3 }), lost], "cloudesim/pkg/record/list": cloudList(row(3)) });
  await known.client.cloudEsim.purchase(cloud);
  assert.equal((await unknownOf(known.client.cloudEsim.purchase({ ...cloud, outTradeNo: "second" }))).lookup, "absent");
});

test("an eSIM purchase cannot be looked up, but for the order id that 503016 may tell", async () => {
  const { client, asked } = platform({ "esim/purchase": [lost, code("503016")] }, { timeout: 3_000 });
  const error = await unknownOf(client.esim.purchase({ eSIMGoodsCode: "G" }));
  assert.match(error.nextStep, /重复订单号。返回这个错误的时候可以通过查询eSIM订单详情接口获取结果。.*ask the platform/);
  assert.deepEqual(error.pending, { operation: "esim.purchase", params: { eSIMGoodsCode: "G", outTradeNo: error.outTradeNo }, since: NOW * 1000 });
  assert.equal(error.cause.code, "503016");
  assert.equal(asked.length, 2);
  const named = code(503016, { data: { orderId: "7" } });
  const made = await platform({ "esim/purchase": [lost, named] }, { timeout: 3_000 }).client.esim.purchase({ eSIMGoodsCode: "G" });
  assert.deepEqual([made.orderId, made.recovered], ["7", "exact"]);
  const mine = { eSIMGoodsCode: "G", outTradeNo: "mine" };
  assert.equal((await platform({ "esim/purchase": [lost, named] }, { timeout: 3_000 }).client.esim.purchase(mine)).recovered, "probable");
  await assert.rejects(platform({ "esim/purchase": [named] }).client.esim.purchase(mine), (error) => error.code === "503016" && error.existing.orderId === "7");
  assert.equal((await unknownOf(platform({ "esim/purchase": [code("503016")] }).client.esim.purchase(mine))).cause.code, "503016");
});

for (const [group, path, params, status, refunded, other] of [
  ["packages", "package/refundPackage", { iccid: ICCID, orderId: 7, remark: "r" }, "package/queryPackage", -1, 1],
  ["esim", "esim/refund", { orderId: "7", remark: "r" }, "esim/orderStatus", 3, 2],
  ["cloudEsim", "cloudesim/refund", { eshopOrderId: 7, remark: "r" }, "cloudesim/orderStatus", 3, 2],
]) {
  test(`${group}.refund is sent once, and its outcome is the order's state`, async () => {
    for (const end of [lost, code("500"), code("43331"), code("41036"), page(502, "")]) {
      const done = platform({ [path]: [end], [status]: [ok({ status: refunded })] });
      assert.deepEqual(await done.client[group].refund(params), { recovered: "exact" });
      assert.equal(done.bodies(path).length, 1);
      const not = platform({ [path]: [end], [status]: [ok({ status: other })] });
      assert.match((await unknownOf(not.client[group].refund(params))).nextStep, /orderStatus/);
      assert.equal(not.bodies(path).length, 1);
    }
    await assert.rejects(platform({ [path]: [code("42008")] }).client[group].refund(params), { kind: "api", code: "42008" });
  });
}

test("a transfer is sent once, and looked for on the card it went to", async () => {
  const params = { oldIccid: ICCID, newIccid: OTHER, orderId: 7, orderNumber: "n" };
  const made = { iccid: OTHER, orderId: 9, packageCode: "P", createDate: "2024-05-28 09:34:50" };
  const listed = (...data) => [() => Response.json({ code: "200", message: "", data, total: data.length })];
  const { client, bodies } = platform({ "card/transferPkg": [lost], "package/packageOrderRecord": listed(made, { ...made, orderId: 8, outTradeNo: "ordered" }) });
  assert.deepEqual(await client.cards.transferPackage(params), { newPkgCode: "P", newOrderId: 9, recovered: "probable" });
  assert.equal(bodies("card/transferPkg").length, 1);
  for (const end of [[code("500")], listed(), listed(made, { ...made, orderId: 10 }), listed({ ...made, createDate: "2024-05-28 09:00:00" })]) {
    await unknownOf(platform({ "card/transferPkg": [lost], "package/packageOrderRecord": end }).client.cards.transferPackage(params));
  }
});

for (const [name, path, params] of [
  ["sms.send", "sms/sendSms", { iccid: ICCID, message: "x" }],
  ["esim.install", "esim/install", { eid: EID, productCode: "P", enable: 1 }],
  ["pools.unsubscribe", "pool/unsub", { pool_object_id: "1", order_no: "u" }],
]) {
  test(`${name} costs money: sent once, and unknown if its response is lost`, async () => {
    for (const end of [lost, code("500"), page(502)]) {
      const { client, asked } = platform({ [path]: [end] });
      const error = await unknownOf(methodOf(client, name)(params));
      assert.equal(error.pending.operation, name);
      assert.equal(asked.length, 1);
    }
    await assert.rejects(methodOf(platform({ [path]: [notConnected] }, { retry: false }).client, name)(params), { kind: "network" });
  });
}

test("a write that costs nothing fails as it fails, and no error says to do it again", async () => {
  const { client, asked } = platform({ "card/reset": [lost] });
  await assert.rejects(client.cards.reset({ iccids: [ICCID] }), { kind: "network", retryable: false });
  assert.equal(asked.length, 1);
});
