// Every method of the client against the bare facts of the platform's description: what it sends,
// how that is signed, and that an answer as documented is read without a departure noted.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, sign } from "../../pkg/dist/index.js";
import { answerOf, contract, everyMethod, example } from "./methods.mjs";

const SECRET = "a1b1c1d1";

/** Parameters with a form, for which any text will not do. */
const moments = { createDateStart: "2026-01-01 00:00:00", createDateEnd: "2026-01-02", updateDateStart: "2026-01-01", updateDateEnd: "2026-01-02" };
const wellFormed = {
  list: { pageNum: "1" },
  listOrders: moments,
  listProfits: { startDate: "2026-01-01", endDate: "2026-01-02" },
  queryTraffic: { startDate: "2026-01-01", endDate: "2026-01-02", month: "2026-01" },
};

const system = ["appkey", "timestamp", "nonce", "sign"];
const ordering = new Set(["packages.order", "esim.purchase", "cloudEsim.purchase", "pools.subscribe"]);
const walked = new Set();

for (const [group, method, path] of everyMethod) {
  test(`${group}.${method} is ${path}`, async () => {
    const facts = contract.operations[`/api/v3/${path}`];
    walked.add(`/api/v3/${path}`);
    const params = { ...example(facts.request), ...(group === "pools" ? {} : wellFormed[method]) };
    const answer = answerOf(facts);
    const drift = [];
    let sent;
    const client = new Client({
      appkey: "AK",
      secret: SECRET,
      onDrift: (one) => drift.push(one),
      fetch: async (url, init) => {
        const request = new Request(url, init);
        sent = { url: request.url, method: request.method, text: await request.text() };
        return Response.json(answer);
      },
    });
    const result = await client[group][method](params);
    assert.equal(sent.url, `https://oapi.eiotclub.com/api/v3/${path}`);
    assert.equal(sent.method, "POST");
    const body = JSON.parse(sent.text);
    assert.equal(body.sign, sign(sent.text, SECRET));
    const fields = Object.keys(body).filter((name) => !system.includes(name));
    assert.deepEqual(fields.sort(), Object.keys(params).sort());
    for (const [name, value] of Object.entries(params)) assert.equal(body[name], value, name);
    const { data, total } = answer;
    // The result of an order has its number, so that a caller who did not choose it knows it.
    const number = ["outTradeNo", "out_trade_no"].find((field) => ordering.has(`${group}.${method}`) && field in params);
    assert.deepEqual(result, method === "listOrders" && group === "packages" ? { data, total } : number ? { ...data, [number]: params[number] } : data);
    assert.deepEqual(drift, []);
  });
}

test("nothing documented is left out", () => {
  const missing = Object.keys(contract.operations).filter((path) => !walked.has(path));
  assert.deepEqual(missing, []);
});

const unpublished = [
  ["cards", "addIccidsToPool", "card/plockAddIccids", { plockGroupId: 7, iccids: ["89852243101000600107", "89852243101000600108"] }],
  ["esim", "install", "esim/install", { eid: "1", productCode: "P", enable: true }],
  ["cloudEsim", "unlock", "cloudesim/unlock", { eid: "1" }],
  ["packages", "order", "package/orderPackage", { iccid: "1", packageCode: "P", outTradeNo: "1", renew: 1 }],
  ["cloudEsim", "purchase", "cloudesim/purchase", { eid: "1", packageCode: "P", outTradeNo: "1", renew: 0 }],
];
for (const [group, method, path, params] of unpublished) {
  test(`${group}.${method} takes what is known from elsewhere`, async () => {
    let sent;
    const client = new Client({ appkey: "AK", secret: SECRET, fetch: async (url, init) => {
      sent = { url, body: JSON.parse(init.body) };
      return Response.json({ code: "200", message: "x", data: { anything: 1 } });
    } });
    const { outTradeNo } = params;
    assert.deepEqual(await client[group][method](params), { anything: 1, ...(outTradeNo && { outTradeNo }) });
    assert.equal(sent.url, `https://oapi.eiotclub.com/api/v3/${path}`);
    for (const [name, value] of Object.entries(params)) assert.equal(sent.body[name], Array.isArray(value) ? value.join(",") : value);
  });
}

/** A client of a list of `rows` rows, cut into pages as `answer` says. */
function paged(rows, answer) {
  const asked = [];
  const client = new Client({ appkey: "AK", secret: SECRET, fetch: async (url, init) => {
    const body = JSON.parse(init.body);
    const page = body.page ?? body.pageNum;
    asked.push(page);
    const size = body.pageSize ?? body.page_size ?? 2;
    const all = Array.from({ length: rows }, (_, at) => ({ at }));
    return Response.json({ code: "200", message: "x", ...answer(all.slice((page - 1) * size, page * size)) });
  } });
  return { client, asked };
}

