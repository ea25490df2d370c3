import assert from "node:assert/strict";
import test from "node:test";
import { APPKEY, SECRET, main, ok, proxy, scripted } from "./pkg.mjs";

const URL_ = "https://app.example/api/eiot";
const make = (fetch, more) => proxy.createSigningProxy({ appkey: APPKEY, secret: SECRET, allow: ["account.balance", "cards.get", "/api/v3/new/thing"], fetch, ...more });
const through = (handler, more) =>
  new main.Client({ proxyUrl: URL_, fetch: (url, init) => handler(new Request(url, { ...init, headers: { origin: "https://app.example", ...init.headers } })), ...more });
const ask = (body, headers, method = "POST") =>
  new Request(URL_, { method, ...(method === "POST" && { body: typeof body === "string" ? body : JSON.stringify(body) }), headers: { "content-type": "application/json", "x-eiotclub": "1", ...headers } });

test("a page calls through it and never sees the secret", async () => {
  const { asked, fetch } = scripted(ok({ balance: "8.50", currency: "USD" }));
  const client = through(make(fetch));
  assert.deepEqual(await client.account.balance(), { balance: "8.50", currency: "USD" });
  assert.equal(asked[0].url, "https://oapi.eiotclub.com/api/v3/agent/balance");
  assert.equal(asked[0].body.sign, main.sign(asked[0].init.body, SECRET));
  await client.request("/api/v3/new/thing", { price: "1" });
  assert.equal(asked[1].url, "https://oapi.eiotclub.com/api/v3/new/thing");
});

test("what is not listed is refused", async () => {
  const { asked, fetch } = scripted(ok({}));
  const client = through(make(fetch));
  await assert.rejects(client.packages.order({ iccid: "1", packageCode: "p", outTradeNo: "t" }), (error) => {
    assert.ok(error instanceof main.ProxyError && error instanceof proxy.ProxyError);
    return error.reason === "operation" && error.status === 403;
  });
  await assert.rejects(client.request("/api/v3/package/orderPackage", { iccid: "1", packageCode: "p", outTradeNo: "t" }), { kind: "proxy", reason: "operation" });
  assert.equal(asked.length, 0);
});

test("no parameter can override what the proxy signs with", async () => {
  const { asked, fetch } = scripted(ok({}));
  const handler = make(fetch);
  for (const field of ["appkey", "timestamp", "nonce", "sign", "\u0073ign"]) {
    const response = await handler(ask({ operation: "cards.get", params: { iccid: "1", [field]: "1" } }));
    assert.equal(response.status, 400);
    const { error } = await response.json();
    assert.deepEqual([error.kind, error.problems[0].field], ["validation", field]);
  }
  for (const body of [
    { operation: "cards.get", params: { iccid: "1" }, appkey: "x" },
    '{"operation":"cards.get","params":{"iccid":"1","iccid":"2"}}',
    '{"operation":"cards.get","params":{"iccid":"1"},"operation":"account.balance"}',
    { operation: "cards.get", params: { "iccid=1&appkey": "1" } },
  ]) {
    assert.equal((await handler(ask(body))).status, 400);
  }
  assert.equal(asked.length, 0);
});

test("requests that no page of ours made are refused", async () => {
  const { asked, fetch } = scripted(ok({}));
  const handler = make(fetch, { maxBody: 1000 });
  const body = { operation: "account.balance" };
  const status = async (request) => (await handler(request)).status;
  assert.equal(await status(ask(body, { origin: "https://evil.example" })), 403);
  assert.equal(await status(ask(body, { origin: "null" })), 403);
  assert.equal(await status(ask(body, { "content-type": "text/plain" })), 415);
  assert.equal(await status(new Request(URL_, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } })), 403);
  assert.equal(await status(ask(body, {}, "GET")), 405);
  assert.equal(await status(ask({ ...body, params: { x: "x".repeat(1000) } })), 413);
  assert.equal(await status(ask("{")), 400);
  assert.equal(asked.length, 0);
});

test("other origins only as listed, with their preflight", async () => {
  const { fetch } = scripted(ok({ balance: "1.00", currency: "USD" }));
  const handler = make(fetch, { cors: { origins: ["https://shop.example"] } });
  const origin = { origin: "https://shop.example" };
  const preflight = await handler(new Request(URL_, { method: "OPTIONS", headers: origin }));
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("access-control-allow-origin"), "https://shop.example");
  assert.match(preflight.headers.get("access-control-allow-headers"), /x-eiotclub/);
  const response = await handler(ask({ operation: "account.balance" }, origin));
  assert.deepEqual([response.status, response.headers.get("access-control-allow-origin")], [200, "https://shop.example"]);
  assert.equal((await handler(new Request(URL_, { method: "OPTIONS", headers: { origin: "https://evil.example" } }))).status, 403);
});

test("authorize decides on caller, operation and parameters", async () => {
  const calls = [];
  const { fetch } = scripted(ok(null));
  const handler = make(fetch, {
    authorize: (request, operation, params) => {
      calls.push([request.headers.get("authorization"), operation, params]);
      return params.iccid === "mine";
    },
  });
  const client = through(handler, { headers: { authorization: "Bearer t" } });
  assert.equal(await client.cards.get({ iccid: "mine" }), null);
  await assert.rejects(client.cards.get({ iccid: "theirs" }), { reason: "not_authorized" });
  assert.deepEqual(calls[0], ["Bearer t", "cards.get", { iccid: "mine" }]);
  const own = make(fetch, { authorize: () => new Response("no", { status: 401 }) });
  assert.equal((await own(ask({ operation: "account.balance" }))).status, 401);
});

test("errors come back as what they are", async () => {
  await assert.rejects(through(make(scripted({ code: "42405", message: "" }).fetch)).cards.get({ iccid: "1" }), { kind: "api", code: "42405" });
  await assert.rejects(through(make(() => Promise.reject(new Error(`cannot connect with ${SECRET}`)))).account.balance(), (error) => {
    assert.doesNotMatch(JSON.stringify(error) + error.message + String(error.stack), new RegExp(SECRET));
    return error instanceof main.NetworkError;
  });
  await assert.rejects(through(make(() => new Promise(() => undefined), { timeout: 20 })).account.balance(), { kind: "timeout" });
  await assert.rejects(through(make(scripted(new Response("<html>", { status: 502 })).fetch)).account.balance(), { kind: "decode" });
});

test("wrong options are refused when it is made", () => {
  for (const [more, field] of [
    [{ secret: "" }, /secret/],
    [{ appkey: undefined }, /appkey/],
    [{ allow: [] }, /allow/],
    [{ allow: ["cards.lst"] }, /cards\.lst/],
    ...["*", "", "card", "cards.*.*", "list"].map((one) => [{ allow: [one] }, /allow holds/]),
    [{ allow: "cards.list" }, /allow/],
    [{ cors: { origins: ["https://x.example/"] } }, /cors\.origins/],
  ]) {
    assert.throws(() => make(undefined, more), (error) => error.kind === "validation" && field.test(error.message));
  }
});
