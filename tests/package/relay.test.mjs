import assert from "node:assert/strict";
import { createServer } from "node:http";
import test from "node:test";
import { APPKEY, SECRET, main, ok, proxy, sandbox } from "./pkg.mjs";

const KEY = "0123456789abcdef0123456789abcdef";
const RELAY = "https://relay.example/";
const BASE = "https://oapi.eiotclub.com";
const json = (value, init) => new Response(JSON.stringify(value), init);

/** Both sides, with the network between them in the test's hand. */
function pair({ relay = {}, edge = {}, wire = (handler, request) => handler(request), platform = async () => json(ok({ balance: "1.00", currency: "USD" })) } = {}) {
  const sent = [];
  const handler = proxy.createRelay({ key: KEY, pace: false, now: () => 1000, fetch: async (url, init) => (sent.push({ url, body: new TextDecoder().decode(init.body), init }), platform(url, init)), ...relay });
  const through = proxy.throughRelay({ url: RELAY, key: KEY, now: () => 1000, fetch: (url, init) => wire(handler, new Request(url, init)), ...edge });
  return { sent, handler, through };
}

const call = (through) => through(`${BASE}/api/v3/agent/balance`, { body: '{"x":1}' });

test("a client's signed call goes through as it was signed, and its answer comes back", async () => {
  const { sent, through } = pair({ edge: { now: undefined }, relay: { now: undefined } });
  const client = new main.Client({ appkey: APPKEY, secret: SECRET, fetch: through, pace: false });
  assert.deepEqual(await client.account.balance(), { balance: "1.00", currency: "USD" });
  assert.equal(sent[0].url, `${BASE}/api/v3/agent/balance`);
  const { sign, ...params } = JSON.parse(sent[0].body);
  assert.equal(sign, main.sign(params, SECRET));
  assert.equal(sent[0].init.redirect, "manual");
});

test("a call that was recorded is not taken again, nor with another path, body, time or key", async () => {
  let recorded;
  const { sent, handler, through } = pair({ wire: async (handler, request) => ((recorded = request.clone()), handler(request)) });
  await call(through);
  const headers = Object.fromEntries(recorded.headers);
  const body = await recorded.text();
  const again = async (more, text = body) => {
    const response = await handler(new Request(RELAY, { method: "POST", headers: { ...headers, ...more }, body: text }));
    return [response.status, (await response.json()).error.reason];
  };
  const [at, nonce, proof] = headers["x-eiotclub-relay"].split(" ");
  const signed = (parts) => ({ "x-eiotclub-relay": parts.join(" ") });
  assert.deepEqual(await again({}), [401, "replayed"]);
  assert.deepEqual(await again({ "x-eiotclub-path": "/api/v3/package/orderPackage" }), [401, "bad_signature"]);
  assert.deepEqual(await again({}, '{"x":2}'), [401, "bad_signature"]);
  assert.deepEqual(await again(signed(["1001", nonce, proof])), [401, "bad_signature"]);
  assert.deepEqual(await again(signed([at, `${nonce}x`, proof])), [401, "bad_signature"]);
  assert.deepEqual(await again(signed([at, nonce, "0".repeat(64)])), [401, "bad_signature"]);
  assert.deepEqual(await again(signed([at, nonce, proof.toUpperCase()])), [401, "bad_signature"]);
  for (const header of ["", "1000", `${at} ${nonce} ${proof} x`, `x ${nonce} ${proof}`, `${at} short ${proof}`]) {
    assert.deepEqual(await again({ "x-eiotclub-relay": header }), [401, "malformed"], header);
  }
  for (const path of ["", "/", "/admin", "/api/../x", "//evil.example/api/v3/x", "/api/v3/a?b", "/api/v3/%2e%2e"]) {
    assert.deepEqual(await again({ "x-eiotclub-path": path }), [401, "malformed"], path);
  }
  assert.equal((await handler(new Request(RELAY))).status, 405);
  assert.deepEqual(await again({}, "x".repeat(70_000)), [413, "too_large"]);
  assert.equal(sent.length, 1);
});

test("a call of another time is refused, and so is one that was made before the relay began", async () => {
  let clock = 1000;
  const { sent, through } = pair({ relay: { now: () => clock }, edge: { now: () => 1000 } });
  for (const [time, taken] of [[1060, true], [1061, false], [1000, true]]) {
    clock = time;
    assert.equal(await call(through).then(() => true, (error) => (assert.equal(error.reason, "relay"), false)), taken, String(time));
  }
  assert.equal(sent.length, 2);
  const early = pair({ edge: { now: () => 999 } });
  await assert.rejects(call(early.through), { kind: "proxy", reason: "relay" });
  const { through: late } = pair({ edge: { now: () => 1061 } });
  await assert.rejects(call(late), { kind: "proxy", reason: "relay" });
});

