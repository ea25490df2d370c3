// Verify and decode one callback, at four sizes, beside the same by hand.

import { ready, signNotification, verify } from "../../../pkg/dist/webhook.js";
import { verifyWithNoble, verifyWithWebCrypto } from "../by-hand.mjs";
import { prove, proveAll, proveRefused, same } from "../proof.mjs";

export const SECRET = "a1b1c1d1";
const item = { iccid: "89423053323291099364", orderId: 10004728, packageName: "A-TM-50M-1", packageCode: "A-TM-50M-1D-A-CN-TEST-2024052489", state: 0, gzhPackageName: "", createDate: "2024-05-28 09:34:47", packageType: 3, outTradeNo: "6300001983111426769635", salesChannel: "API" };

/** `node` is ./by-hand-node.mjs, where there is such a thing. */
export async function* verifications(node) {
  await ready();
  const envelope = { id: "7bpDUV2P4oAGv37MBBHaAeJk", timestamp: Math.floor(Date.now() / 1000), nonce: 90082 };
  const list = (count) => signNotification({ ...envelope, event: "SubPkgList", data: JSON.stringify(Array(count).fill(item)) }, SECRET);
  const bodies = [signNotification({ ...envelope, event: "CardStopped", iccid: "89852000263320817044" }, SECRET), list(1), list(13), list(226)];
  const all = { eiotclub: verify, ...(node && { "node:crypto by hand": node.verifyWithNode }), "WebCrypto by hand": verifyWithWebCrypto, "@noble/hashes by hand": verifyWithNoble };

  // Rounds long enough that each holds its share of the garbage collection which it causes.
  const bytesARound = 3_000_000;
  for (const body of bodies) {
    const contestants = Object.fromEntries(Object.entries(all).map(([name, one]) => [name, () => one(body, SECRET)]));
    const expected = JSON.parse(body);
    if (expected.data) expected.data = JSON.parse(expected.data);
    prove(same(expected.id, envelope.id), "the body is the one that was signed");
    await proveAll(contestants, expected, "the decoded callback");
    const tampered = body.replace("90082", "90083");
    for (const [name, one] of Object.entries(all)) await proveRefused(() => one(tampered, SECRET), `${name}: a tampered body`);
    yield { work: "verify and decode a callback", input: `${body.length.toLocaleString("en")} bytes`, contestants, calls: Math.max(20, Math.round(bytesARound / (body.length + 300))), body, envelope };
  }
}
