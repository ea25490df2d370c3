import assert from "node:assert/strict";
import test from "node:test";
import { APPKEY, SECRET, main, ok, proxy, scripted } from "./pkg.mjs";

const URL_ = "https://app.example/api/eiot";
const make = (more) => proxy.createSigningProxy({ appkey: APPKEY, secret: SECRET, allow: ["cards", "packages.*", "sms.send"], pace: false, ...more });
const clientOf = (handler, more) =>
  new main.Client({ proxyUrl: URL_, retry: false, pace: false, fetch: (url, init) => handler(new Request(url, { ...init, headers: { origin: "https://app.example", ...init.headers } })), ...more });
const order = (outTradeNo, more) => ({ iccid: "8985", packageCode: "P", outTradeNo, ...more });

test("groups, and a preset of everything that changes nothing", async () => {
  assert.ok(proxy.readOnly.includes("cards.list") && proxy.readOnly.includes("account.balance"));
  for (const name of ["packages.order", "packages.refund", "cards.reset", "sms.send", "cloudEsim.purchase", "pools.delete"]) assert.ok(!proxy.readOnly.includes(name), name);
  const { fetch } = scripted(ok({}));
  const client = clientOf(make({ fetch, allow: proxy.readOnly }));
  await client.cards.get({ iccid: "8985" });
  await assert.rejects(client.cards.reset({ iccids: ["8985"] }), { kind: "proxy", reason: "operation", status: 403 });
});

test("what a session pins and allows reaches the platform, and its refusals the page, as an error that names the field", async () => {
  const { asked, fetch } = scripted(ok({}));
  const seen = [];
  const handler = make({
    fetch,
    rules: { "*": { deny: ["memo"] }, packages: { pin: { renew: 0 } } },
    authorize: (request, operation, params, context) => {
      seen.push([operation, params, context]);
      return { caller: "c1", pin: { packageCode: "P7" }, allow: { iccid: ["8985", "8986"] } };
    },
  });
  const client = clientOf(handler);
  await client.packages.order({ iccid: "8985", outTradeNo: "t", packageCode: "P7" });
  assert.deepEqual([asked[0].body.packageCode, asked[0].body.renew, asked[0].body.iccid], ["P7", 0, "8985"]);
  assert.equal(asked[0].body.sign, main.sign(asked[0].init.body, SECRET));
  assert.deepEqual(seen[0], ["packages.order", { iccid: "8985", outTradeNo: "t", packageCode: "P7" }, undefined]);
  await assert.rejects(client.packages.order(order("t", { packageCode: "P7", iccid: "8987" })), (error) => {
    assert.ok(error instanceof main.ProxyError);
    assert.doesNotMatch(error.message, /8987/);
    return error.reason === "not_allowed" && error.field === "iccid" && error.status === 403;
  });
  assert.equal(asked.length, 1);
});

test("a rule that is misspelt is refused when the proxy is made, and in a verdict when it is met", async () => {
  for (const [rules, field] of [
    [{ "packages.order": { alow: {} } }, /alow/],
    [{ "packages.ordr": { deny: [] } }, /packages\.ordr/],
    [{ "*": { allow: { iccid: "1" } } }, /allow/],
    [{ "*": { deny: "memo" } }, /deny/],
  ]) {
    assert.throws(() => make({ rules }), (error) => error.kind === "validation" && field.test(error.message));
  }
  const { asked, fetch } = scripted(ok({}));
  for (const verdict of [{ caller: "c", alow: {} }, { caller: "c", allow: { iccid: "8985" } }, { caller: "c", extra: ["iccid"], deny: ["iccid"] }, { pin: {} }, 1, "x", null]) {
    await assert.rejects(clientOf(make({ fetch, authorize: () => verdict })).cards.get({ iccid: "8985" }), { kind: "proxy" }, JSON.stringify(verdict));
  }
  assert.equal(asked.length, 0);
});

test("a caller that asks too often is held off, by itself", async () => {
  let clock = 0;
  const { asked, fetch } = scripted(ok({}));
  const handler = make({
    fetch,
    rateLimit: proxy.memoryLimiter({ limit: 2, period: 60, now: () => clock }),
    authorize: (request) => ({ caller: request.headers.get("authorization") }),
  });
  const [a, b] = ["a", "b"].map((authorization) => clientOf(handler, { headers: { authorization } }));
  for (let at = 0; at < 2; at++) await a.cards.get({ iccid: "1" });
  await assert.rejects(a.cards.get({ iccid: "1" }), { kind: "proxy", reason: "rate_limit", status: 429, retryable: true });
  await b.cards.get({ iccid: "1" });
  clock = 60_000;
  await a.cards.get({ iccid: "1" });
  assert.equal(asked.length, 4);
  const broken = make({ fetch, onError() {}, rateLimit: { limit: () => Promise.reject(new Error("down")) } });
  await assert.rejects(clientOf(broken).cards.get({ iccid: "1" }), { reason: "unavailable", status: 503 });
});

