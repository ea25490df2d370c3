// User code runs between two steps of the core, and may call the package itself: every request is whole, every response read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { APPKEY, NOW, SECRET, main, ok, proxy, sandbox, webhook } from "./pkg.mjs";

const PLACED = { orderNumber: "n", orderId: "7" };
const notification = webhook.signNotification({ id: "i", event: "CardStopped", timestamp: NOW, nonce: 10_000, iccid: "89852000263320817044" }, SECRET);

/** Calls what has a result of its own in the core, and looks at the results. */
function useThePackage() {
  assert.equal(main.sign({ a: "1" }, "s"), main.sign({ a: 1 }, "s"));
  assert.equal(main.verify(notification, SECRET, { now: NOW }).event, "CardStopped");
  assert.equal(webhook.verify(notification, SECRET, { now: NOW }).event, "CardStopped");
  assert.equal(main.errorCodes.get(42002).code, 42002);
  assert.throws(() => main.verify(notification, "other", { now: NOW }), { reason: "bad_signature" });
  assert.throws(() => main.canonicalString({ a: undefined, b: 1n / 1n, c: Symbol() }, "s"), { kind: "validation" });
  void new main.Client({ appkey: APPKEY, secret: SECRET, fetch: async () => Response.json(ok({ balance: "1", currency: "USD" })) }).account.balance();
}

const counted = (counts, name) => (...args) => {
  counts[name] = (counts[name] ?? 0) + 1;
  useThePackage();
  return args[0];
};

test("from every hook of a client, its clock and its fetch", async () => {
  const counts = {};
  const bodies = [];
  const hook = (name) => counted(counts, name);
  const client = new main.Client({
    ...{ appkey: APPKEY, secret: SECRET, pace: false },
    now: () => (hook("now")(), NOW),
    fetch: async (_, { body }) => {
      hook("fetch")();
      bodies.push(JSON.parse(body));
      return Response.json(ok(PLACED));
    },
    ...{ onDrift: hook("onDrift"), onWarning: hook("onWarning"), onRequest: hook("onRequest"), onResponse: hook("onResponse") },
  });
  const params = {
    get iccid() {
      return (hook("getter")(), "odd");
    },
    packageCode: { toJSON: () => (hook("toJSON")(), "P") },
    outTradeNo: "mine",
  };
  const result = await client.packages.order(params);
  assert.deepEqual([result.orderNumber, result.orderId], ["n", 7]);
  for (const body of bodies) {
    assert.deepEqual([body.iccid, body.packageCode, body.outTradeNo], ["odd", "P", "mine"]);
    const { sign, ...signed } = body;
    assert.equal(sign, main.sign(signed, SECRET));
  }
  assert.equal(bodies.length, 1);
  for (const name of ["now", "fetch", "onDrift", "onWarning", "onRequest", "onResponse", "getter", "toJSON"]) assert.ok(counts[name] >= 1, `${name} was called`);
});

test("from everything a receiver calls", async () => {
  const counts = {};
  const hook = (name) => counted(counts, name);
  const memory = webhook.memoryStore();
  const store = { claim: (...all) => (hook("claim")(), memory.claim(...all)), done: (...all) => (hook("done")(), memory.done(...all)), release: (...all) => (hook("release")(), memory.release(...all)) };
  const receiver = new webhook.Receiver({ secret: SECRET, store, now: () => (hook("now")(), NOW), onDrift: hook("onDrift"), onAccepted: hook("onAccepted"), onDuplicate: hook("onDuplicate"), onRefused: hook("onRefused"), onFailed: hook("onFailed") });
  const seen = [];
  receiver.on("*", (one) => {
    hook("handler")();
    seen.push(one);
    if (one.id === "broken") throw new Error("its own");
  });
  const post = (body) => receiver.handle(new Request("https://r.example/", { method: "POST", body, headers: { "content-type": "application/json" } }));
  const odd = (id) => webhook.signNotification({ id, event: "CardStopped", timestamp: NOW, nonce: 10_000, iccid: 7 }, SECRET);
  assert.deepEqual([(await post(notification)).status, (await post(notification)).status, (await post("{}")).status, (await post(odd("broken"))).status], [200, 200, 401, 500]);
  assert.deepEqual(seen.map(({ id, iccid }) => [id, iccid]), [["i", "89852000263320817044"], ["broken", "7"]]);
  for (const name of ["claim", "done", "release", "now", "onDrift", "onAccepted", "onDuplicate", "onRefused", "onFailed", "handler"]) assert.ok(counts[name] >= 1, `${name} was called`);
});

test("from everything a proxy and a sandbox call", async () => {
  const counts = {};
  const hook = (name) => counted(counts, name);
  const notified = [];
  const platform = new sandbox.Sandbox({ appkey: APPKEY, secret: SECRET, onRequest: hook("onRequest"), now: () => (hook("clock")(), NOW), notify: async (request) => (hook("notify")(), notified.push(await request.json()), new Response('{"status":"SUCCESS"}')) });
  const handler = proxy.createSigningProxy({
    ...{ appkey: APPKEY, secret: SECRET, allow: ["cards", "packages"], pace: false },
    fetch: (...all) => (hook("fetch")(), platform.fetch(...all)),
    authorize: () => (hook("authorize")(), { caller: "me" }),
    now: () => (hook("now")(), NOW),
    rateLimitKey: () => (hook("rateLimitKey")(), "k"),
    rateLimit: { limit: async () => (hook("limit")(), { success: true }) },
    orders: { caps: [{ most: 9, period: 60, cost: () => (hook("cost")(), 1) }] },
    onEvent: hook("onEvent"),
  });
  const client = new main.Client({ proxyUrl: "https://p.example/", fetch: (url, init) => handler(new Request(url, init)), pace: false });
  const { cardInfoList: [{ iccid }] } = await client.cards.list();
  const [{ packageCode }] = await client.packages.listForCard({ iccid });
  const { orderId } = await client.packages.order({ iccid, packageCode });
  assert.ok(orderId > 0);
  await platform.advance(3600);
  assert.ok(notified.length > 0);
  for (const name of ["onRequest", "clock", "notify", "fetch", "authorize", "now", "rateLimitKey", "limit", "cost", "onEvent"]) assert.ok(counts[name] >= 1, `${name} was called`);
});
