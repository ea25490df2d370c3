// A signed request: the signature alone, and a whole call against a fetch that answers at once.

import assert from "node:assert/strict";
import { Client } from "../pkg/dist/index.inline.js";
import { signWithWebCrypto } from "./shared/by-hand.mjs";
import * as node from "./shared/by-hand-node.mjs";
import { compare, compareAll } from "./shared/compare.mjs";
import { order, signatures } from "./shared/works/sign.mjs";

const APPKEY = "000001";
const SECRET = "a1b1c1d1";

await compareAll(signatures(node));

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
const calls = { eiotclub: () => client.packages.order(order), "node:crypto by hand": byHand(node.signWithNode), "WebCrypto by hand": byHand(signWithWebCrypto) };
for (const [name, call] of Object.entries(calls)) assert.equal((await call()).orderId, 10004728, name);
for (const { sign: given, ...rest } of bodies) assert.equal(node.signWithNode(rest, SECRET), given);
await compare("a whole call, order a package (ours checks, times, retries)", "a fetch that answers at once", calls, { calls: 2000 });
