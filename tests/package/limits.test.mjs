// The pace of a client, what it does not ask in vain, lists in parts and in pages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { APPKEY, SECRET, main, sandbox } from "./pkg.mjs";

const { Client, PartialError, RateLimitError, createPacer } = main;
const ICCID = "89852243101000600107";
const ok = (data) => Response.json({ code: "200", message: "", data });
const BALANCE = { balance: "8.50", currency: "USD" };
const make = (fetch, options = {}) => new Client({ appkey: APPKEY, secret: SECRET, fetch, ...options });

/** The most calls that began within any window of so many milliseconds. */
const densest = (times, window) => Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + window).length));

test("ten calls leave at once, and no second sees more than ten", async () => {
  const times = [];
  const fetch = async () => (times.push(performance.now()), ok(BALANCE));
  // What a process does for the first time takes long enough to bring calls together that left apart.
  await make(fetch, { pace: false }).account.balance();
  times.length = 0;
  const client = make(fetch);
  await Promise.all(Array.from({ length: 25 }, () => client.account.balance()));
  assert.ok(times[9] - times[0] < 500, "the first ten do not wait");
  // A timer may be a millisecond early by the other clock.
  assert.ok(densest(times, 990) <= 10, String(densest(times, 990)));
  assert.ok(times[24] - times[0] >= 1_980);
});

test("a pace is shared, changed or switched off", async () => {
  const times = [];
  const fetch = async () => (times.push(performance.now()), ok(BALANCE));
  const pace = createPacer({ perSecond: 50, concurrency: 5 });
  const [one, two] = [make(fetch, { pace }), make(fetch, { pace })];
  await Promise.all(Array.from({ length: 120 }, (_, at) => (at % 2 ? one : two).account.balance()));
  assert.ok(densest(times, 990) <= 50);
  times.length = 0;
  const free = make(fetch, { pace: false });
  await Promise.all(Array.from({ length: 500 }, () => free.account.balance()));
  assert.ok(times.at(-1) - times[0] < 1_000);
  for (const bad of [{ perSecond: 0 }, { concurrency: -1 }, { perSecond: NaN }]) assert.throws(() => make(fetch, { pace: bad }), { kind: "validation" });
});

test("no more are under way at once than may be; who is aborted while waiting gives up its place", async () => {
  let underWay = 0;
  let most = 0;
  const client = make(
    async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay--;
      return ok(BALANCE);
    },
    { pace: { perSecond: 1000, concurrency: 3 } },
  );
  const controller = new AbortController();
  const calls = Array.from({ length: 20 }, (_, at) => client.account.balance({}, at % 4 === 3 ? { signal: controller.signal } : {}));
  controller.abort(new Error("enough"));
  const ended = await Promise.allSettled(calls);
  assert.equal(ended.filter(({ status }) => status === "fulfilled").length, 15);
  assert.equal(most, 3);
});

test("a call whose turn does not come in time was not sent, and says so", async () => {
  let sent = 0;
  const client = make(async () => (sent++, ok({})), { pace: { perSecond: 0.01 } });
  await client.account.balance();
  await assert.rejects(client.packages.order({ iccid: ICCID, packageCode: "P" }, { timeout: 30 }), (error) => error.kind === "timeout" && /timed out after 30 ms in the rate-limit queue; not sent$/.test(error.message) && error.retryable && error.outTradeNo !== undefined);
  assert.equal(sent, 1);
});

test("a `Retry-After` holds all calls of a pace back, and is told", async () => {
  const times = [];
  const client = make(async () => {
    times.push(performance.now());
    return times.length === 1 ? Response.json({ code: "501", message: "" }, { headers: { "retry-after": "1" } }) : ok(BALANCE);
  }, { retry: false });
  await assert.rejects(client.account.balance(), (error) => {
    assert.ok(error instanceof RateLimitError && error instanceof main.ApiError);
    assert.deepEqual([error.kind, error.code, error.retryAfter, error.sent], ["api", "501", 1, true]);
    return true;
  });
  await client.account.balance();
  assert.ok(times[1] - times[0] >= 980);
});

test("what comes too soon for its card is not sent", async (t) => {
  // By a clock that nobody sets: neither the system's nor the client's `now` may shorten the wait.
  const start = performance.now();
  let passed = 0;
  t.mock.method(performance, "now", () => start + passed * 1000);
  const asked = [];
  const client = make(async (url, init) => {
    asked.push(JSON.parse(init.body).iccid);
    return asked.length === 4 ? Response.json({ code: "44001", message: "" }) : Response.json({ code: "200", message: "" });
  });
  await client.cards.refreshUsage({ iccid: ICCID });
  passed += 100;
  await assert.rejects(client.cards.refreshUsage({ iccid: ICCID }), (error) => error instanceof RateLimitError && error.retryAfter === 200 && !error.sent && error.code === "44001" && error.retryable);
  await client.cards.refreshUsage({ iccid: "89852243101000600108" });
  await client.cards.cancelSession({ iccid: ICCID });
  await assert.rejects(client.cards.refreshUsage({ iccid: "89852243101000600109" }), (error) => error instanceof RateLimitError && error.retryAfter === 300 && error.sent);
  passed += 200;
  await client.cards.refreshUsage({ iccid: ICCID });
  assert.equal(asked.length, 5);
});

