import assert from "node:assert/strict";
import { createServer } from "node:http";
import test from "node:test";
import { inspect } from "node:util";
import { APPKEY, SECRET, main, ok, scripted } from "./pkg.mjs";

const { Client } = main;
const make = (fetch, more) => new Client({ appkey: APPKEY, secret: SECRET, fetch, ...more });

test("a call is signed, stamped and sent to the documented path", async () => {
  const { asked, fetch } = scripted(ok({ balance: "8.50", currency: "USD" }));
  assert.deepEqual(await make(fetch, { now: () => 1767225600 }).account.balance(), { balance: "8.50", currency: "USD" });
  const [{ url, init, body }] = asked;
  assert.equal(url, "https://oapi.eiotclub.com/api/v3/agent/balance");
  assert.equal(init.method, "POST");
  assert.match(init.headers["content-type"], /^application\/json/);
  assert.equal(body.appkey, APPKEY);
  assert.equal(body.timestamp, 1767225600);
  assert.ok(body.nonce >= 10_000 && body.nonce <= 99_999);
  assert.equal(body.sign, main.sign(init.body, SECRET));
});

test("parameters take the form the wire wants", async () => {
  const { asked, fetch } = scripted(ok({ status: 1 }), ok({ cardInfoList: [], totalPage: 0 }));
  const client = make(fetch);
  await client.packages.orderStatus({ iccid: "8985", orderId: 101106255 });
  assert.equal(asked[0].body.orderId, "101106255");
  await client.cards.list({ iccids: ["1", "2"], pageSize: "50", cardStatus: undefined });
  assert.deepEqual([asked[1].body.iccids, asked[1].body.pageSize, asked[1].body.pageNum], ["1,2", 50, "1"]);
  assert.ok(!("cardStatus" in asked[1].body));
});

test("all pages are read as they are consumed", async () => {
  const page = (from, size) => ok({ cardInfoList: Array.from({ length: size }, (_, at) => ({ iccid: String(from + at) })), totalPage: 3 });
  const { asked, fetch } = scripted(page(0, 2), page(2, 2), page(4, 1));
  const seen = [];
  for await (const card of make(fetch).cards.list.all({ pageSize: 2 })) seen.push(card.iccid);
  assert.deepEqual(seen, ["0", "1", "2", "3", "4"]);
  assert.deepEqual(asked.map(({ body }) => body.pageNum), ["1", "2", "3"]);
  const early = scripted(page(0, 2));
  for await (const card of make(early.fetch).cards.list.all()) if (card.iccid === "1") break;
  // The page that was being read ahead, and no more.
  assert.equal(early.asked.length, 2);
});

test("wrong fields are named all at once, and nothing is sent", async () => {
  const { asked, fetch } = scripted(ok({}));
  const client = make(fetch);
  await assert.rejects(client.packages.order({ packageCode: 5, outTradeNo: "x".repeat(33), appkey: "other" }), (error) => {
    assert.ok(error instanceof main.ValidationError && error instanceof main.EiotError);
    assert.deepEqual(error.problems.map(({ field }) => field).sort(), ["appkey", "iccid", "outTradeNo"]);
    assert.match(error.message, /packages\.order: .*outTradeNo has 33 characters; at most 32 are accepted/);
    return error.operation === "packages.order" && error.kind === "validation";
  });
  await assert.rejects(client.cards.get({ iccid: Infinity }), /iccid must be a value JSON has a form for, not Infinity/);
  for (const field of ["timestamp", "nonce", "sign"]) await assert.rejects(client.request("/api/v3/x", { [field]: 1 }), { kind: "validation" });
  for (const path of ["", "x", "https://evil.example/api/v3", "/api/../x", "/api/v3/x?y"]) await assert.rejects(client.request(path), { kind: "validation" });
  assert.equal(asked.length, 0);
});

test("any path can be called", async () => {
  const { asked, fetch } = scripted(ok([1]));
  assert.deepEqual(await make(fetch).request("/api/v3/new/thing", { list: ["a", "b"], n: 1 }), [1]);
  assert.equal(asked[0].url, "https://oapi.eiotclub.com/api/v3/new/thing");
  assert.equal(asked[0].body.list, "a,b");
});

test("the platform's refusal says what it is, in both languages", async () => {
  for (const code of [42104, 502, "42104", "502"]) {
    const { fetch } = scripted({ code, message: "ip:未授权", data: null });
    await assert.rejects(make(fetch).account.balance(), (error) => {
      assert.ok(error instanceof main.ApiError);
      assert.deepEqual([error.kind, error.code, error.operation, error.retryable], ["api", String(code), "account.balance", false]);
      assert.equal(error.known.category, "auth");
      assert.match(error.message, new RegExp(`${code}: .*未授权.*allow-listed`));
      return true;
    });
  }
  await assert.rejects(make(scripted({ code: "99999", message: "new" }).fetch).account.balance(), { code: "99999", known: undefined });
});

