import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import { proxy, scripted } from "./pkg.mjs";

const APPKEY = "k7431952";
const SECRET = "s3cr3t-0f-the-account";
const OWN = "https://app.example";
const LISTED = "https://shop.example";
const MINE = "89852240400001234567";
const THEIRS = "89852240400009999999";

// What was told to anyone: every body, every header, every line of the console.
const told = [];
for (const method of ["log", "info", "warn", "error", "debug", "trace"]) console[method] = (...parts) => void told.push(parts.map((part) => inspect(part, { depth: 9, showHidden: true })).join(" "));

const { asked, fetch } = scripted({ code: "200", message: "ok", data: {} });
const events = [];
const handler = proxy.createSigningProxy({
  appkey: APPKEY,
  secret: SECRET,
  allow: ["cards.*", "packages.order", "packages.refund", "sms.send", "pools.addCards", "/api/v3/new/thing"],
  rules: {
    "packages.order": { pin: { renew: 0 }, allow: { packageCode: ["P1", "P2"] } },
    "packages.refund": { deny: ["remark"] },
    "sms.send": { pin: { message: "reboot" } },
  },
  authorize(request, operation) {
    switch (request.headers.get("authorization")) {
      case "Bearer mine":
        return operation.startsWith("/api/") ? { caller: "mine" } : { caller: "mine", allow: { iccid: [MINE] } };
      case "Bearer pinned":
        return { caller: "pinned", pin: { iccid: MINE } };
      case "Bearer empty":
        return { caller: "" };
      case "Bearer truthy":
        return "yes";
      case "Bearer broken":
        throw new Error(`no session store at ${SECRET}`);
      default:
        return undefined;
    }
  },
  cors: { origins: [LISTED] },
  maxBody: 4096,
  fetch,
  pace: false,
  onEvent: (event) => events.push(event),
});

const send = (body, headers = {}, { method = "POST", url = `${OWN}/api/eiot`, drop = [] } = {}) => {
  const all = new Headers({ "content-type": "application/json", "x-eiotclub": "1", origin: OWN, authorization: "Bearer mine", ...headers });
  for (const name of drop) all.delete(name);
  const plain = typeof body === "object" && !(body instanceof Uint8Array || body instanceof ReadableStream);
  return new Request(url, { method, headers: all, ...(method !== "GET" && { body: plain ? JSON.stringify(body) : body, duplex: "half" }) });
};

const get = (params) => ({ operation: "cards.get", params });
const card = get({ iccid: MINE });
const raw = (params, operation = "cards.get") => `{"operation":"${operation}","params":${params}}`;
const order = (more) => ({ operation: "packages.order", params: { iccid: MINE, packageCode: "P1", outTradeNo: "t1", ...more } });
const thing = (params) => `{"path":"/api/v3/new/thing","params":${params}}`;

