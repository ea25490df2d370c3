// Every operation, also those that the platform does not publish, answers with a body in which a strict client finds no drift.

import assert from "node:assert/strict";
import { test } from "node:test";
import { everyMethod } from "./methods.mjs";
import { APPKEY, SECRET, main, sandbox } from "./pkg.mjs";

test("every operation is answered as documented", async () => {
  const platform = new sandbox.Sandbox({ appkey: APPKEY, secret: SECRET, cards: 48, balance: 10_000 });
  const strict = new main.Client({ appkey: APPKEY, secret: SECRET, fetch: platform.fetch, strict: true, retry: false });
  const answered = new Set();
  const client = new Proxy(strict, {
    get: (all, group) => new Proxy(all[group], { get: (methods, method) => async (params) => {
      const data = await methods[method](params);
      answered.add(`${group}.${method}`);
      return data;
    } }),
  });
  const ready = (await client.cards.list({ cardStatus: "ACTIVATION_READY_NAME" })).cardInfoList;
  const [{ iccid, productCode }] = ready;
  const other = ready.find((card) => card.iccid !== iccid && card.productCode === productCode).iccid;
  const buy = async (iccid, outTradeNo) => {
    const offer = (await client.packages.listForCard({ iccid })).find(({ flowSize, periodSize }) => flowSize > 1000 && periodSize >= 30);
    return { ...offer, ...(await client.packages.order({ iccid, packageCode: offer.packageCode, outTradeNo })) };
  };
  const { packageCode, orderId, orderNumber } = await buy(iccid, "a");
  const order = { iccid, orderId: String(orderId) };
  await platform.advance(600);
  await client.cards.get({ iccid });
  await client.cards.count();
  await client.cards.refresh({ iccid });
  await client.cards.listWarnings({ pageNum: 1 });
  const { operators } = await client.cards.networkOptions({ iccid });
  await client.cards.switchNetwork({ iccid, network: operators[0] });
  await client.cards.product({ iccid });
  await client.cards.bindDevice({ iccid, imei: "350000000000001" });
  await client.cards.unbindDevice({ iccid });
  await platform.advance(600);
  await client.cards.refreshUsage({ iccid });
  await client.cards.cancelSession({ iccid });
  await client.sms.send({ iccid, message: "hello" });
  await client.packages.listForProduct({ productCode });
  await client.packages.get({ packageCode });
  await client.packages.orderStatus(order);
  await client.packages.listOrders({ iccid, page: 1, pageSize: 10 });
  await client.packages.orderDetails({ outTradeNoArrStr: ["a"], state: 1, page: 1, pageSize: 50 });
  await client.packages.refundAmount(order);
  await client.cards.transferPackage({ oldIccid: iccid, newIccid: other, orderId, orderNumber });
  await client.packages.refund({ iccid, orderId: String((await buy(iccid, "b")).orderId), remark: "test" });
  await client.account.balance();
  await client.account.listProfits({ pageNum: 1, pageSize: 10 });
  await client.cards.reset({ iccids: [iccid] });
  await client.tasks.query({ ids: [(await platform.overview()).tasks.list[0].id] });
  const card = ready.at(-1).iccid;
  await buy(card, "c");
  await strict.cards.addIccidsToPool({ plockGroupId: 3, iccids: [card], memo: "" });
  await platform.advance(600);
  await client.cards.unlockImei({ iccid: card });
  await client.cards.addImeiToPool({ plockGroupId: 3, imei: "350000000000001" });

  const [{ code }] = (await client.esim.listGoods()).list;
  const esim = { orderId: String((await client.esim.purchase({ eSIMGoodsCode: code, outTradeNo: "d" })).orderId) };
  await platform.advance(600);
  await client.esim.orderStatus(esim);
  await client.esim.refundAmount(esim);
  await client.esim.refund({ ...esim, remark: "test" });

  const eids = [];
  for await (const { eid } of strict.cloudEsim.list.all()) eids.push(eid);
  await client.cloudEsim.list();
  const attempts = [];
  // Which two of them may hold the same package is the platform's to say.
  for (const [oldEid, newEid] of eids.flatMap((one) => eids.filter((two) => two !== one).map((two) => [one, two]))) {
    if (answered.has("cloudEsim.transferPackage")) break;
    try {
      await client.cloudEsim.get({ eid: oldEid });
      const [offer] = (await client.cloudEsim.listPackages({ eid: oldEid })).list;
      const { eshopOrderId } = await client.cloudEsim.purchase({ eid: oldEid, packageCode: offer.packageCode, outTradeNo: `e${attempts.length}` });
      await platform.advance(600);
      await client.cloudEsim.listOrders({ eid: oldEid, page: 1, pageSize: 10 });
      await client.cloudEsim.orderStatus({ eshopOrderId });
      await client.cloudEsim.refundAmount({ eshopOrderId });
      await client.cloudEsim.refreshUsage({ eid: oldEid });
      await client.cloudEsim.cancelSession({ eid: oldEid });
      await client.cloudEsim.transferPackage({ oldEid, newEid, oldEshopOrderId: eshopOrderId });
    } catch (error) {
      if (error.kind !== "api") throw error;
      attempts.push(`${error.operation} ${error.code}`);
    }
  }
  const [again] = (await client.cloudEsim.listPackages({ eid: eids[0] })).list;
  const { eshopOrderId } = await client.cloudEsim.purchase({ eid: eids[0], packageCode: again.packageCode, outTradeNo: "f" });
  await platform.advance(600);
  await client.cloudEsim.refund({ eshopOrderId, remark: "test" });

  const cards = (await client.cards.list({ cardStatus: "ACTIVATION_READY_NAME" })).cardInfoList.map(({ iccid }) => iccid).slice(0, 2);
  const [{ pool_type_code }] = (await client.pools.listPackages()).list;
  const pool = { pool_object_id: (await client.pools.create({ pool_type_code, memo: "" })).pool_object_id };
  await client.pools.listAddableCards({ ...pool, iccid_arr: cards });
  await client.pools.addCards({ ...pool, iccid_arr: cards });
  const { order_no } = await client.pools.subscribe({ ...pool, pool_type_code, out_trade_no: "g" });
  await platform.advance(3 * 3600);
  await client.pools.list();
  await client.pools.listCards({ ...pool, page: 1, page_size: 10 });
  await client.pools.listRecords({ ...pool, page: 1, page_size: 10 });
  await client.pools.findByIccid({ iccid: cards[0] });
  const day = new Date(platform.clock * 1000 - 3 * 3_600_000).toISOString().slice(0, 10);
  await client.cdr.queryTraffic({ dateType: "daily", iccids: cards, startDate: day, endDate: day });
  await client.pools.unsubscribe({ ...pool, order_no });
  await client.pools.removeCards({ ...pool, iccid_arr: cards });
  await client.pools.delete(pool);

  // What the platform does not publish.
  await strict.cloudEsim.unlock({ eid: eids.at(-1) });
  await strict.esim.install({ eid: eids[0], productCode: again.productCode, enable: 1 });

  const missing = everyMethod.map(([group, method]) => `${group}.${method}`).filter((name) => !answered.has(name));
  assert.deepEqual(missing, [], String([...new Set(attempts)]));
  assert.equal(answered.size, everyMethod.length);
});