/** A platform of which the answers are told one by one. */
function capped(caps, more) {
  const answers = [];
  let sent = 0;
  const fetch = async () => {
    sent++;
    const answer = answers.shift() ?? ok({ orderNumber: "n", orderId: 1 });
    if (answer instanceof Error) throw answer;
    return answer instanceof Response ? answer : new Response(JSON.stringify(answer));
  };
  let clock = 1_000_000_000;
  const handler = make({ fetch, now: () => clock, orders: { caps, ...more }, authorize: (request) => ({ caller: request.headers.get("authorization") ?? "a" }) });
  const buy = (number, authorization = "a") => clientOf(handler, { headers: { authorization } }).packages.order(order(number), { timeout: 200 }).then(() => "bought", (error) => error.reason ?? error.kind);
  return { answers, buy, pass: (seconds) => (clock += seconds), sent: () => sent, handler };
}

test("orders are counted per caller and period", async () => {
  const { buy, pass, sent } = capped([{ most: 2, period: 3600 }]);
  assert.deepEqual([await buy("1"), await buy("2"), await buy("3"), await buy("4", "b")], ["bought", "bought", "order_cap", "bought"]);
  assert.equal(sent(), 3);
  pass(3600);
  assert.equal(await buy("5"), "bought");
});

test("an order that provably was not placed is given back, one that may have been is not", async () => {
  const { answers, buy } = capped([{ most: 1, period: 3600 }]);
  // Refused by a code of the platform's table, or never sent: not placed.
  const refused = Object.assign(new TypeError("fetch failed"), { code: "ECONNREFUSED" });
  for (const [answer, kind] of [[{ code: "41001", message: "balance" }, "api"], [{ code: "501", message: "" }, "api"], [{ code: "42104", message: "" }, "api"], [refused, "network"]]) {
    answers.push(answer);
    assert.equal(await buy("1"), kind);
  }
  // Nobody knows.
  answers.push(new TypeError("reset"));
  assert.equal(await buy("2"), "outcome_unknown");
  assert.equal(await buy("3"), "order_cap");
  // The same order again is no second one, and a refusal now says nothing about then.
  answers.push({ code: "41001", message: "balance" });
  assert.equal(await buy("2"), "api");
  assert.equal(await buy("3"), "order_cap");
});

test("for every answer after which an order may have been placed the count stays", async () => {
  const open = ["500", "43331", "41036", "43333", "42002", "503016", "504", "999999"].map((code) => ({ code, message: "" }));
  const pages = [[502, "<html>"], [403, "<html>"], [200, "{"], [200, ""], [503, '{"code":"45112"}'], [429, "<html>"]].map(([status, body]) => new Response(body, { status }));
  for (const answer of [...open, ...pages, new Response(null, { status: 302, headers: { location: "https://evil.example/" } })]) {
    const { answers, buy } = capped([{ most: 1, period: 3600 }]);
    answers.push(answer);
    assert.equal(await buy("1"), "outcome_unknown", JSON.stringify(answer));
    assert.equal(await buy("2"), "order_cap", JSON.stringify(answer));
  }
});

test("caps may count money, and all have to be kept", async () => {
  const prices = { 1: 700, 2: 400, 3: 300, 4: NaN };
  const { buy } = capped([{ most: 3, period: 60 }, { most: 1000, period: 3600, cost: (operation, params) => prices[params.outTradeNo] }]);
  assert.deepEqual([await buy("1"), await buy("2"), await buy("4"), await buy("3")], ["bought", "order_cap", "order_cost", "bought"]);
});

test("an order with wrong parameters is not counted", async () => {
  const { buy, handler } = capped([{ most: 1, period: 60 }]);
  await assert.rejects(clientOf(handler).request("/api/v3/package/orderPackage", { iccid: "8985" }), { kind: "validation" });
  assert.equal(await buy("1"), "bought");
});

test("ten calls in any second leave, in their order; who would wait too long is told at once", async () => {
  const left = [];
  const fetch = async () => {
    left.push(performance.now());
    return new Response(JSON.stringify(ok({})));
  };
  const client = clientOf(make({ fetch, pace: proxy.turns({ perSecond: 10, maxWait: 1_500 }) }), { pace: false });
  const results = await Promise.allSettled(Array.from({ length: 30 }, () => client.cards.get({ iccid: "1" })));
  const refused = results.filter(({ status }) => status === "rejected");
  assert.equal(refused.length, 10);
  for (const { reason } of refused) assert.deepEqual([reason.kind, reason.reason, reason.status], ["proxy", "busy", 429]);
  assert.equal(left.length, 20);
  for (let at = 10; at < left.length; at++) assert.ok(left[at] - left[at - 10] > 990, `${at}: ${left[at] - left[at - 10]}`);
});