// What is sent, and the status and reason it is refused with.
const hostile = [
  // System parameters smuggled in as fields.
  ["an appkey among the parameters", send(get({ iccid: MINE, appkey: "other" })), 400, "validation appkey"],
  ["a sign among the parameters", send(get({ iccid: MINE, sign: "0".repeat(40) })), 400, "validation sign"],
  ["a timestamp among the parameters", send(get({ iccid: MINE, timestamp: 1 })), 400, "validation timestamp"],
  ["a nonce among the parameters", send(get({ iccid: MINE, nonce: 10000 })), 400, "validation nonce"],
  ["a secret among the parameters", send(get({ iccid: MINE, secret: "x" })), 400, "validation secret"],
  ["an appkey spelt with escapes", send(raw(`{"iccid":"${MINE}","\\u0061ppkey":"x"}`)), 400, "validation appkey"],
  ["an appkey for a path", send(thing('{"appkey":"x"}')), 400, "validation appkey"],
  ["a sign beside the parameters", send({ ...card, sign: "x" }), 400, "malformed"],
  ["an appkey beside the parameters", send({ ...card, appkey: "x" }), 400, "malformed"],
  ["a base URL beside the parameters", send({ ...card, baseUrl: "https://evil.example" }), 400, "malformed"],
  ["a name that signs like two", send(get({ iccid: MINE, "x&appkey=other&y": "1" })), 400, "validation x&appkey=other&y"],
  ["a name that signs like two, for a path", send(thing('{"x=1&appkey":"other"}')), 400, "validation x=1&appkey"],
  ["a name with a line end", send(thing('{"x\\n":"1"}')), 400, "validation x\n"],
  ["an empty name", send(thing('{"":"1"}')), 400, "validation "],
  // Duplicates, between which two parsers may choose differently.
  ["a parameter twice", send(raw(`{"iccid":"${MINE}","iccid":"${THEIRS}"}`)), 400, "malformed"],
  ["a parameter twice, once escaped", send(raw(`{"iccid":"${MINE}","\\u0069ccid":"${THEIRS}"}`)), 400, "malformed"],
  ["an operation twice", send(`{"operation":"cards.get","operation":"packages.order","params":{}}`), 400, "malformed"],
  ["params twice", send(`{"operation":"cards.get","params":{"iccid":"${MINE}"},"params":{"iccid":"${THEIRS}"}}`), 400, "malformed"],
  ["a key twice deep inside", send(thing('{"x":{"a":[{"b":1,"b":2}]}}')), 400, "malformed"],
  ["both an operation and a path", send({ ...card, path: "/api/v3/card/getCardsInfo" }), 400, "malformed"],
  // Prototype keys.
  ["__proto__ among the parameters", send(raw(`{"iccid":"${MINE}","__proto__":{"admin":true}}`)), 400, "malformed"],
  ["__proto__ spelt with escapes", send(raw(`{"iccid":"${MINE}","\\u005f_proto__":{}}`)), 400, "malformed"],
  ["__proto__ beside the parameters", send(`{"operation":"cards.get","params":{"iccid":"${MINE}"},"__proto__":{}}`), 400, "malformed"],
  ["constructor among the parameters", send(thing('{"constructor":{"prototype":{}}}')), 400, "malformed"],
  ["__proto__ deep inside", send(thing('{"x":[{"y":{"__proto__":{}}}]}')), 400, "malformed"],
  ["an operation called constructor", send({ operation: "constructor", params: {} }), 403, "operation"],
  ["an operation called __proto__", send('{"operation":"__proto__"}'), 403, "operation"],
  // Other operations and paths.
  ["an operation that is not listed", send({ operation: "account.balance" }), 403, "operation"],
  ["its path", send({ path: "/api/v3/agent/balance" }), 403, "operation"],
  ["a group as an operation", send({ operation: "cards.*" }), 403, "operation"],
  ["an operation in other letters", send({ operation: "Cards.Get", params: { iccid: MINE } }), 403, "operation"],
  ["an operation with a space", send({ operation: "cards.get ", params: { iccid: MINE } }), 403, "operation"],
  ["a path that is not listed", send({ path: "/api/v3/new/other" }), 403, "operation"],
  ["a path out of the listed one", send({ path: "/api/v3/new/thing/../../agent/balance" }), 403, "operation"],
  ["an encoded path", send({ path: "/api/v3/new/thing%2f..%2f..%2fagent%2fbalance" }), 403, "operation"],
  ["a doubly encoded path", send({ path: "/api/v3/new/%252e%252e/agent/balance" }), 403, "operation"],
  ["a path spelt with escapes", send('{"path":"\\u002fapi/v3/new/thing"}'), 400, "malformed"],
  ["a path with a query", send({ path: "/api/v3/new/thing?appkey=x" }), 403, "operation"],
  ["a path with a fragment", send({ path: "/api/v3/new/thing#x" }), 403, "operation"],
  ["a path with a slash at its end", send({ path: "/api/v3/new/thing/" }), 403, "operation"],
  ["a path with two slashes", send({ path: "//evil.example/api/v3/new/thing" }), 403, "operation"],
  ["another host as a path", send({ path: "https://evil.example/api/v3/new/thing" }), 403, "operation"],
  ["a path with a backslash", send('{"path":"/api\\\\v3/new/thing"}'), 400, "malformed"],
  ["a path with a zero byte", send('{"path":"/api/v3/new/thing\\u0000"}'), 400, "malformed"],
  ["an empty path", send({ path: "" }), 403, "operation"],
  // Foreign pages.
  ["a foreign origin", send(card, { origin: "https://evil.example" }), 403, "origin"],
  ["a page without an origin to show", send(card, { origin: "null" }), 403, "origin"],
  ["an origin that begins like ours", send(card, { origin: `${OWN}.evil.example` }), 403, "origin"],
  ["our host without encryption", send(card, { origin: "http://app.example" }), 403, "origin"],
  ["our host at another port", send(card, { origin: `${OWN}:8443` }), 403, "origin"],
  ["a listed origin's subdomain", send(card, { origin: "https://x.shop.example" }), 403, "origin"],
  ["two origins", send(card, { origin: `${LISTED}, https://evil.example` }), 403, "origin"],
  ["another site, by the browser's word", send(card, { "sec-fetch-site": "cross-site" }, { drop: ["origin"] }), 403, "site"],
  ["a sibling site, by the browser's word", send(card, { "sec-fetch-site": "same-site" }), 403, "site"],
  ["a navigation", send(card, { "sec-fetch-site": "none" }, { drop: ["origin"] }), 403, "site"],
  ["a form", send("x=1", { "content-type": "application/x-www-form-urlencoded" }, { drop: ["x-eiotclub"] }), 415, "content_type"],
  ["JSON from a form", send(JSON.stringify(card), { "content-type": "text/plain" }, { drop: ["x-eiotclub"] }), 415, "content_type"],
  ["a form with files", send("--x--", { "content-type": "multipart/form-data; boundary=x" }), 415, "content_type"],
  ["no content type", send(new TextEncoder().encode(JSON.stringify(card)), {}, { drop: ["content-type"] }), 415, "content_type"],
  ["no header of ours", send(card, {}, { drop: ["x-eiotclub"] }), 403, "header"],
  ["a foreign preflight", send(undefined, { origin: "https://evil.example", "access-control-request-method": "POST" }, { method: "OPTIONS" }), 403, "origin"],
  ["a preflight for another method", send(undefined, { origin: LISTED, "access-control-request-method": "DELETE" }, { method: "OPTIONS" }), 405, "method"],
  ["a preflight for another header", send(undefined, { origin: LISTED, "access-control-request-method": "POST", "access-control-request-headers": "x-admin" }, { method: "OPTIONS" }), 403, "preflight_header"],
  ["GET", send(undefined, {}, { method: "GET" }), 405, "method"],
  ["PUT", send(card, { "x-http-method-override": "POST" }, { method: "PUT" }), 405, "method"],
  // Size and form.
  ["a body over the limit", send(get({ iccid: "8".repeat(5000) })), 413, "too_large"],
  ["a body over the limit that claims to be short", send(new ReadableStream({ start(controller) { for (let at = 0; at < 9; at++) controller.enqueue(new Uint8Array(1000)); controller.close(); } }), { "content-length": "10" }), 413, "too_large"],
  ["a length over the limit", send(card, { "content-length": "99999999" }), 413, "too_large"],
  ["nothing", send(""), 400, "malformed"],
  ["no JSON", send("operation=cards.get"), 400, "malformed"],
  ["half of JSON", send('{"operation":"cards.get"'), 400, "malformed"],
  ["something after JSON", send(`${JSON.stringify(card)}{}`), 400, "malformed"],
  ["a list", send([card]), 400, "malformed"],
  ["a number", send("1"), 400, "malformed"],
  ["bytes that are not UTF-8", send(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])), 400, "malformed"],
  ["a byte order mark", send(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d])), 400, "malformed"],
  ["half a surrogate pair", send(raw('{"iccid":"\\ud800"}')), 400, "malformed"],
  ["ten thousand brackets", send(`{"operation":"cards.get","params":${"[".repeat(1500)}${"]".repeat(1500)}}`), 400, "malformed"],
  ["a comment", send(`{"operation":"cards.get",/**/"params":{}}`), 400, "malformed"],
  // Wrong types.
  ["an operation that is a number", send({ operation: 1 }), 400, "malformed"],
  ["an operation that is a list", send({ operation: ["cards.get"] }), 400, "malformed"],
  ["params that are a list", send({ operation: "cards.get", params: [] }), 400, "malformed"],
  ["params that are text", send({ operation: "cards.get", params: "{}" }), 400, "malformed"],
  ["an ICCID with more digits than a script keeps", send(raw("{\"iccid\":89852240400001234567}")), 400, "malformed"],
  ["a number with an exponent", send(raw("{\"pageNum\":1e3}", "cards.list")), 400, "malformed"],
  ["a page size that is no number", send({ operation: "cards.list", params: { iccids: [MINE], pageSize: "ten" } }), 400, "validation pageSize"],
  ["a page size that is a list", send({ operation: "cards.list", params: { iccids: [MINE], pageSize: [1] } }), 400, "validation pageSize"],
  ["a package code that is an object", send(order({ packageCode: { $ne: "" } })), 403, "not_allowed packageCode"],
  ["a required parameter left out", send({ operation: "packages.order", params: { iccid: MINE, packageCode: "P1" } }), 400, "validation outTradeNo"],
  ["a parameter nobody declared", send(get({ iccid: MINE, admin: true })), 400, "validation admin"],
  ["a parameter in other letters", send(get({ iccid: MINE, ICCID: THEIRS })), 400, "validation ICCID"],
  // Rules.
  ["somebody else's card", send(get({ iccid: THEIRS })), 403, "not_allowed iccid"],
  ["one's own card and another, as a list", send({ operation: "cards.list", params: { iccids: [MINE, THEIRS] } }), 403, "not_allowed iccids"],
  ["one's own card and another, joined", send({ operation: "cards.list", params: { iccids: `${MINE},${THEIRS}` } }), 403, "not_allowed iccids"],
  ["one's own card and another, in one item", send({ operation: "cards.list", params: { iccids: [`${MINE},${THEIRS}`] } }), 403, "not_allowed iccids"],
  ["all cards, by naming none", send({ operation: "cards.list", params: {} }), 403, "not_named iccid"],
  ["all cards, by an empty list", send({ operation: "cards.list", params: { iccids: [] } }), 403, "not_named iccid"],
  ["all cards, by null", send({ operation: "cards.list", params: { iccids: null } }), 403, "not_named iccid"],
  ["all cards, counted", send({ operation: "cards.count", params: {} }), 403, "not_named iccid"],
  ["one's own ICCID with another's IMSI", send({ operation: "cards.switchNetwork", params: { iccid: MINE, imsi: "460000000000001", network: "CMCC" } }), 403, "denied imsi"],
  ["a package moved to another's card", send({ operation: "cards.transferPackage", params: { oldIccid: MINE, orderId: 1, newIccid: THEIRS } }), 403, "not_allowed newIccid"],
  ["another's card into a pool", send({ operation: "pools.addCards", params: { pool_object_id: 1, iccid_arr: [THEIRS] } }), 403, "not_allowed iccid_arr"],
  ["one's own card by its path, with another's", send({ path: "/api/v3/card/getCardsInfo", params: { iccid: THEIRS } }), 403, "not_allowed iccid"],
  ["an ICCID with a space", send(get({ iccid: ` ${MINE}` })), 403, "not_allowed iccid"],
  ["a pinned card overridden", send(get({ iccid: THEIRS }), { authorization: "Bearer pinned" }), 403, "pinned iccid"],
  ["a pinned card overridden by a list", send(get({ iccid: [THEIRS] }), { authorization: "Bearer pinned" }), 403, "pinned iccid"],
  ["a pinned field overridden", send(order({ renew: 1 })), 403, "pinned renew"],
  ["a pinned text overridden", send({ operation: "sms.send", params: { iccid: MINE, message: "reboot; format" } }), 403, "pinned message"],
  ["a package that may not be bought", send(order({ packageCode: "P9" })), 403, "not_allowed packageCode"],
  ["a denied field", send({ operation: "packages.refund", params: { iccid: MINE, orderId: "1", remark: "x" } }), 403, "denied remark"],
  ["a denied field spelt with escapes", send(raw(`{"iccid":"${MINE}","orderId":"1","\\u0072emark":"x"}`, "packages.refund")), 403, "denied remark"],
  // Callers.
  ["nobody", send(card, {}, { drop: ["authorization"] }), 403, "not_authorized"],
  ["a stranger", send(card, { authorization: "Bearer stranger" }), 403, "not_authorized"],
  ["a verdict without a caller", send(card, { authorization: "Bearer empty" }), 403, "not_authorized"],
  ["a verdict that is merely truthy", send(card, { authorization: "Bearer truthy" }), 403, "not_authorized"],
  ["a session store that is down", send(card, { authorization: "Bearer broken" }), 503, "unavailable"],
];

