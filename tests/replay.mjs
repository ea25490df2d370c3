// One account's life, told in the bytes of its answers and notifications: for every runtime to give the same.

const NOW = 1_767_225_600;

/** @returns {Promise<{ answers: number, notifications: number, digest: string }>} */
export async function replay({ Client }, { Sandbox }) {
  // Apart, since nothing says whether an answer or the notification it causes arrives first.
  const answers = [];
  const notifications = [];
  const sandbox = new Sandbox({
    ...{ appkey: "000001", secret: "a1b1c1d1", seed: 11, now: NOW, cards: 40, balance: 5000 },
    faults: [{ kind: "code", code: "500", rate: 0.2, operation: "account" }, { kind: "duplicate", rate: 0.3 }, { kind: "reorder", rate: 0.2 }],
    notify: async (request) => {
      notifications.push(await request.text());
      return Response.json({ status: "SUCCESS" });
    },
  });
  const fetch = async (url, init) => {
    const response = await sandbox.fetch(url, init);
    answers.push(`${response.headers.get("date")} ${await response.clone().text()}`);
    return response;
  };
  const client = new Client({ appkey: "000001", secret: "a1b1c1d1", fetch, retry: false, pace: false, now: () => NOW });
  // What fails does so alike everywhere, and its answer is told as well.
  const attempt = (call) => call.catch(() => undefined);
  // Time for one look-up of an order whose outcome is unknown: how many there are must not depend on the runtime.
  const once = { timeout: 450 };
  const { cardInfoList } = await client.cards.list();
  for (const [index, { iccid }] of cardInfoList.entries()) {
    for (const { packageCode } of (await client.packages.listForCard({ iccid })).slice(0, 2)) {
      const order = await attempt(client.packages.order({ iccid, packageCode, outTradeNo: `${index}-${packageCode}` }, once));
      if (order && index % 5 === 0) await attempt(client.packages.refund({ iccid, orderId: String(order.orderId), remark: "test" }, once));
    }
    await attempt(client.account.balance());
    if (index % 8 === 0) await sandbox.advance(3 * 86_400);
  }
  await client.cards.reset({ iccids: cardInfoList.slice(0, 3).map(({ iccid }) => iccid) });
  for (const { code } of (await client.esim.listGoods()).list) {
    const order = await attempt(client.esim.purchase({ eSIMGoodsCode: code, outTradeNo: `esim-${code}` }, once));
    await sandbox.advance(60);
    if (order) await attempt(client.esim.orderStatus({ orderId: order.orderId }));
  }
  for (const [index, { eid }] of (await client.cloudEsim.list()).cardInfoList.entries()) {
    const [offer] = (await client.cloudEsim.listPackages({ eid })).list;
    const order = await attempt(client.cloudEsim.purchase({ eid, packageCode: offer.packageCode, outTradeNo: `cloud-${index}` }, once));
    await sandbox.advance(60);
    if (order && index % 2) await attempt(client.cloudEsim.refund({ eshopOrderId: order.eshopOrderId, remark: "test" }, once));
  }
  const [{ pool_type_code }] = (await client.pools.listPackages()).list;
  const pool = await client.pools.create({ pool_type_code, memo: "test" });
  const iccids = cardInfoList.map(({ iccid }) => iccid);
  await client.pools.listAddableCards({ ...pool, iccid_arr: iccids });
  await client.pools.addCards({ ...pool, iccid_arr: iccids.slice(0, 3) });
  await client.pools.subscribe({ ...pool, pool_type_code, out_trade_no: "pool" });
  await sandbox.advance(60 * 86_400);
  await client.pools.listRecords({ ...pool, page: 1, page_size: 10 });
  await client.cdr.queryTraffic({ dateType: "daily", iccids, startDate: "2026-01-20", endDate: "2026-01-21" });
  const files = await sandbox.cdrFiles({ since: sandbox.clock - 2 * 86_400 });
  await client.cards.list();
  const overview = JSON.stringify(await sandbox.overview());
  sandbox.close();
  const bytes = new TextEncoder().encode([...answers, ...notifications, ...files.map(({ name, text }) => name + text), overview].join("\n"));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const digest = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { answers: answers.length, notifications: notifications.length, digest };
}
