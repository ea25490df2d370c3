import assert from "node:assert/strict";
import test from "node:test";
import { APPKEY, SECRET, main, sandbox, webhook } from "./pkg.mjs";

const { Sandbox } = sandbox;
const make = (more) => {
  const seen = [];
  const receiver = new webhook.Receiver({ secret: SECRET }).on("*", (notification) => void seen.push(notification));
  const platform = new Sandbox({ appkey: APPKEY, secret: SECRET, notify: (request) => receiver.handle(request), ...more });
  const drift = [];
  const client = new main.Client({ appkey: APPKEY, secret: SECRET, fetch: platform.fetch, onDrift: (one) => drift.push(one) });
  return { platform, client, seen, drift };
};
const idle = async (client) => (await client.cards.list({ cardStatus: "ACTIVATION_READY_NAME" })).cardInfoList[0].iccid;

test("the whole loop: order, callback, effect, refund, balance, without a network", async () => {
  const { platform, client, seen, drift } = make();
  const iccid = await idle(client);
  const [offer] = await client.packages.listForCard({ iccid });
  const order = await client.packages.order({ iccid, packageCode: offer.packageCode, outTradeNo: "t-1" });
  await platform.settled();
  assert.deepEqual(seen.map(({ event }) => event), ["SubPkgList"]);
  assert.deepEqual([seen[0].data[0].orderId, seen[0].data[0].outTradeNo], [order.orderId, "t-1"]);
  await platform.advance(10);
  assert.equal(seen[1].event, "PkgEffective");
  assert.equal((await client.packages.orderStatus({ iccid, orderId: order.orderId })).status, 1);
  assert.equal(Number((await client.account.balance()).balance), 500 - offer.gzhPrice);
  await client.packages.refund({ iccid, orderId: order.orderId, remark: "test" });
  await platform.settled();
  assert.deepEqual([seen[2].event, seen[2].refundAmount], ["Refund", offer.gzhPrice.toFixed(2)]);
  assert.equal((await client.account.balance()).balance, "500.00");
  assert.equal((await client.packages.orderStatus({ iccid, orderId: order.orderId })).status, -1);
  await assert.rejects(client.packages.order({ iccid, packageCode: offer.packageCode, outTradeNo: "t-1" }), { code: "42002" });
  assert.deepEqual(drift, []);
  assert.ok(platform.deliveries.every(({ done, answered }) => done && answered === '200 {"status":"SUCCESS"}'));
});

test("all cards are listed page by page", async () => {
  const { client } = make();
  const seen = new Set();
  for await (const { iccid } of client.cards.list.all({ pageSize: 5 })) seen.add(iccid);
  assert.equal(seen.size, 24);
});

test("notifications are repeated until SUCCESS, and handled once", async () => {
  const handled = [];
  const receiver = new webhook.Receiver({ secret: SECRET }).on("SubPkgList", ({ id }) => void handled.push(id));
  const hindrances = [
    () => new Response("busy", { status: 503 }),
    () => new Response("{}"),
    () => Promise.reject(new Error("reset")),
    async (request) => (await receiver.handle(request), new Response("lost on the way", { status: 502 })),
  ];
  const notify = async (request) => {
    const { event } = await request.clone().json();
    return event === "SubPkgList" && hindrances.length ? hindrances.shift()(request) : receiver.handle(request);
  };
  const { platform, client } = make({ notify });
  await client.packages.order({ iccid: await idle(client), packageCode: "SB-12G-360D", outTradeNo: "t" });
  const ours = () => platform.deliveries.find(({ event }) => event === "SubPkgList");
  await platform.settled();
  assert.deepEqual([ours().tries, ours().answered, ours().done], [1, "503 busy", false]);
  for (const seconds of [5, 15, 60, 300]) await platform.advance(seconds);
  assert.deepEqual([ours().tries, ours().answered, ours().done], [5, '200 {"status":"SUCCESS"}', true]);
  assert.deepEqual(handled, [ours().id]);
});

test("wrong credentials are refused with the platform's codes", async () => {
  const { platform } = make();
  const client = (more) => new main.Client({ appkey: APPKEY, secret: SECRET, fetch: platform.fetch, ...more });
  await assert.rejects(client({ secret: "other" }).account.balance(), { kind: "api", code: "42402" });
  await assert.rejects(client({ appkey: "other" }).account.balance(), { code: "42102" });
  await assert.rejects(client({ now: () => 1, retry: false }).account.balance(), { code: "42203" });
  assert.ok(await client({ now: () => 1 }).account.balance(), "the clock is learnt from the answer");
  await assert.rejects(client().request("/api/v3/no/such"), { kind: "decode" });
});