test(`${hostile.length} hostile requests are refused, each with its reason`, async () => {
  assert.ok(hostile.length >= 60);
  for (const [what, request, status, reason] of hostile) {
    const response = await handler(request);
    const text = await response.text();
    told.push(text, ...[...response.headers].flat());
    const { error } = JSON.parse(text);
    const field = error.field ?? error.problems?.[0].field;
    const given = [error.reason ?? error.kind, field].filter((part) => part !== undefined).join(" ");
    const { headers } = response;
    const listed = request.headers.get("origin") === LISTED;
    const event = events.at(-1);
    assert.deepEqual(
      { what, status: response.status, reason: given, type: headers.get("content-type"), cache: headers.get("cache-control"), sniff: headers.get("x-content-type-options"), cors: headers.get("access-control-allow-origin"), event: [event.outcome, event.status] },
      { what, status, reason, type: "application/json", cache: "no-store", sniff: "nosniff", cors: listed ? LISTED : null, event: ["refused", status] },
      `${what}: ${text}`,
    );
  }
  assert.equal(asked.length, 0, "none of them left");
});

test("the same requests, rightly made, are answered", async () => {
  for (const [body, headers] of [[card], [{ operation: "cards.list", params: { iccids: [MINE] } }], [order()], [order({ renew: 0 })], [get({}), { authorization: "Bearer pinned" }], [card, { origin: LISTED, "sec-fetch-site": "cross-site" }], [card, { "sec-fetch-site": "same-origin" }]]) {
    const response = await handler(send(body, headers));
    const text = await response.text();
    told.push(text, ...[...response.headers].flat());
    assert.equal(response.status, 200, text);
  }
  assert.equal(asked.length, 7);
  assert.equal(asked[2].body.renew, 0);
  assert.equal(asked[4].body.iccid, MINE);
});

