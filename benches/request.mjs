// A signed request: the signature alone, and a whole call against a fetch that answers at once.

import assert from "node:assert/strict";
import { Client, sign } from "../pkg/dist/index.inline.js";
import { signWithNode, signWithWebCrypto } from "./shared/by-hand.mjs";
import { compare } from "./shared/compare.mjs";

const APPKEY = "000001";
const SECRET = "a1b1c1d1";
const order = { iccid: "89852000263320817044", packageCode: "A-TM-50M-1D-A-CN-TEST-2024052489FC722C", outTradeNo: "6300001983111426769635" };

const params = { appkey: APPKEY, timestamp: 1746050702, nonce: 90082, ...order };
assert.equal(sign(params, SECRET), signWithNode(params, SECRET));
assert.equal(sign(params, SECRET), await signWithWebCrypto(params, SECRET));
await compare(
  "sign a request",
  "6 parameters",
  { eiotclub: () => sign(params, SECRET), "node:crypto by hand": () => signWithNode(params, SECRET), "WebCrypto by hand": () => signWithWebCrypto(params, SECRET) },
  { calls: 4000 },
);

const answer = new TextEncoder().encode('{"code":"200","message":"ok","data":{"orderNumber":"7e40bb65ee894a4dbd2b6c3b1a0f8f6d","orderId":10004728}}');
const quick = { status: 200, headers: new Headers(), arrayBuffer: async () => answer.buffer.slice(0), text: async () => new TextDecoder().decode(answer), body: null };
const bodies = [];
const answers = async (_, { body }) => {
  if (bodies.length < 3) bodies.push(JSON.parse(body));
  return quick;
};
const client = new Client({ appkey: APPKEY, secret: SECRET, fetch: answers, pace: false });

/** What an application writes from the platform's page: nothing is checked but the code. */
const byHand = (signed) => async () => {
  const nonce = 10_000 + (crypto.getRandomValues(new Uint32Array(1))[0] % 90_000);
  const body = { ...order, appkey: APPKEY, timestamp: Math.floor(Date.now() / 1000), nonce };
  body.sign = await signed(body, SECRET);
  const response = await answers("https://oapi.eiotclub.com/api/v3/package/orderPackage", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const { code, data } = JSON.parse(await response.text());
  if (String(code) !== "200") throw new Error(code);
  return data;
};
const calls = { eiotclub: () => client.packages.order(order), "node:crypto by hand": byHand(signWithNode), "WebCrypto by hand": byHand(signWithWebCrypto) };
for (const [name, call] of Object.entries(calls)) assert.equal((await call()).orderId, 10004728, name);
for (const { sign: given, ...rest } of bodies) assert.equal(signWithNode(rest, SECRET), given);
await compare("a whole call, order a package (ours checks, times, retries)", "a fetch that answers at once", calls, { calls: 2000 });
