// The signature of a request.

import { ready, sign } from "../../../pkg/dist/index.js";
import { signWithWebCrypto } from "../by-hand.mjs";
import { proveAll } from "../proof.mjs";

const SECRET = "a1b1c1d1";
const order = { iccid: "89852000263320817044", packageCode: "A-TM-50M-1D-A-CN-TEST-2024052489FC722C", outTradeNo: "6300001983111426769635" };
const params = { appkey: "000001", timestamp: 1746050702, nonce: 90082, ...order };

export async function* signatures(node) {
  await ready();
  const contestants = {
    eiotclub: () => sign(params, SECRET),
    ...(node && { "node:crypto by hand": () => node.signWithNode(params, SECRET) }),
    "WebCrypto by hand": () => signWithWebCrypto(params, SECRET),
  };
  await proveAll(contestants, await signWithWebCrypto(params, SECRET), "the signature");
  yield { work: "sign a request", input: "6 parameters", contestants, calls: 10_000 };
}
