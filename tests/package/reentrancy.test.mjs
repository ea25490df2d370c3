// User code runs between two steps of the core, and may call the package itself: every request is whole, every response read.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { records, totals } from "../../pkg/dist/cdr.js";
import { APPKEY, NOW, SECRET, main, ok, proxy, sandbox, webhook } from "./pkg.mjs";

const PLACED = { orderNumber: "n", orderId: "7" };
const notification = (more) => webhook.signNotification({ id: "i", event: "CardStopped", timestamp: NOW, nonce: 10_000, iccid: "89852000263320817044", ...more }, SECRET);
const NOTIFICATION = notification();
const SIGNED = main.sign({ a: 1 }, "s");
const post = (body, url = "https://x.example/") => new Request(url, { method: "POST", body, headers: { "content-type": "application/json", "x-eiotclub": "1" } });
const row = (id) => `${id},2026-01-15 00:00:00,2026-01-15 01:00:00,89852243101000600107,460001234567890,1024,860000000000001,46001\n`;
const bytes = (text) => new TextEncoder().encode(text);

/** What user code has called and nobody has waited for yet. */
const running = [];
afterEach(() => Promise.all(running.splice(0)));

function callFunctions() {
  assert.equal(main.sign({ a: "1" }, "s"), SIGNED);
  assert.equal(main.verify(NOTIFICATION, SECRET, { now: NOW }).event, "CardStopped");
  assert.equal(webhook.verify(NOTIFICATION, SECRET, { now: NOW }).iccid, "89852000263320817044");
  assert.equal(main.errorCodes.get(42002).code, 42002);
  assert.throws(() => main.verify(NOTIFICATION, "other", { now: NOW }), { reason: "bad_signature" });
  assert.throws(() => main.canonicalString({ a: undefined, b: 1n / 1n, c: Symbol() }, "s"), { kind: "validation" });
}

async function callClient() {
  const fetch = async (_, { body }) => {
    const { sign, ...signed } = JSON.parse(body);
    assert.equal(sign, main.sign(signed, "other"));
    return Response.json(ok({ balance: "1", currency: "USD" }));
  };
  assert.deepEqual(await new main.Client({ appkey: "b", secret: "other", fetch }).account.balance(), { balance: "1", currency: "USD" });
}

async function callReceiver() {
  const seen = [];
  const receiver = new webhook.Receiver({ secret: SECRET, now: () => NOW }).on("*", ({ id }) => void seen.push(id));
  assert.deepEqual([(await receiver.handle(post(NOTIFICATION))).status, seen], [200, ["i"]]);
}

async function callProxy() {
  const handler = proxy.createSigningProxy({ appkey: "b", secret: "other", allow: ["account"], pace: false, fetch: async () => Response.json(ok({ balance: "2" })) });
  const response = await handler(post('{"operation":"account.balance","params":{}}'));
  assert.equal((await response.json()).data?.balance, "2");
}

async function callSandbox() {
  const { fetch } = new sandbox.Sandbox({ appkey: "b", secret: "other", cards: 2 });
  assert.equal((await new main.Client({ appkey: "b", secret: "other", fetch }).cards.list()).cardInfoList.length, 2);
  assert.equal((await totals(bytes(row(1) + row(2)))).bytes, 2048);
}

/** Calls everything: what is synchronous at once, the rest while the caller goes on. */
function useThePackage() {
  callFunctions();
  const all = Promise.all([callClient(), callReceiver(), callProxy(), callSandbox()]);
  running.push(all);
  return all;
}

/** Places where user code runs, by name: each counts, and calls the package. */
function places() {
  const counts = {};
  return {
    /** For what the package calls. Where a promise may be returned, `later` waits for all calls first. */
    at: (name, result) => (...args) => {
      counts[name] = (counts[name] ?? 0) + 1;
      useThePackage();
      return typeof result === "function" ? result(...args) : result;
    },
    later: (name, result) => async (...args) => {
      counts[name] = (counts[name] ?? 0) + 1;
      await useThePackage();
      return typeof result === "function" ? result(...args) : result;
    },
    reached: (...names) => {
      for (const name of names) assert.ok(counts[name] >= 1, `${name} was not called`);
      assert.deepEqual(Object.keys(counts).filter((name) => !names.includes(name)), []);
    },
  };
}