test("whatever the platform answers, no credential is passed on", async () => {
  const answers = [
    [`{"code":"42102","message":"appkey ${APPKEY} is unknown","data":{"appkey":"${APPKEY}"}}`, {}, 200, /appkey \*\*\* is unknown/],
    [`{"code":"500","message":"secret=${SECRET}"}`, {}, 502, /withheld/],
    [`<html>${APPKEY} ${SECRET}</html>`, { "content-type": "text/html" }, 502, /withheld/],
    [`<script>alert(${APPKEY})</script>`, { "content-type": "text/html" }, 200, /alert\(\*\*\*\)/],
    ['{"code":"200"}', { "x-appkey": APPKEY, "set-cookie": `key=${APPKEY}`, server: SECRET, "content-type": `application/json; key=${SECRET}`, "retry-after": SECRET }, 200, /200/],
  ];
  for (const [body, headers, status, expected] of answers) {
    const one = proxy.createSigningProxy({ appkey: APPKEY, secret: SECRET, allow: ["cards.get"], pace: false, fetch: async () => new Response(body, { headers }) });
    const response = await one(send(card));
    const text = await response.text();
    told.push(text, ...[...response.headers].flat());
    assert.equal(response.status, status);
    assert.match(text, expected);
    assert.doesNotMatch(response.headers.get("content-type"), /html/);
  }
  const failing = proxy.createSigningProxy({ appkey: APPKEY, secret: SECRET, allow: ["cards.get"], pace: false, fetch: async (url, init) => Promise.reject(new Error(`${url} ${init.body} ${SECRET}`)) });
  told.push(await (await failing(send(card))).text());
  told.push(inspect(handler, { depth: 9, showHidden: true }), inspect(proxy, { depth: 9 }), JSON.stringify(events));
});

test("nothing in any response, header, event or line of the console holds the secret or the appkey", () => {
  assert.ok(told.length > 500, String(told.length));
  // What a user's own `authorize` throws is the user's to keep clean: it goes to the log as it is, and nowhere else.
  const own = told.filter((text) => text.includes("no session store"));
  assert.equal(own.length, 1);
  for (const text of told) {
    if (own.includes(text)) continue;
    assert.ok(!text.includes(SECRET), text);
    assert.ok(!text.includes(APPKEY), text);
  }
  for (const { body } of asked) assert.equal(body.appkey, APPKEY);
});