test("what is not proven to be the relay's answer to this call is no answer", async () => {
  const other = await pair().handler(new Request(RELAY));
  const changes = {
    "another body": (response, text) => new Response(text.replace("1.00", "9.00"), response),
    "another status": (response, text) => new Response(text, { status: 500, headers: response.headers }),
    "another type": (response, text) => (response.headers.set("content-type", "text/html"), new Response(text, response)),
    "another address": (response, text) => (response.headers.set("x-eiotclub-address", "203.0.113.66"), new Response(text, response)),
    "no proof": (response, text) => (response.headers.delete("x-eiotclub-relay"), new Response(text, response)),
    "something else": () => other,
  };
  for (const [what, change] of Object.entries(changes)) {
    const wire = async (handler, request) => {
      const response = await handler(request);
      return change(new Response(null, response), await response.text());
    };
    await assert.rejects(call(pair({ wire, relay: { address: "203.0.113.7" } }).through), { kind: "proxy", reason: "relay" }, what);
  }
  // The answer to an earlier call, replayed.
  let kept;
  const { through } = pair({ wire: async (handler, request) => (kept ??= await handler(request)).clone() });
  await call(through);
  await assert.rejects(call(through), { kind: "proxy", reason: "relay" });
});

test("keys can be rotated, and another key opens nothing", async () => {
  const next = "f".repeat(40);
  for (const key of [KEY, next]) await call(pair({ relay: { key: [KEY, next] }, edge: { key } }).through);
  await assert.rejects(call(pair({ relay: { key: next } }).through), { reason: "relay" });
});

test("a proxy through a relay names the relay's address when the platform refuses it", async () => {
  const { through } = pair({ relay: { address: "203.0.113.7", now: undefined }, edge: { now: undefined }, platform: async () => json({ code: "42104", message: "ip:未授权" }) });
  const handler = proxy.createSigningProxy({ appkey: APPKEY, secret: SECRET, allow: ["account"], fetch: through, pace: false });
  const client = new main.Client({ proxyUrl: "https://app.example/eiot", pace: false, fetch: (url, init) => handler(new Request(url, init)) });
  await assert.rejects(client.account.balance(), (error) => error.code === "42104" && error.address === "203.0.113.7" && /add 203\.0\.113\.7 in/.test(error.message));
});

test("when the relay fails the page is told that, and nothing of the key", async () => {
  const ask = async (options) => {
    const { through } = pair({ relay: { now: undefined }, edge: { now: undefined }, ...options });
    const handler = proxy.createSigningProxy({ appkey: APPKEY, secret: SECRET, allow: ["account"], fetch: through, pace: false });
    const response = await handler(new Request("https://app.example/", { method: "POST", headers: { "content-type": "application/json", "x-eiotclub": "1" }, body: '{"operation":"account.balance"}' }));
    const text = await response.text();
    assert.ok(!text.includes(KEY) && !text.includes(SECRET), text);
    const { kind, reason, message } = JSON.parse(text).error;
    return [response.status, kind, reason, message];
  };
  assert.match((await ask({ relay: { key: "x".repeat(32), now: undefined } })).join(" "), /^502 proxy relay .*the keys differ/);
  assert.match((await ask({ platform: () => Promise.reject(new Error(KEY)) })).join(" "), /^502 proxy relay .*did not reach the platform/);
  assert.match((await ask({ platform: async () => new Response(null, { status: 302, headers: { location: "https://evil.example" } }) })).join(" "), /^502 proxy relay/);
  assert.match((await ask({ wire: () => Promise.reject(new Error(KEY)) })).join(" "), /^502 network/);
});

test("the relay proves whether a call that failed had left, and an order is failed or unknown accordingly", async () => {
  const refused = () => Promise.reject(Object.assign(new TypeError("fetch failed"), { code: "ECONNREFUSED" }));
  const reset = () => Promise.reject(new TypeError("reset"));
  const silent = () => new Promise(() => undefined);
  const order = { eSIMGoodsCode: "G" };
  const real = { relay: { now: undefined }, edge: { now: undefined } };
  const buyers = (options) => {
    const { through } = pair(options);
    const handler = proxy.createSigningProxy({ appkey: APPKEY, secret: SECRET, allow: ["esim"], fetch: through, pace: false });
    const more = { pace: false, retry: false, timeout: 1_000 };
    return [
      new main.Client({ appkey: APPKEY, secret: SECRET, fetch: through, ...more }),
      new main.Client({ proxyUrl: "https://app.example/eiot", fetch: (url, init) => handler(new Request(url, init)), ...more }),
    ];
  };
  const ask = async (options, kind, reason) => {
    for (const client of buyers({ ...real, ...options })) {
      const error = await client.esim.purchase(order).catch((error) => error);
      assert.equal(error.kind, kind, String(error));
      assert.equal((error.cause ?? error).reason, reason, String(error.cause));
    }
  };
  await ask({ platform: refused }, "proxy", "relay");
  await ask({ relay: { now: undefined, pace: { enter: () => Promise.reject(new Error("no")) } }, platform: refused }, "proxy", "relay");
  await ask({ platform: reset }, "outcome_unknown", "relay");
  await ask({ platform: silent, relay: { now: undefined, timeout: 20 } }, "outcome_unknown", "relay");
  await ask({ platform: async () => new Response(null, { status: 302 }) }, "outcome_unknown", "relay");
  // Whoever has no key cannot say that nothing was sent.
  const forged = (type) => async () => new Response('{"reason":"network","sent":false}', { status: 502, headers: { "content-type": type } });
  for (const type of ["application/json", "application/vnd.eiotclub.relay+json"]) await ask({ wire: forged(type) }, "outcome_unknown", "relay");
  // Neither can the platform's response, whatever type it has.
  for (const client of buyers({ ...real, platform: forged("application/vnd.eiotclub.relay+json") })) assert.equal((await client.esim.purchase(order).catch((error) => error)).kind, "outcome_unknown");
});