test("a list of any length is sent in parts, and joined in its order", async () => {
  const ids = Array.from({ length: 250 }, (_, at) => `t${at}`);
  const parts = [];
  const fetch = async (url, init) => {
    const given = JSON.parse(init.body).ids.split(",");
    parts.push(given.length);
    return ok(given.map((id) => ({ id, status: "2", result: "" })));
  };
  for (const given of [ids, ids.join(",")]) assert.deepEqual((await make(fetch).tasks.query({ ids: given })).map(({ id }) => id), ids);
  assert.deepEqual(parts, [100, 100, 50, 100, 100, 50]);
  const seen = [];
  const details = make(async (url, init) => {
    const { outTradeNoArrStr, page } = JSON.parse(init.body);
    seen.push(outTradeNoArrStr.split(",").length);
    return ok(page > 1 ? [] : outTradeNoArrStr.split(",").map((outTradeNo) => ({ outTradeNo })));
  }, { pace: false });
  const numbers = [];
  for await (const { outTradeNo } of details.packages.orderDetails.all({ state: 1, pageSize: 50, outTradeNoArrStr: ids.slice(0, 120) })) numbers.push(outTradeNo);
  assert.deepEqual(numbers, ids.slice(0, 120));
  assert.ok(seen.every((count) => count <= 50));
});

test("a part that fails is told beside those that did not", async () => {
  const iccids = Array.from({ length: 250 }, (_, at) => String(89852243101000600000n + BigInt(at)));
  let calls = 0;
  const client = make(async () => (++calls === 2 ? Response.json({ code: "44002", message: "" }) : Response.json({ code: "200", message: "" })));
  await assert.rejects(client.cards.reset({ iccids }), (error) => {
    assert.ok(error instanceof PartialError);
    assert.deepEqual([error.kind, error.operation], ["partial", "cards.reset"]);
    assert.deepEqual(error.succeeded.flatMap(({ ids }) => ids), [...iccids.slice(0, 100), ...iccids.slice(200)]);
    assert.deepEqual(error.failed.map(({ ids, error }) => [ids.length, ids[0], error.code]), [[100, iccids[100], "44002"]]);
    return true;
  });
  const none = make(async () => Response.json({ code: "44002", message: "" }));
  await assert.rejects(none.cards.reset({ iccids }), { kind: "api", code: "44002" });
});

/** A client of `count()` cards in pages, and what pages it was asked for. */
function fleet(count, options = {}) {
  const asked = [];
  const client = make(async (url, init) => {
    const { pageNum, pageSize = 500 } = JSON.parse(init.body);
    asked.push(Number(pageNum));
    const total = count(asked.length);
    const from = (pageNum - 1) * pageSize;
    return ok({ cardInfoList: Array.from({ length: Math.max(0, Math.min(pageSize, total - from)) }, (_, at) => ({ iccid: String(from + at) })), totalPage: Math.ceil(total / pageSize) });
  }, { pace: false, ...options });
  return { client, asked };
}
const later = () => new Promise((resolve) => setTimeout(resolve, 5));

test("one page is read ahead, and not more", async () => {
  const { client, asked } = fleet(() => 2_000);
  const pages = client.cards.list.pages();
  assert.equal((await pages.next()).value.cardInfoList.length, 500);
  await later();
  assert.deepEqual(asked, [1, 2]);
  await pages.next();
  await later();
  assert.deepEqual(asked, [1, 2, 3]);
  await pages.return();
  await later();
  assert.deepEqual(asked, [1, 2, 3]);
});

test("a list that grows or shrinks while it is read ends where it ends then", async () => {
  const read = async (count) => {
    const { client } = fleet(count);
    let seen = 0;
    for await (const card of client.cards.list.all({ pageSize: 100 })) seen += card.iccid ? 1 : 0;
    return seen;
  };
  assert.equal(await read((call) => (call < 3 ? 300 : 450)), 450);
  assert.equal(await read((call) => (call < 3 ? 1000 : 250)), 250);
  assert.equal(await read((call) => (call < 2 ? 1000 : 0)), 100);
});

test("a platform that minds no page number is not read for ever", async () => {
  let asked = 0;
  const client = make(async () => (asked++, ok([{ outTradeNo: "1" }, { outTradeNo: "2" }])), { pace: false });
  const seen = [];
  for await (const row of client.packages.orderDetails.all({ state: 2, pageSize: 2, outTradeNoArrStr: ["1"] })) seen.push(row.outTradeNo);
  assert.deepEqual([seen, asked], [["1", "2"], 2]);
});

test("a page that fails ends the reading after the page before it, and an abort within a page", async () => {
  const { client, asked } = fleet((call) => (call === 3 ? assert.fail() : 5_000), { retry: false });
  let seen = 0;
  await assert.rejects(async () => {
    for await (const _ of client.cards.list.all()) seen++;
  }, { kind: "network" });
  assert.equal(seen, 1_000);
  const controller = new AbortController();
  const other = fleet(() => 50_000);
  let count = 0;
  await assert.rejects(async () => {
    for await (const _ of other.client.cards.list.all({}, { signal: controller.signal })) if (++count === 20_100) controller.abort(new Error("enough"));
  }, { message: "enough" });
  assert.ok(count <= 20_500, String(count));
  assert.ok(other.asked.length <= 42);
});

test("50,000 cards of a sandbox are read in the memory of a page", async () => {
  const platform = new sandbox.Sandbox({ appkey: APPKEY, secret: SECRET, cards: 50_000 });
  const client = make(platform.fetch);
  const seen = new Set();
  const heap = [];
  for await (const { iccid } of client.cards.list.all()) {
    seen.add(iccid);
    if (seen.size % 10_000 === 0) {
      globalThis.gc?.();
      heap.push(process.memoryUsage().heapUsed);
    }
  }
  assert.equal(seen.size, 50_000);
  console.log("heap MB at each 10,000 cards:", heap.map((bytes) => (bytes / 1e6).toFixed(1)).join(" "));
});
