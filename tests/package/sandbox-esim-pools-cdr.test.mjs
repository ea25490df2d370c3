// eSIMs, pools and CDR files through `Client` and `Receiver`, and the files through `eiotclub/cdr`.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as cdr from "../../pkg/dist/cdr.js";
import { APPKEY, SECRET, main, sandbox, webhook } from "./pkg.mjs";

const START = 1_767_225_600;
const DAY = 86_400;

function make() {
  const told = [];
  const drift = [];
  const receiver = new webhook.Receiver({ secret: SECRET, now: () => platform.clock, onDrift: (one) => drift.push(one) }).on("*", (one) => void told.push(one));
  const platform = new sandbox.Sandbox({ appkey: APPKEY, secret: SECRET, seed: 5, now: START, notify: (request) => receiver.handle(request) });
  // Any departure of an answer from the documentation is a failure.
  const client = new main.Client({ appkey: APPKEY, secret: SECRET, fetch: platform.fetch, strict: true, retry: false, now: () => platform.clock });
  /** Names of the events about a card or cloud eSIM so far, and forgets them. */
  const events = (id) => {
    assert.deepEqual(drift, []);
    const about = (one) => [one, one.data].flat().some((row) => row?.iccid === id || row?.eid === id);
    return told.splice(0).filter(about).map(({ event }) => event);
  };
  return { platform, client, events };
}

const balance = async (client) => Math.round(Number((await client.account.balance()).balance) * 100);

test("an eSIM is sold until there is none, and becomes a card with its package", async () => {
  const { platform, client, events } = make();
  const { list } = await client.esim.listGoods();
  const goods = list.find(({ code }) => code === "SB-ESIM-100M-7D");
  const before = await balance(client);
  const orders = [];
  await assert.rejects(
    async () => {
      for (let n = 0; n < 10; n++) orders.push(await client.esim.purchase({ eSIMGoodsCode: goods.code, outTradeNo: `esim-${n}` }));
    },
    { code: "45110" },
  );
  assert.equal(orders.length, 3);
  assert.equal(await balance(client), before - 3 * goods.price);
  // The number is taken, and no operation tells by what.
  await assert.rejects(client.esim.purchase({ eSIMGoodsCode: list[1].code, outTradeNo: "esim-0" }), (error) => error.kind === "outcome_unknown" && error.cause.code === "503016");
  assert.equal(await balance(client), before - 3 * goods.price);
  const [{ orderId }] = orders;
  assert.equal((await client.esim.orderStatus({ orderId })).status, 1);
  await platform.advance(60);
  const { status, iccid, activationCode } = await client.esim.orderStatus({ orderId });
  assert.equal(status, 2);
  assert.match(activationCode, /^LPA:1\$/);
  assert.equal((await client.cards.get({ iccid })).packageCode, goods.package.packageCode);
  assert.deepEqual(events(iccid), ["SubPkgList", "PkgEffective"]);
  const { amount } = await client.esim.refundAmount({ orderId });
  await client.esim.refund({ orderId, remark: "unused" });
  assert.equal(await balance(client), before - 3 * goods.price + amount);
  assert.equal((await client.esim.orderStatus({ orderId })).status, 3);
});

test("a cloud eSIM's package: ordered, in effect, low, over, and another given back", async () => {
  const { platform, client, events } = make();
  const { cardInfoList } = await client.cloudEsim.list({ cardStatus: "ACTIVATION_READY_NAME" });
  const [{ eid }] = cardInfoList;
  const [offer] = (await client.cloudEsim.listPackages({ eid })).list;
  const { eshopOrderId } = await client.cloudEsim.purchase({ eid, packageCode: offer.packageCode, outTradeNo: "cloud-1" });
  assert.equal((await client.cloudEsim.orderStatus({ eshopOrderId })).status, 1);
  await platform.advance(60);
  assert.equal((await client.cloudEsim.orderStatus({ eshopOrderId })).status, 2);
  assert.deepEqual(events(eid), ["CloudESimSubPkgList", "CloudESimPkgActivate"]);
  await platform.advance(8 * DAY);
  assert.deepEqual(events(eid).slice(-3), ["CloudESimFlowAlert", "CloudESimPkgDeactivate", "CloudESimCardStopped"]);
  assert.equal((await client.cloudEsim.get({ eid })).cardStatus, "DEACTIVATED_NAME");
  const second = await client.cloudEsim.purchase({ eid, packageCode: offer.packageCode, outTradeNo: "cloud-2" });
  await platform.advance(60);
  events(eid);
  await client.cloudEsim.refund({ eshopOrderId: second.eshopOrderId, remark: "unused" });
  await platform.settled();
  assert.deepEqual(events(eid), ["CloudESimRefund", "CloudESimPkgDeactivate", "CloudESimCardStopped"]);
});

