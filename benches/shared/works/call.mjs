// A whole call, against a fetch that answers at once.

import { Client, ready } from "../../../pkg/dist/index.js";
import { signWithWebCrypto } from "../by-hand.mjs";
import { prove } from "../proof.mjs";

const APPKEY = "000001";
const SECRET = "a1b1c1d1";
const order = { iccid: "89852000263320817044", packageCode: "A-TM-50M-1D-A-CN-TEST-2024052489FC722C", outTradeNo: "6300001983111426769635" };

const answer = new TextEncoder().encode('{"code":"200","message":"ok","data":{"orderNumber":"7e40bb65ee894a4dbd2b6c3b1a0f8f6d","orderId":10004728}}');
// A Response would be most of the time, for every contestant alike.
const quick = { status: 200, headers: new Headers(), arrayBuffer: async () => answer.buffer.slice(0), text: async () => new TextDecoder().decode(answer), body: null };

/** `node` is ../by-hand-node.mjs, where there is such a thing. */
export async function* calls(node) {
  await ready();
  let sent;
  const answers = async (_, { body }) => {
    sent = body;
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
  const contestants = {
    eiotclub: () => client.packages.order(order),
    ...(node && { "node:crypto by hand": byHand(node.signWithNode) }),
    "WebCrypto by hand": byHand(signWithWebCrypto),
  };
  for (const [name, call] of Object.entries(contestants)) {
    prove((await call()).orderId === 10004728, `${name}: the answer`);
    const { sign, ...signed } = JSON.parse(sent);
    prove(signed.iccid === order.iccid && sign === (await signWithWebCrypto(signed, SECRET)), `${name}: a signed order`);
  }
  yield { work: "a whole call, order a package (ours checks, times, retries)", input: "a fetch that answers at once", contestants, calls: 2000 };
}