test("what is no answer of the platform is a typed error that keeps the body out of its message", async () => {
  for (const [answer, what] of [
    [new Response("<html>secret page</html>", { status: 502, headers: { "content-type": "text/html" } }), /HTTP 502.*HTML/],
    [new Response(""), /empty/],
    [new Response("", { status: 500 }), /HTTP 500.*empty/],
    ['{"code":"200","data":', /JSON/],
    ["[]", /not a JSON object/],
    ['{"hello":1}', /no `code`/],
    [new Response(new Uint8Array([123, 255, 125])), /UTF-8/],
    [new Response(Buffer.from('{"code":"200","data":{}}', "utf16le")), /a key in double quotes was expected/],
    [new Response(Buffer.from('{"code":"200","message":"é"}', "latin1")), /UTF-8/],
    [`{"code":"200","data":${"[".repeat(200_000)}`, /nested too deeply/],
  ]) {
    await assert.rejects(make(scripted(answer).fetch).account.balance(), (error) => {
      assert.ok(error instanceof main.DecodeError, String(error));
      assert.match(error.message, what);
      assert.doesNotMatch(error.message, /secret page/);
      assert.equal(typeof error.body, "string");
      return true;
    });
    // The module is alive.
    assert.equal((await make(scripted(ok({ balance: "1.00", currency: "USD" })).fetch).account.balance()).balance, "1.00");
  }
});

test("an answer of 10 MB is a typed error unless it is allowed, and the next call works", async () => {
  const big = `{"code":"200","data":{"balance":"1.00","currency":"${"x".repeat(10_000_000)}"}}`;
  for (const body of [big, "x".repeat(10_000_000), `{"code":"200","data":${'{"a":['.repeat(1_700_000)}`]) {
    await assert.rejects(make(scripted(body).fetch).account.balance(), (error) => {
      assert.ok(error instanceof main.DecodeError, String(error));
      assert.match(error.message, /account\.balance: HTTP 200, and the response is longer than the 8388608 bytes of maxBody/);
      return true;
    });
  }
  const { currency } = await make(scripted(big).fetch, { maxBody: 11_000_000 }).account.balance();
  assert.equal(currency.length, 10_000_000);
  await assert.rejects(make(scripted(`{"code":"200","data":${'{"a":['.repeat(1_700_000)}`).fetch, { maxBody: 11_000_000 }).account.balance(), /nested too deeply/);
  assert.deepEqual(await make(scripted(ok({ balance: "1.00", currency: "USD" })).fetch).account.balance(), { balance: "1.00", currency: "USD" });
});

test("a hung connection ends in time, also when fetch ignores its signal", async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const hung = new Client({ appkey: APPKEY, secret: SECRET, baseUrl, timeout: 100 });
  await assert.rejects(hung.account.balance(), (error) => error instanceof main.TimeoutError && error.retryable);
  await assert.rejects(make(() => new Promise(() => undefined)).account.balance({}, { timeout: 20 }), { kind: "timeout" });
  const halfway = make(async () => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) })));
  await assert.rejects(halfway.account.balance({}, { timeout: 20 }), { kind: "timeout" });
  server.closeAllConnections();
  server.close();
  await assert.rejects(new Client({ appkey: APPKEY, secret: SECRET, baseUrl }).account.balance(), (error) => error instanceof main.NetworkError && error.cause !== undefined);
});

test("the caller's signal ends a call with its own reason", async () => {
  const client = make(() => new Promise(() => undefined));
  const controller = new AbortController();
  const call = client.account.balance({}, { signal: controller.signal });
  controller.abort();
  await assert.rejects(call, { name: "AbortError" });
  await assert.rejects(client.account.balance({}, { signal: AbortSignal.abort(new Error("mine")) }), { message: "mine" });
});

test("departures from the documentation are put right, and reported once per field", async () => {
  const drift = [];
  const { fetch } = scripted('{"code":200,"data":{"balance":8.50,"extra":9007199254740993}}');
  const client = make(fetch, { onDrift: (one) => drift.push(one) });
  assert.deepEqual(await client.account.balance(), { balance: "8.50", extra: "9007199254740993" });
  await client.account.balance();
  assert.deepEqual(drift, [
    { operation: "account.balance", field: "data.balance", expected: "string", received: "number" },
    { operation: "account.balance", field: "data.currency", expected: "string", received: "missing" },
  ]);
});

test("hooks see operation, status, code and duration, and nothing secret", async () => {
  const seen = [];
  const note = (info) => seen.push(info);
  const { fetch } = scripted({ code: "42402", message: "" });
  await assert.rejects(make(fetch, { onRequest: note, onResponse: note }).account.balance());
  assert.equal(seen[0].operation, "account.balance");
  assert.deepEqual([seen[1].status, seen[1].code, typeof seen[1].duration], [200, "42402", "number"]);
  assert.doesNotMatch(JSON.stringify(seen), new RegExp(SECRET));
});

test("wrong options are refused with the field's name; no secret shows anywhere", () => {
  for (const [options, field] of [
    [undefined, /options/],
    [{}, /appkey/],
    [{ appkey: "a" }, /secret/],
    [{ appkey: "a", secret: "" }, /secret/],
    [{ appkey: "a", secret: "s\n" }, /secret has white space/],
    [{ appkey: "a", secret: "s", baseUrl: "ftp://x" }, /baseUrl/],
    [{ appkey: "a", secret: "s", timeout: 0 }, /timeout/],
    [{ appkey: "a", secret: "s", maxBody: 0 }, /maxBody/],
    [{ appkey: "a", secret: "s", fetch: 1 }, /fetch/],
    [{ proxyUrl: "/api" }, /proxyUrl/],
    [{ proxyUrl: "https://x/api", secret: "s" }, /secret must not/],
  ]) {
    assert.throws(() => new Client(options), (error) => error.kind === "validation" && field.test(error.message), String(field));
  }
  const client = make(undefined);
  for (const shown of [inspect(client, { depth: 9, showHidden: true }), JSON.stringify(client), String(client)]) assert.doesNotMatch(shown, new RegExp(SECRET));
});