test("a pool: subscribed, shared, used up, emptied, deleted", async () => {
  const { platform, client, events } = make();
  const cards = (await client.cards.list({ cardStatus: "ACTIVATION_READY_NAME" })).cardInfoList.slice(0, 2).map(({ iccid }) => iccid);
  const [kind] = (await client.pools.listPackages()).list;
  const { pool_object_id } = await client.pools.create({ pool_type_code: kind.pool_type_code, memo: "meters" });
  const { order_no } = await client.pools.subscribe({ pool_object_id, pool_type_code: kind.pool_type_code, out_trade_no: "pool-1" });
  await assert.rejects(client.pools.subscribe({ pool_object_id, pool_type_code: kind.pool_type_code, out_trade_no: "pool-1" }), { code: "42002" });
  await client.pools.addCards({ pool_object_id, iccid_arr: cards });
  await platform.advance(DAY);
  const [pool] = (await client.pools.list()).list;
  assert.deepEqual([pool.status, pool.used_pool_lines, pool.memo], [2, 2, "meters"]);
  assert.ok(pool.remain > 0 && pool.remain < pool.total);
  const [record] = (await client.pools.listRecords({ pool_object_id, order_no_arr: [order_no], page: 1, page_size: 10 })).list;
  assert.equal(record.used, pool.total - pool.remain);
  await platform.advance(10 * DAY);
  assert.equal((await client.pools.list()).list[0].status, -1);
  assert.deepEqual(events(cards[0]), ["CardStopped"]);
  await client.pools.removeCards({ pool_object_id, iccid_arr: cards });
  await client.pools.delete({ pool_object_id });
  assert.equal((await client.pools.findByIccid({ iccid: cards[0] })).pool_object_id, 0);
});

test("a pool's subscription is given back by the rule while there is some left", async () => {
  const { platform, client } = make();
  const cards = (await client.cards.list({ cardStatus: "ACTIVATION_READY_NAME" })).cardInfoList.slice(0, 2).map(({ iccid }) => iccid);
  const kind = (await client.pools.listPackages()).list.find(({ pool_type_code }) => pool_type_code === "SB-POOL-10-5G-30D");
  const { pool_object_id } = await client.pools.create({ pool_type_code: kind.pool_type_code, memo: "" });
  const before = await balance(client);
  const { order_no } = await client.pools.subscribe({ pool_object_id, pool_type_code: kind.pool_type_code, out_trade_no: "pool-2" });
  assert.equal(await balance(client), before - 2900);
  await client.pools.addCards({ pool_object_id, iccid_arr: cards });
  await platform.advance(3 * DAY);
  const [{ used }] = (await client.pools.listRecords({ pool_object_id, order_no_arr: [order_no], page: 1, page_size: 10 })).list;
  assert.ok(used > 0);
  await client.pools.unsubscribe({ pool_object_id, order_no });
  const after = await balance(client);
  assert.ok(after > before - 2900 && after < before, `${after} of ${before}`);
  const [{ status_code }] = (await client.pools.listRecords({ pool_object_id, order_no_arr: [order_no], page: 1, page_size: 10 })).list;
  assert.equal(status_code, -2);
  await client.pools.removeCards({ pool_object_id, iccid_arr: cards });
  await client.pools.delete({ pool_object_id });
  assert.deepEqual((await client.pools.list()).list, []);
});

test("CDR files add up to what queryTraffic tells", async () => {
  const { platform, client } = make();
  await platform.advance(2 * DAY);
  const files = await platform.cdrFiles();
  assert.deepEqual(await platform.cdrFiles(), files);
  assert.ok((await platform.cdrFiles({ since: 0 })).length > files.length);
  assert.deepEqual((await platform.cdrFiles({ since: platform.clock - 3600 })).length, 1);
  await assert.rejects(platform.cdrFiles({ since: Number.NaN }), { kind: "validation" });
  const iccids = (await client.cards.list()).cardInfoList.map(({ iccid }) => iccid);
  const day = (name) => cdr.parseFileName(name).start.toISOString().slice(0, 10);
  const days = [...new Set(files.map(({ name }) => day(name)))].filter((one) => one >= "2026-01-01").slice(0, 2);
  assert.deepEqual(days, ["2026-01-01", "2026-01-02"]);
  for (const one of days) {
    const told = await client.cdr.queryTraffic({ dateType: "daily", iccids, startDate: one, endDate: one });
    const { byCard } = await cdr.totals(files.filter(({ name }) => day(name) === one).map(({ text }) => new Blob([text])));
    assert.ok(told.length > 10);
    assert.deepEqual(new Map(told.map(({ iccid, traffic }) => [iccid, Number(traffic)])), new Map(byCard));
  }
});