const lists = [
  ["cloudEsim", "listOrders", { eid: "1" }, (rows) => (list) => ({ data: { list, total: rows } })],
  ["packages", "listOrders", { iccid: "1" }, (rows) => (data) => ({ data, total: rows })],
  ["account", "listProfits", { pageSize: 2 }, (rows) => (data) => ({ data: { data, total: rows } })],
  ["packages", "orderDetails", { state: 1, pageSize: 2, outTradeNoArrStr: ["1"] }, () => (data) => ({ data })],
  ["pools", "listRecords", { pool_object_id: 1, page_size: 2 }, () => (list) => ({ data: { list } })],
];
for (const [group, method, params, answer] of lists) {
  for (const rows of [0, 1, 2, 3, 4, 5]) {
    test(`${group}.${method}.all reads ${rows} rows, each once`, async () => {
      const { client, asked } = paged(rows, answer(rows));
      const seen = [];
      for await (const row of client[group][method].all(params)) seen.push(row.at);
      assert.deepEqual(seen, Array.from({ length: rows }, (_, at) => at));
      assert.deepEqual(asked, asked.map((_, at) => at + 1));
    });
  }
}

for (const [group, method, params, answer] of [
  ["cards", "list", { pageSize: 2 }, (rows) => ({ data: { cardInfoList: rows } })],
  ["cloudEsim", "listOrders", { eid: "1", pageSize: 2 }, (rows) => ({ data: { list: rows, total: null } })],
]) {
  test(`${group}.${method}.all reads every row also where the counter is missing`, async () => {
    for (const rows of [0, 1, 2, 3, 4, 5]) {
      const { client } = paged(rows, answer);
      const seen = [];
      for await (const row of client[group][method].all(params)) seen.push(row.at);
      assert.deepEqual(seen, Array.from({ length: rows }, (_, at) => at));
    }
  });
}

test("a page that is no list ends with a typed error", async () => {
  for (const cardInfoList of ["abc", { a: 1 }, 7]) {
    const { client } = paged(1, () => ({ data: { cardInfoList, totalPage: 1 } }));
    await assert.rejects(client.cards.list.all().next(), { kind: "decode", message: "the page of a list holds none in cardInfoList" });
  }
  const { client } = paged(1, () => ({ data: null }));
  assert.deepEqual(await client.cards.list.all().next(), { done: true, value: undefined });
});

test("packages.listOrders resolves to the rows and their total", async () => {
  const { client } = paged(3, (data) => ({ data, total: 3, later: 1 }));
  assert.deepEqual(await client.packages.listOrders({ iccid: "1", pageSize: 2 }), { data: [{ at: 0 }, { at: 1 }], total: 3, later: 1 });
});

test("strict turns a departure into a DecodeError that names the field and no value", async () => {
  const client = new Client({ appkey: "AK", secret: SECRET, strict: true, fetch: async () => Response.json({ code: "200", message: "x", data: { balance: 81.5, currency: "USD" } }) });
  await assert.rejects(client.account.balance(), (error) => {
    assert.equal(error.kind, "decode");
    assert.match(error.message, /data\.balance should be string, not number/);
    assert.doesNotMatch(error.message, /81/);
    return true;
  });
});

test("an odd identifier is warned of once, without its value, and sent", async () => {
  const warnings = [];
  const client = new Client({ appkey: "AK", secret: SECRET, pace: false, onWarning: (one) => warnings.push(one), fetch: async () => Response.json({ code: "200", message: "x" }) });
  await client.cards.cancelSession({ iccid: "asdf" });
  await client.cards.cancelSession({ iccid: "asdf" });
  assert.deepEqual(warnings.map(({ operation, field }) => [operation, field]), [["cards.cancelSession", "iccid"]]);
  assert.doesNotMatch(warnings[0].reason, /asdf/);
});

test("every wrong parameter is told at once, before anything is sent", async () => {
  const client = new Client({ appkey: "AK", secret: SECRET, fetch: async () => assert.fail("sent") });
  const problems = async (promise) => (await promise.then(() => assert.fail("accepted"), (error) => error)).problems.map(({ field, reason }) => `${field} ${reason}`);
  assert.deepEqual(await problems(client.cdr.queryTraffic({ dateType: "daily", iccids: ["1"], startDate: "2026-02-30" })), [
    "startDate must be a day that exists, as yyyy-MM-dd: 2026-01-31",
    "endDate is required where `dateType` is `daily`",
  ]);
  assert.deepEqual(await problems(client.cdr.queryTraffic({ dateType: "monthly", iccids: ["1"], month: "2026-13" })), ["month must be a month, as yyyy-MM: 2026-01"]);
  assert.deepEqual(await problems(client.cards.switchNetwork({ network: "ATT" })), ["imsi is required, or another instead: give `imsi` or `iccid`"]);
  assert.deepEqual(await problems(client.packages.orderDetails({ state: 1, page: 0, pageSize: 51, outTradeNoArrStr: Array(51).fill("1") })), [
    "page must be a whole number from 1 on",
    "pageSize must be a whole number from 1 to 50",
  ]);
  assert.deepEqual(await problems(client.sms.send({ iccid: "1", message: "x".repeat(301) })), ["message has 301 characters; at most 300 are accepted"]);
  assert.deepEqual(await problems(client.packages.order({ iccid: "1", packageCode: "P", outTradeNo: "x".repeat(33) })), ["outTradeNo has 33 characters; at most 32 are accepted"]);
});