test("a fixed clock and a seed give the same bytes", async () => {
  const run = async () => {
    const bodies = [];
    const now = 1767225600;
    const platform = new Sandbox({ appkey: APPKEY, secret: SECRET, seed: 3, now, notify: async (request) => (bodies.push(await request.text()), Response.json({ status: "SUCCESS" })) });
    const client = new main.Client({ appkey: APPKEY, secret: SECRET, fetch: platform.fetch, now: () => now });
    const iccid = await idle(client);
    await client.packages.order({ iccid, packageCode: "SB-1G-30D", outTradeNo: "t" });
    await platform.advance(40 * 86_400);
    return bodies;
  };
  const first = await run();
  assert.ok(first.length > 10);
  assert.deepEqual(await run(), first);
});

test("wrong options are refused with the field's name; a closed sandbox says so", async () => {
  for (const [options, field] of [[undefined, /appkey.*secret/], [{ appkey: "a" }, /secret/], [{ appkey: "a", secret: "s", seed: "x" }, /seed/], [{ appkey: "a", secret: "s", notify: 1 }, /notify/], [{ appkey: "a", secret: "s", notifyUrl: "x" }, /notifyUrl/], [{ appkey: "a", secret: "s", realTime: true, now: 5 }, /realTime/], [{ appkey: "a", secret: "s", now: Date.now() }, /now must be Unix seconds/], [{ appkey: "a", secret: "s", cards: 0 }, /cards/], [{ appkey: "a", secret: "s", balance: "5,00" }, /balance/], [{ appkey: "a", secret: "s", notifyTimeout: 0 }, /notifyTimeout/]]) {
    assert.throws(() => new Sandbox(options), (error) => error.kind === "validation" && field.test(error.message));
  }
  const { platform } = make();
  await platform.advance(1);
  platform.close();
  await assert.rejects(platform.advance(1), /closed/);
  await assert.rejects(make().platform.advance(-1), /seconds/);
});

test("a clock of the caller's that throws fails that call and loses no sandbox", async () => {
  let broken = false;
  const now = () => {
    if (broken) throw new Error("no clock");
    return Math.floor(Date.now() / 1000);
  };
  const { platform, client } = make({ now });
  const other = make();
  const iccid = await idle(client);
  const [offer] = await client.packages.listForCard({ iccid });
  await client.packages.order({ iccid, packageCode: offer.packageCode, outTradeNo: "t-1" });
  await other.client.account.balance();
  const { balance } = await client.account.balance();
  assert.notEqual(balance, "500.00");
  broken = true;
  await assert.rejects(client.account.balance());
  await assert.rejects(platform.advance(1));
  broken = false;
  assert.equal((await client.account.balance()).balance, balance);
  assert.equal((await other.client.account.balance()).balance, "500.00");
});

test("without anybody to notify nothing counts as posted", async () => {
  const platform = new Sandbox({ appkey: APPKEY, secret: SECRET });
  await platform.advance(40 * 86_400);
  assert.ok(platform.deliveries.length > 10);
  assert.ok(platform.deliveries.every(({ tries, answered, done }) => tries === 0 && answered === null && !done));
});

test("a receiver that never answers holds nothing up for longer than its time, and is asked again", async () => {
  let posts = 0;
  const notify = () => (posts++ === 0 ? new Promise(() => undefined) : Response.json({ status: "SUCCESS" }));
  const { platform, client } = make({ notify, notifyTimeout: 30 });
  await client.packages.order({ iccid: await idle(client), packageCode: "SB-1G-30D", outTradeNo: "t" });
  await platform.advance(10);
  const { attempts, done, at } = platform.deliveries.find(({ event }) => event === "SubPkgList");
  assert.deepEqual(attempts, [
    { at, answered: "no answer within 30 ms", acknowledged: false },
    { at: at + 5, answered: '200 {"status":"SUCCESS"}', acknowledged: true },
  ]);
  assert.ok(done);
});

test("whoever is notified finds the platform as it was at that moment", async () => {
  const states = [];
  const { platform, client } = make({
    notify: async (request) => {
      const { event, iccid, data } = await request.json();
      const about = iccid ?? [JSON.parse(data)].flat()[0].iccid;
      if (about === card) states.push([event, platform.clock, (await client.cards.get({ iccid: card })).cardStatus]);
      return Response.json({ status: "SUCCESS" });
    },
  });
  const card = await idle(client);
  await client.packages.order({ iccid: card, packageCode: "SB-100M-7D", outTradeNo: "t" });
  const start = platform.clock;
  await platform.advance(30 * 86_400);
  const status = Object.fromEntries(states.map(([event, , state]) => [event, state]));
  assert.equal(status.SubPkgList, "ACTIVATION_READY_NAME");
  assert.equal(status.PkgEffective, "ACTIVATED_NAME");
  assert.equal(status.CardStopped, "DEACTIVATED_NAME");
  assert.equal(states[1][1], start + 3);
});

