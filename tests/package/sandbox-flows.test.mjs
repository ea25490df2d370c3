// Each flow of the platform through `Client` and `Receiver`: what the API tells and what the callbacks tell, together.

import assert from "node:assert/strict";
import { test } from "node:test";
import { APPKEY, SECRET, main, sandbox, webhook } from "./pkg.mjs";

const DAY = 86_400;

function make(options = {}) {
  const told = [];
  const drift = [];
  const receiver = new webhook.Receiver({ secret: SECRET, onDrift: (one) => drift.push(one) }).on("*", (notification) => void told.push(notification));
  const platform = new sandbox.Sandbox({ appkey: APPKEY, secret: SECRET, seed: 3, cards: 48, notify: (request) => receiver.handle(request), ...options });
  // Any departure of an answer from the documentation is a failure.
  const client = new main.Client({ appkey: APPKEY, secret: SECRET, fetch: platform.fetch, strict: true, retry: false });
  /** The events about a card, oldest first, and forgets what came so far. */
  const events = (iccid) => {
    assert.deepEqual(drift, []);
    const about = ({ iccid: one, data }) => one === iccid || [data].flat().some((row) => row?.iccid === iccid);
    return told.splice(0).filter(about);
  };
  return { platform, client, events, told, drift };
}

const names = (events) => events.map(({ event }) => event);
const ready = async (client) => (await client.cards.list({ cardStatus: "ACTIVATION_READY_NAME" })).cardInfoList[0].iccid;
const balance = async (client) => Math.round(Number((await client.account.balance()).balance) * 100);

test("an order takes effect, runs low, is used up and stops the card", async () => {
  const { platform, client, events } = make();
  const iccid = await ready(client);
  const offer = (await client.packages.listForCard({ iccid })).find(({ flowSize }) => flowSize > 100 && flowSize < 2000);
  const before = await balance(client);
  const order = await client.packages.order({ iccid, packageCode: offer.packageCode, outTradeNo: "flow-1" });
  assert.equal(await balance(client), before - Math.round(offer.gzhPrice * 100));
  await platform.settled();
  const [bought] = events(iccid);
  assert.deepEqual([bought.event, bought.data[0].outTradeNo, bought.data[0].orderId], ["SubPkgList", "flow-1", order.orderId]);
  await platform.advance(600);
  assert.deepEqual(names(events(iccid)), ["PkgEffective"]);
  assert.equal((await client.cards.get({ iccid })).cardStatus, "ACTIVATED_NAME");
  await platform.advance(DAY);
  const used = await client.cards.get({ iccid });
  assert.ok(used.monthUseFlow > 0);
  assert.ok(Math.abs(used.monthUseFlow + used.monthRemainFlow - offer.flowSize) < 0.01);
  await platform.advance(offer.periodSize * DAY);
  const ending = names(events(iccid));
  assert.ok(ending.includes("FlowAlert"), String(ending));
  assert.deepEqual(ending.slice(-2).sort(), ["CardStopped", "PkgQuantityList"]);
  assert.equal((await client.cards.get({ iccid })).cardStatus, "DEACTIVATED_NAME");
  await assert.rejects(client.packages.refund({ iccid, orderId: String(order.orderId), remark: "late" }), { code: "42008" });
});

test("an order is refunded by the rule, and the notification, the account and the order agree", async () => {
  const { platform, client, events } = make();
  const iccid = await ready(client);
  const [offer] = (await client.packages.listForCard({ iccid })).filter(({ periodSize }) => periodSize >= 30);
  const { orderId } = await client.packages.order({ iccid, packageCode: offer.packageCode, outTradeNo: "flow-2" });
  await platform.advance(2 * DAY);
  const { amount } = await client.packages.refundAmount({ iccid, orderId: String(orderId) });
  assert.ok(Number(amount) > 0 && Number(amount) < offer.gzhPrice);
  const before = await balance(client);
  events(iccid);
  await client.packages.refund({ iccid, orderId: String(orderId), remark: "unused" });
  await platform.settled();
  const told = events(iccid);
  const refund = told.find(({ event }) => event === "Refund");
  assert.deepEqual([refund.refundAmount, refund.outTradeNo], [Number(amount).toFixed(2), "flow-2"]);
  assert.ok(names(told).includes("PkgQuantityList"), "a refund tells of the package's end as well");
  assert.equal(await balance(client), before + Math.round(Number(amount) * 100));
  assert.equal((await client.packages.orderStatus({ iccid, orderId: String(orderId) })).status, -1);
});