/** A body whose chunks are made by user code, one byte at a time. */
function slowly(text, at) {
  const chunks = [...bytes(text)].map((byte) => Uint8Array.of(byte));
  return new ReadableStream({
    async pull(controller) {
      if (chunks.length % 50 === 0) await at();
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
  });
}

test("from every hook of a client, its clock, its fetch, its parameters and what it reads", async () => {
  const { at, later, reached } = places();
  const bodies = [];
  const client = new main.Client({
    ...{ appkey: APPKEY, secret: SECRET, pace: false },
    now: at("now", NOW),
    fetch: later("fetch", (_, { body }) => {
      bodies.push(JSON.parse(body));
      // Not done, so that there is a second attempt.
      if (bodies.length === 1) return Response.json({ code: "43331", message: "" });
      return new Response(slowly(JSON.stringify(ok(PLACED)), later("body")), { headers: { "content-type": "application/json" } });
    }),
    ...{ onDrift: at("onDrift"), onWarning: at("onWarning"), onRequest: at("onRequest"), onResponse: at("onResponse") },
  });
  const params = () => ({
    get iccid() {
      return at("getter", "odd")();
    },
    packageCode: { toJSON: at("toJSON", "P") },
    outTradeNo: "mine",
  });
  await client.packages.order(params()).catch(() => undefined);
  const result = await client.packages.order(params());
  assert.deepEqual([result.orderNumber, result.orderId], ["n", 7]);
  for (const body of bodies.filter((body) => "packageCode" in body)) {
    assert.deepEqual([body.iccid, body.packageCode, body.outTradeNo], ["odd", "P", "mine"]);
    const { sign, ...signed } = body;
    assert.equal(sign, main.sign(signed, SECRET));
  }
  reached("now", "fetch", "body", "onDrift", "onWarning", "onRequest", "onResponse", "getter", "toJSON");
});

test("from the arguments of functions", () => {
  const { at, reached } = places();
  const value = (name, result) => ({ toJSON: at(name, result) });
  assert.equal(main.sign({ a: value("sign", 1) }, "s"), SIGNED);
  assert.equal(main.canonicalString({ a: value("canonicalString", 1) }, "s"), "a=1&secret=s");
  for (const { signNotification } of [main, webhook]) {
    assert.equal(signNotification({ id: value("signNotification", "i"), event: "CardStopped", timestamp: NOW, nonce: 10_000, iccid: "89852000263320817044" }, SECRET), NOTIFICATION);
  }
  const options = { get now() { return at("now", NOW)(); }, get window() { return at("window", { past: 1, future: 1 })(); } };
  for (const { verify } of [main, webhook]) assert.equal(verify(NOTIFICATION, SECRET, options).id, "i");
  // No user code runs inside of the core, not even where a number is asked for that is none.
  assert.throws(() => main.verify(NOTIFICATION, SECRET, { now: { valueOf: at("valueOf", NOW) } }), { kind: "validation" });
  const terms = { get paid() { return at("paid", "10.00")(); }, currency: "USD", orderedAt: NOW, now: NOW + 60 };
  assert.equal(main.estimateRefund(terms).amount, "10.00");
  reached("sign", "canonicalString", "signNotification", "now", "window", "paid");
});

test("from everything a receiver calls", async () => {
  const { at, later, reached } = places();
  const memory = webhook.memoryStore();
  const store = { claim: later("claim", memory.claim), done: later("done", memory.done), release: later("release", memory.release) };
  const seen = [];
  const hooks = { onAccepted: later("onAccepted"), onDuplicate: later("onDuplicate"), onRefused: later("onRefused"), onFailed: later("onFailed"), onDrift: at("onDrift") };
  const receiver = new webhook.Receiver({ secret: SECRET, store, now: at("now", NOW), ...hooks });
  receiver.on("*", later("handler", (one) => {
    seen.push([one.id, one.iccid]);
    if (one.id === "broken") throw new Error("its own");
  }));
  const status = async (body) => (await receiver.handle(post(body))).status;
  assert.deepEqual([await status(NOTIFICATION), await status(NOTIFICATION), await status("{}"), await status(notification({ id: "broken", iccid: 7 }))], [200, 200, 401, 500]);
  const body = slowly(notification({ id: "slow" }), later("body"));
  assert.equal((await receiver.handle(new Request("https://x.example/", { method: "POST", body, duplex: "half", headers: { "content-type": "application/json" } }))).status, 200);
  assert.deepEqual(seen, [["i", "89852000263320817044"], ["broken", "7"], ["slow", "89852000263320817044"]]);
  reached("claim", "done", "release", "now", "onDrift", "onAccepted", "onDuplicate", "onRefused", "onFailed", "handler", "body");
});

test("from a queue, its messages and what is under it in Node.js", async () => {
  const { at, later, reached } = places();
  const queue = [];
  const dead = [];
  const receiver = new webhook.Receiver({
    ...{ secret: SECRET, now: () => NOW, maxAttempts: 2, onFailed: () => undefined },
    queue: { send: later("send", (one) => void queue.push(one)) },
    deadLetters: later("deadLetters", (one) => void dead.push(one.id)),
  });
  receiver.on("CardStopped", later("handler", ({ id }) => {
    if (id === "broken") throw new Error("its own");
  }));
  const request = (body) => ({
    method: "POST",
    get headers() {
      return at("headers", { "content-type": "application/json" })();
    },
    async *[Symbol.asyncIterator]() {
      await later("iterator")();
      yield bytes(body.slice(0, 9));
      yield bytes(body.slice(9));
    },
  });
  const answers = [];
  const handle = webhook.toNodeHandler(receiver);
  for (const id of ["i", "broken"]) await handle(request(notification({ id })), { setHeader: at("setHeader"), end: at("end", (body) => void answers.push(body)) });
  assert.deepEqual(answers, Array(2).fill('{"status":"SUCCESS"}'));
  assert.deepEqual(queue.map(({ id }) => id), ["i", "broken"]);
  const messages = (attempts) => queue.map((body) => ({ body, attempts, ack: at("ack"), retry: at("retry") }));
  assert.deepEqual(await receiver.consume({ messages: messages(1) }).then(({ handled, dead, retry }) => [handled, dead, retry.length]), [1, 0, 1]);
  assert.deepEqual(await receiver.consume({ messages: messages(2) }).then(({ duplicates, dead }) => [duplicates, dead]), [1, 1]);
  assert.deepEqual(dead, ["broken"]);
  reached("send", "deadLetters", "handler", "headers", "iterator", "setHeader", "end", "ack", "retry");
});

test("from everything a proxy and a sandbox call", async () => {
  const { at, later, reached } = places();
  const notified = [];
  const platform = new sandbox.Sandbox({
    ...{ appkey: APPKEY, secret: SECRET, onRequest: at("onRequest"), now: at("clock", NOW) },
    faults: [{ kind: "latency", ms: { toJSON: at("faults", 1) } }],
    notify: later("notify", async (request) => {
      notified.push(webhook.verify(await request.text(), SECRET, { window: false }).id);
      // As a handler that looks an order up: the same platform, while it waits for this response.
      await new main.Client({ appkey: APPKEY, secret: SECRET, fetch: platform.fetch }).account.balance();
      return new Response('{"status":"SUCCESS"}');
    }),
  });
  const counts = new Map();
  const store = {
    count: later("count", (key, order) => (counts.set(order, key), "counted")),
    giveBack: later("giveBack", (_, order) => void counts.delete(order)),
  };
  const events = [];
  const handler = proxy.createSigningProxy({
    ...{ appkey: APPKEY, secret: SECRET, allow: ["cards", "packages"] },
    rules: { "packages.order": { pin: { renew: { toJSON: at("rules", 0) } } } },
    fetch: later("fetch", platform.fetch),
    authorize: later("authorize", (request) => {
      if (request.headers.has("authorization")) return { caller: "me" };
      throw new Error("its own");
    }),
    now: at("now", NOW),
    rateLimitKey: at("rateLimitKey", "k"),
    rateLimit: { limit: later("limit", { success: true }) },
    pace: { enter: later("enter"), leave: at("leave") },
    orders: { caps: [{ most: 9, period: 60, cost: later("cost", 1) }], store },
    onError: at("onError"),
    onEvent: at("onEvent", ({ status }) => void events.push(status)),
  });
  const page = (headers) => new main.Client({ proxyUrl: "https://p.example/", headers, retry: false, fetch: (url, init) => handler(new Request(url, init)) });
  const client = page({ authorization: "Bearer x" });
  const { cardInfoList: [{ iccid }] } = await client.cards.list();
  const [{ packageCode }] = await client.packages.listForCard({ iccid });
  const { orderId } = await client.packages.order({ iccid, packageCode });
  assert.ok(orderId > 0);
  await assert.rejects(client.packages.order({ iccid, packageCode: "none" }));
  await assert.rejects(page({}).cards.list(), { kind: "proxy", reason: "unavailable" });
  await platform.advance(3600);
  assert.ok(notified.length > 0);
  assert.deepEqual([counts.size, events.slice(0, 3), events.at(-1)], [1, [200, 200, 200], 503]);
  reached(...["onRequest", "clock", "faults", "notify", "count", "giveBack", "rules", "fetch", "authorize", "now", "rateLimitKey", "limit", "enter", "leave", "cost", "onError", "onEvent"]);
});

test("from both sides of a relay", async () => {
  const { at, later, reached } = places();
  const key = "k".repeat(32);
  const sent = [];
  const relay = proxy.createRelay({
    ...{ key, now: at("relay's now", NOW), pace: { enter: later("enter"), leave: at("leave") } },
    fetch: later("relay's fetch", (_, { body }) => (sent.push(JSON.parse(new TextDecoder().decode(body))), Response.json(ok({ balance: "3", currency: "USD" })))),
  });
  const fetch = proxy.throughRelay({ url: "https://relay.example/", key, now: at("edge's now", NOW), fetch: later("edge's fetch", (url, init) => relay(new Request(url, init))) });
  const client = new main.Client({ appkey: APPKEY, secret: SECRET, fetch });
  assert.equal((await client.account.balance()).balance, "3");
  const [{ sign, ...signed }] = sent;
  assert.equal(sign, main.sign(signed, SECRET));
  reached("relay's now", "relay's fetch", "enter", "leave", "edge's now", "edge's fetch");
});

test("from the sources of CDR files, while totals are added up", async () => {
  const { at, later, reached } = places();
  const text = [...Array(40).keys()].map(row).join("") + "odd\n";
  const source = (name) => later(`${name}: opener`, () => slowly(text, later(`${name}: stream`)));
  const onProblem = at("onProblem");
  const { records: counted, repeated, bytes: sum } = await totals([source("totals"), source("totals")], { onProblem });
  assert.deepEqual([counted, repeated, sum], [40, 40, 40 * 1024]);
  const ids = [];
  for await (const { id } of records([source("records")], { onProblem })) ids.push(Number(id));
  assert.deepEqual(ids, [...Array(40).keys()]);
  reached("totals: opener", "totals: stream", "records: opener", "records: stream", "onProblem");
});

test("what a hook throws or rejects with changes nothing", async () => {
  const hook = (way) => () => {
    if (way === "throws") throw new Error("its own");
    return Promise.reject(new Error("its own"));
  };
  for (const way of ["throws", "rejects"]) {
    const all = (...names) => Object.fromEntries(names.map((name) => [name, hook(way)]));
    const platform = new sandbox.Sandbox({ appkey: APPKEY, secret: SECRET, ...all("onRequest") });
    const handler = proxy.createSigningProxy({ appkey: APPKEY, secret: SECRET, allow: ["cards"], fetch: platform.fetch, ...all("onEvent", "onError") });
    const client = new main.Client({ proxyUrl: "https://p.example/", fetch: (url, init) => handler(new Request(url, init)), ...all("onDrift", "onWarning", "onRequest", "onResponse") });
    assert.ok((await client.cards.list()).cardInfoList.length > 0, way);
    const receiver = new webhook.Receiver({ secret: SECRET, now: () => NOW, ...all("onDrift", "onAccepted", "onDuplicate", "onRefused", "onFailed") });
    const statuses = [];
    for (const body of [notification({ iccid: 7 }), notification({ iccid: 7 }), "{}"]) statuses.push((await receiver.handle(post(body))).status);
    assert.deepEqual(statuses, [200, 200, 401], way);
    // A rejection that nobody took would be told by now.
    await new Promise(setImmediate);
  }
});