test("an account begins with as many cards and as much money as asked for", async () => {
  const { client } = make({ cards: 1200, balance: "12.34" });
  assert.equal((await client.cards.list()).totalPage, 3);
  assert.equal((await client.account.balance()).balance, "12.34");
});

test("a client keeps to the pace of a sandbox that counts its calls, and to none where nobody counts", async () => {
  const codes = async (rateLimit, pace) => {
    const { fetch } = new Sandbox({ appkey: APPKEY, secret: SECRET, rateLimit });
    const client = new main.Client({ appkey: APPKEY, secret: SECRET, fetch, pace, retry: false });
    const calls = Array.from({ length: 21 }, () => client.account.balance().then(() => "200", ({ code }) => code));
    return new Set(await Promise.all(calls));
  };
  const [paced, hasty, free] = await Promise.all([codes(10), codes(10, false), codes()]);
  assert.deepEqual([[...paced], hasty.has("501"), [...free]], [["200"], true, ["200"]]);
});

test("the overview tells of eSIMs, cloud eSIMs, pools and tasks", async () => {
  const { platform, client } = make({ seed: 5 });
  const iccid = await idle(client);
  await client.cards.reset({ iccids: [iccid] });
  await client.esim.purchase({ eSIMGoodsCode: "SB-ESIM-1G-30D", outTradeNo: "esim" });
  await client.esim.purchase({ eSIMGoodsCode: "SB-ESIM-FAILS", outTradeNo: "fails" });
  const [{ eid }] = (await client.cloudEsim.list({ cardStatus: "ACTIVATION_READY_NAME" })).cardInfoList;
  const offer = (await client.cloudEsim.listPackages({ eid })).list.at(-1);
  const { eshopOrderId } = await client.cloudEsim.purchase({ eid, packageCode: offer.packageCode, outTradeNo: "cloud" });
  const [{ pool_type_code }] = (await client.pools.listPackages()).list;
  const { pool_object_id } = await client.pools.create({ pool_type_code, memo: "meters" });
  await client.pools.addCards({ pool_object_id, iccid_arr: [iccid] });
  const { order_no } = await client.pools.subscribe({ pool_object_id, pool_type_code, out_trade_no: "pool" });
  const before = await platform.overview();
  assert.deepEqual(before.esimOrders.list.map(({ state, iccid }) => [state, iccid]), [["processing", null], ["processing", null]]);
  assert.equal(before.cloudEsimOrders.list[0].state, "processing");
  await platform.advance(86_400);
  const all = await platform.overview();
  assert.deepEqual(all.esimOrders.list.map(({ state, outTradeNo }) => [state, outTradeNo]), [["failed", "fails"], ["done", "esim"]]);
  assert.ok(all.cards.list.some((card) => card.iccid === all.esimOrders.list[1].iccid && card.state === "active" && card.lastDayMB > 0));
  const order = all.cloudEsimOrders.list.find((one) => one.eshopOrderId === Number(eshopOrderId));
  assert.deepEqual([order.eid, order.state, order.outTradeNo], [eid, "in use", "cloud"]);
  const esim = all.cloudEsims.list.find((one) => one.eid === eid);
  assert.deepEqual([esim.state, esim.package, esim.usedMB > 0], ["active", order.package, true]);
  assert.ok(all.cloudEsims.list.some(({ state }) => state === "locked"));
  const [pool] = all.pools.list;
  assert.deepEqual([pool.poolId, pool.memo, pool.cards, pool.lines], [pool_object_id, "meters", 1, 3]);
  const [told] = (await client.pools.list()).list;
  assert.equal(pool.usedMB, Math.floor((told.total - told.remain) / 1_048_576));
  assert.deepEqual(all.poolOrders.list.map((one) => [one.orderNo, one.poolId, one.state, one.price]), [[order_no, pool_object_id, "in use", "4.00"]]);
  assert.deepEqual([all.tasks.total, all.tasks.list[0].status], [1, "2"]);
  const few = await platform.overview(1);
  assert.deepEqual([few.cloudEsims.list.length, few.cloudEsims.total], [1, 8]);
  await client.pools.removeCards({ pool_object_id, iccid_arr: [iccid] });
  await client.pools.delete({ pool_object_id });
  assert.equal((await platform.overview()).pools.total, 0);
});
