// Nothing secret in anything that is shown, and a fault inside the core costs one call.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { main } from "./pkg.mjs";

const SECRET = "top\"secret+/9f2c";
const ORDER = { iccid: "89852243101000600107", packageCode: "P" };

/** Everything that might be printed of something. */
const shown = (it) =>
  [inspect(it, { depth: 9, showHidden: true, getters: true }), String(it), JSON.stringify(it), it.stack, `${it}`].join("\n");

/** The body that was sent, with all that hangs on an error of a careless HTTP library. */
function careless(init) {
  return Object.assign(new TypeError(`could not send ${init.body}`, { cause: Object.assign(new Error(init.body), { code: "ECONNRESET", request: init }) }), {
    config: { data: init.body, headers: init.headers },
  });
}

const sentBy = async (fetch, options = {}, call = (client) => client.packages.order(ORDER)) => {
  let body = "";
  const told = [];
  const client = new main.Client({
    appkey: "AK",
    secret: SECRET,
    retry: false,
    fetch: async (url, init) => {
      body = init.body;
      return fetch(init);
    },
    onRequest: (info) => told.push(info),
    onResponse: (info) => told.push(info),
    ...options,
  });
  const error = await call(client).catch((error) => error);
  return { client, error, told, sign: /"sign":"(\w+)"/.exec(body)?.[1] ?? "no signature" };
};

for (const [what, fetch, kind] of [
  ["a fetch that fails", (init) => Promise.reject(careless(init)), "outcome_unknown"],
  ["a refusal that quotes the call", (init) => Response.json({ code: "42402", message: `sign of ${init.body} with secret=${SECRET} is wrong` }), "api"],
  ["a page that quotes the call", (init) => new Response(`<html>${init.body} ${SECRET}`, { status: 502 }), "outcome_unknown"],
  ["an answer that is none", (init) => new Response(`{"x":${JSON.stringify(init.body)}}`), "outcome_unknown"],
  ["a limit", (init) => Response.json({ code: "501", message: init.body }), "api"],
  ["no answer", (init) => new Promise((_, reject) => init.signal.addEventListener("abort", () => reject(init.signal.reason))), "outcome_unknown"],
]) {
  test(`${what} shows no secret and no signature`, async () => {
    const { client, error, told, sign } = await sentBy(fetch, { timeout: 100 });
    assert.equal(error.kind, kind);
    assert.equal(sign.length, 40);
    for (const it of [error, client, told]) {
      for (const secret of [SECRET, JSON.stringify(SECRET).slice(1, -1), sign]) assert.ok(!shown(it).includes(secret), `${secret} in ${shown(it)}`);
    }
    assert.deepEqual([told[0].operation, told[0].attempt, told[0].outTradeNo], ["packages.order", 1, error.outTradeNo]);
    assert.equal(typeof told.at(-1).duration, "number");
  });
}

for (const secret of ["s", "e", "4", "4240", "42402", "\"", "{", ":", "}", ",", "code", "\"code\":", "null", "\\"]) {
  test(`a refusal stays one when the secret is ${secret}`, async () => {
    const client = (answer) => new main.Client({ appkey: "AK", secret, retry: false, fetch: async () => answer() });
    const refused = await client(() => Response.json({ code: "42402", message: `not ${secret} but another` })).packages.order(ORDER).catch((error) => error);
    assert.deepEqual([refused.kind, refused.code, refused.known.category], ["api", "42402", "auth"]);
    assert.equal(refused.platformMessage, `not ${secret} but another`.replaceAll(secret, "…"));
    const gateway = await client(() => new Response(`<p>${secret}</p>`, { status: 502 })).account.balance().catch((error) => error);
    assert.deepEqual([gateway.kind, gateway.status, gateway.body], ["decode", 502, `<p>${secret}</p>`.replaceAll(secret, "…")]);
  });
}

test("an answer that `strict` refuses shows no secret, in its body neither", async () => {
  const quoting = (init) => Response.json({ code: "200", data: { balance: 1, currency: `${init.body} ${SECRET}` } });
  const { error, sign } = await sentBy(quoting, { strict: true }, (client) => client.account.balance());
  assert.equal(error.kind, "decode");
  assert.match(error.body, /"balance":1/);
  for (const secret of [SECRET, JSON.stringify(SECRET).slice(1, -1), sign]) assert.ok(!(shown(error) + error.body).includes(secret), secret);
});

test("what a fetch threw keeps its name, its code and its own words", async () => {
  const { error } = await sentBy((init) => Promise.reject(careless(init)), {}, (client) => client.account.balance());
  assert.equal(error.kind, "network");
  assert.equal(error.cause.name, "TypeError");
  assert.match(error.cause.message, /^could not send \{"appkey":"AK",.*"sign":"…"\}$/);
  assert.equal(error.cause.cause.code, "ECONNRESET");
  assert.equal(error.cause.config, undefined);
});

test("a proxied client shows neither its headers nor a token in its address", async () => {
  const client = new main.Client({ proxyUrl: "https://user:word@p.example/api?token=hidden", headers: { authorization: "Bearer mine" }, fetch: (_, init) => Promise.reject(careless(init)) });
  const error = await client.account.balance().catch((error) => error);
  for (const it of [client, error]) assert.doesNotMatch(shown(it), /Bearer mine|hidden|word@/);
  assert.equal(String(client), "Client(https://p.example/api)");
});