test("proxies of one account share its pace, and a caller that leaves is not waited for", async () => {
  const { asked, fetch } = scripted(ok({}));
  const appkey = "of-this-test";
  const [one, other] = [make({ appkey, fetch, pace: undefined }), make({ appkey, fetch, pace: undefined })].map((handler) => clientOf(handler, { pace: false }));
  await Promise.all(Array.from({ length: 10 }, () => one.cards.get({ iccid: "1" })));
  const ended = AbortSignal.timeout(50);
  await assert.rejects(other.cards.get({ iccid: "1" }, { signal: ended }), { name: "TimeoutError" });
  assert.equal(asked.length, 10);
});

test("what happened is told without a parameter or a credential", async () => {
  const events = [];
  const { fetch } = scripted({ code: "42405", message: "m" });
  const handler = make({ fetch, onEvent: (event) => events.push(event), authorize: () => ({ caller: "c1", deny: ["x"] }) });
  await assert.rejects(clientOf(handler).cards.get({ iccid: "8985" }), { kind: "api" });
  await handler(new Request(URL_));
  const [answered, refused] = events;
  assert.deepEqual({ ...answered, duration: 0 }, { outcome: "answered", status: 200, operation: "cards.get", caller: "c1", code: "42405", duration: 0 });
  assert.deepEqual({ ...refused, duration: 0 }, { outcome: "refused", status: 405, reason: "method", duration: 0 });
});

test("an address that the platform refuses is named, and what to do about it", async () => {
  for (const [code, message, option, named] of [
    ["42104", "ip:203.0.113.9未授权,请配置正确的ip白名单", undefined, "203.0.113.9"],
    ["502", "IP白名单错误", "198.51.100.4", "198.51.100.4"],
    ["42104", "ip:未授权", "2001:db8::7", "2001:db8::7"],
    ["502", "", undefined, undefined],
  ]) {
    const { fetch } = scripted({ code, message });
    await assert.rejects(clientOf(make({ fetch, address: option })).cards.get({ iccid: "1" }), (error) => {
      assert.ok(error instanceof main.ApiError);
      assert.equal(error.address, named);
      assert.match(error.message, /at most 15 allow-listed addresses: add .* in the platform's console/);
      if (named) assert.ok(error.message.includes(`add ${named} `), error.message);
      return error.code === code;
    });
  }
});

test("errors come back as the classes they were", async () => {
  const answers = [new Response("[1", { status: 200 }), new Response(null, { status: 204 }), new Response("x".repeat(9_000_000))];
  await assert.rejects(clientOf(make(scripted(answers[0]))).cards.get({ iccid: "1" }), (error) => error instanceof main.DecodeError);
  for (const answer of answers.slice(1)) await assert.rejects(clientOf(make({ fetch: async () => answer })).cards.get({ iccid: "1" }), (error) => error instanceof main.NetworkError);
  await assert.rejects(clientOf(make(scripted(ok({})))).request("/api/v3/card/getCardsInfo", { iccid: "1", nope: 1 }), (error) => error instanceof main.ValidationError && error.problems[0].field === "nope");
  const hanging = make({ timeout: 20, fetch: () => new Promise(() => undefined) });
  await assert.rejects(clientOf(hanging).cards.get({ iccid: "1" }), (error) => error instanceof main.TimeoutError);
});

test("a redirect is not followed with a signed body", async () => {
  const inits = [];
  const fetch = async (url, init) => (inits.push(init), new Response(null, { status: 307, headers: { location: "https://evil.example/" } }));
  await assert.rejects(clientOf(make({ fetch })).cards.get({ iccid: "1" }), { kind: "network" });
  assert.deepEqual(inits.map(({ redirect }) => redirect), ["manual"]);
});

test("listed origins may read how long to wait, and the preflight is kept", async () => {
  const handler = make({ fetch: async () => new Response("{}", { headers: { "retry-after": "3", "set-cookie": "a=b" } }), cors: { origins: ["https://shop.example"], credentials: true, headers: ["X-Session"] } });
  const headers = { origin: "https://shop.example", "access-control-request-method": "POST", "access-control-request-headers": "x-session,x-eiotclub" };
  const preflight = await handler(new Request(URL_, { method: "OPTIONS", headers }));
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("access-control-max-age"), "7200");
  assert.equal(preflight.headers.get("vary"), "origin");
  assert.equal(preflight.headers.get("access-control-allow-credentials"), "true");
  const asked = new Request(URL_, { method: "POST", body: '{"operation":"cards.get","params":{"iccid":"1"}}', headers: { origin: "https://shop.example", "content-type": "application/json", "x-eiotclub": "1" } });
  const answer = await handler(asked);
  assert.deepEqual(["retry-after", "access-control-expose-headers", "set-cookie"].map((name) => answer.headers.get(name)), ["3", "retry-after", null]);
  assert.equal((await (await handler(asked)).json()).error.reason, "consumed");
});