test("the platform's `Date` and `Retry-After` come through, and nobody can change them on the way", async () => {
  const told = { date: "Tue, 28 May 2024 01:34:47 GMT", "retry-after": "7" };
  const platform = async () => json({ code: "501", message: "" }, { headers: told });
  const response = await call(pair({ platform, wire: async (handler, request) => {
    const response = await handler(request);
    response.headers.set("date", new Date(0).toUTCString());
    return response;
  } }).through);
  assert.deepEqual([response.headers.get("date"), response.headers.get("retry-after")], Object.values(told));
  for (const name of Object.keys(told)) {
    const wire = async (handler, request) => {
      const response = await handler(request);
      response.headers.set(`x-eiotclub-platform-${name}`, "1");
      return response;
    };
    await assert.rejects(call(pair({ platform, wire }).through), { reason: "relay" });
  }
  assert.equal((await call(pair({ wire: async (handler, request) => (await handler(request)) }).through)).headers.get("date"), null);
});

test("weak keys and unencrypted relays are refused when they are configured", () => {
  for (const make of [
    () => proxy.createRelay({ key: "short" }),
    () => proxy.createRelay({ key: [] }),
    () => proxy.createRelay({}),
    () => proxy.createRelay({ key: KEY, window: 0 }),
    () => proxy.throughRelay({ url: RELAY, key: "short" }),
    () => proxy.throughRelay({ url: "http://relay.example/", key: KEY }),
    () => proxy.throughRelay({ url: "relay", key: KEY }),
  ]) {
    assert.throws(make, (error) => error.kind === "validation" && !error.message.includes("short"));
  }
  proxy.throughRelay({ url: "http://127.0.0.1:8080/", key: KEY });
});

/** A handler behind a real `node:http` server. */
async function serve(t, handler, options) {
  const server = createServer(proxy.toNodeHandler(handler, options));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => (server.closeAllConnections(), server.close()));
  return `http://127.0.0.1:${server.address().port}`;
}

test("over real HTTP: page, proxy, relay, platform and back", async (t) => {
  const platform = new sandbox.Sandbox({ appkey: APPKEY, secret: SECRET });
  const relay = await serve(t, proxy.createRelay({ key: KEY, fetch: platform.fetch }));
  const handler = proxy.createSigningProxy({ appkey: APPKEY, secret: SECRET, allow: ["cards.list"], fetch: proxy.throughRelay({ url: relay, key: KEY }) });
  const url = await serve(t, handler, { origin: "https://app.example" });
  const client = new main.Client({ proxyUrl: `${url}/eiot`, headers: { origin: "https://app.example" } });
  const { cardInfoList } = await client.cards.list();
  assert.ok(cardInfoList.length > 0);
  const ask = (headers, body = '{"operation":"cards.list"}') => fetch(url, { method: "POST", body, headers: { "content-type": "application/json", "x-eiotclub": "1", ...headers } });
  // The Host header is whatever a caller says, so it makes no origin the proxy's own.
  assert.equal((await ask({ origin: url })).status, 403);
  assert.equal((await ask({}, "x".repeat(100_000))).status, 413);
  assert.equal((await fetch(url)).status, 405);
});

test("a caller that hangs up ends the call behind node:http", async (t) => {
  let ended;
  const over = new Promise((resolve) => (ended = resolve));
  const handler = proxy.createSigningProxy({ appkey: APPKEY, secret: SECRET, allow: ["cards.list"], pace: false, fetch: (url, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => (ended(), reject(signal.reason)))) });
  const url = await serve(t, handler, { origin: "https://app.example" });
  await assert.rejects(fetch(url, { method: "POST", signal: AbortSignal.timeout(100), body: '{"operation":"cards.list"}', headers: { "content-type": "application/json", "x-eiotclub": "1" } }));
  await over;
});