test("a package moves to another card with what is left of it", async () => {
  const { platform, client, events } = make();
  const cards = (await client.cards.list({ cardStatus: "ACTIVATION_READY_NAME" })).cardInfoList;
  const [from] = cards;
  const to = cards.find((card) => card.iccid !== from.iccid && card.productCode === from.productCode);
  const offer = (await client.packages.listForCard({ iccid: from.iccid })).find(({ flowSize }) => flowSize > 500);
  const { orderId, orderNumber } = await client.packages.order({ iccid: from.iccid, packageCode: offer.packageCode, outTradeNo: "flow-3" });
  await platform.advance(DAY);
  const before = await client.cards.get({ iccid: from.iccid });
  events(from.iccid);
  const { newOrderId } = await client.cards.transferPackage({ oldIccid: from.iccid, newIccid: to.iccid, orderId, orderNumber });
  await platform.advance(60);
  assert.notEqual(newOrderId, orderId);
  const after = await client.cards.get({ iccid: to.iccid });
  assert.equal(after.cardStatus, "ACTIVATED_NAME");
  assert.ok(after.monthRemainFlow <= before.monthRemainFlow + 0.01 && after.monthRemainFlow > before.monthRemainFlow - 5);
  assert.equal((await client.cards.get({ iccid: from.iccid })).packageCode, "");
  assert.ok(names(events(to.iccid)).includes("SubPkgList"));
});

test("a batch is reset by a task, which ends in its time", async () => {
  const { platform, client } = make();
  const iccids = (await client.cards.list()).cardInfoList.slice(0, 3).map(({ iccid }) => iccid);
  await client.cards.reset({ iccids });
  const task = (await platform.overview()).tasks.list[0].id;
  const status = async () => (await client.tasks.query({ ids: [task] }))[0].status;
  const first = await status();
  await platform.advance(3600);
  assert.notEqual(await status(), first);
});

test("a card in a strange device is locked by its IMEI pool, and unlocked", async () => {
  const { platform, client, events } = make();
  const iccid = await ready(client);
  const offer = (await client.packages.listForCard({ iccid })).find(({ periodSize, flowSize }) => periodSize >= 30 && flowSize > 1000);
  await client.packages.order({ iccid, packageCode: offer.packageCode, outTradeNo: "flow-5" });
  await client.cards.addIccidsToPool({ plockGroupId: 3, iccids: [iccid], memo: "" });
  await platform.advance(600);
  const told = names(events(iccid));
  assert.ok(told.includes("CardMovedInIMEIPool") && told.includes("CardIMEILocked"), String(told));
  assert.equal((await client.cards.get({ iccid })).imeiPoolStatus, 1);
  assert.equal((await client.cards.unlockImei({ iccid })).imeiPoolUnlockCount, 1);
  await platform.settled();
  assert.deepEqual(names(events(iccid)), ["IMEIUnLock"]);
  assert.equal((await client.cards.get({ iccid })).imeiPoolStatus, 0);
});

test("eSIM goods are sold until they are out of stock, each with its activation code", async () => {
  const { client } = make({ balance: 100_000 });
  const [{ code, price }] = (await client.esim.listGoods()).list;
  const before = await balance(client);
  const sold = [];
  let refusal;
  while (!refusal && sold.length < 1000) {
    await client.esim.purchase({ eSIMGoodsCode: code, outTradeNo: `esim-${sold.length}` }).then((one) => sold.push(one), (error) => (refusal = error));
  }
  assert.equal(refusal.code, "45110");
  assert.ok(sold.length > 0);
  assert.equal(new Set(sold.map(({ orderId }) => orderId)).size, sold.length);
  assert.equal(await balance(client), before - sold.length * price);
  // The number is taken, and no operation tells by what.
  await assert.rejects(client.esim.purchase({ eSIMGoodsCode: code, outTradeNo: "esim-0" }), (error) => error.kind === "outcome_unknown" && error.cause.code === "503016");
  assert.equal(await balance(client), before - sold.length * price);
});

test("a cloud eSIM's package is bought, takes effect, and is refunded, as its callbacks tell", async () => {
  const { platform, client, told, drift } = make();
  const about = (eid) => told.splice(0).filter((one) => one.eid === eid || [one.data].flat().some((row) => row?.eid === eid)).map(({ event }) => event);
  for await (const { eid } of client.cloudEsim.list.all()) {
    const [offer] = (await client.cloudEsim.listPackages({ eid })).list;
    if (!offer) continue;
    const before = await balance(client);
    const { eshopOrderId } = await client.cloudEsim.purchase({ eid, packageCode: offer.packageCode, outTradeNo: "cloud-1" });
    assert.equal(await balance(client), before - offer.price);
    assert.equal((await client.cloudEsim.orderStatus({ eshopOrderId })).status, 1);
    await platform.advance(600);
    assert.equal((await client.cloudEsim.orderStatus({ eshopOrderId })).status, 2);
    assert.equal(about(eid)[0], "CloudESimSubPkgList");
    const { amount } = await client.cloudEsim.refundAmount({ eshopOrderId });
    await client.cloudEsim.refund({ eshopOrderId, remark: "test" });
    await platform.settled();
    assert.ok(about(eid).includes("CloudESimRefund"));
    assert.equal(await balance(client), before - offer.price + amount);
    assert.deepEqual(drift, []);
    return;
  }
  assert.fail("no cloud eSIM to buy for");
});
