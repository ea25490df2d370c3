// Verify and decode one callback: beside the same by hand, and for scale beside other receivers' libraries on as many bytes.

import { sign as signForGitHub, verify as verifyGitHub } from "@octokit/webhooks-methods";
import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import Stripe from "stripe";
import { signNotification, verify } from "../pkg/dist/webhook.inline.js";
import { verifyWithNoble, verifyWithNode, verifyWithWebCrypto } from "./shared/by-hand.mjs";
import { compare } from "./shared/compare.mjs";

const SECRET = "a1b1c1d1";
const NOW = Math.floor(Date.now() / 1000);

const envelope = { id: "7bpDUV2P4oAGv37MBBHaAeJk", timestamp: NOW, nonce: 90082 };
const item = { iccid: "89423053323291099364", orderId: 10004728, packageName: "A-TM-50M-1", packageCode: "A-TM-50M-1D-A-CN-TEST-2024052489", state: 0, gzhPackageName: "", createDate: "2024-05-28 09:34:47", packageType: 3, outTradeNo: "6300001983111426769635", salesChannel: "API" };
const list = (count) => signNotification({ ...envelope, event: "SubPkgList", data: JSON.stringify(Array(count).fill(item)) }, SECRET);
const bodies = [signNotification({ ...envelope, event: "CardStopped", iccid: "89852000263320817044" }, SECRET), list(1), list(13), list(226)];

const stripe = new Stripe("sk_test_of_nobody");
const standard = new Webhook("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

for (const body of bodies) {
  const ours = () => verify(body, SECRET);
  const byHand = { "node:crypto by hand": verifyWithNode, "WebCrypto by hand": verifyWithWebCrypto, "@noble/hashes by hand": verifyWithNoble };
  const tampered = body.replace("90082", "90083");
  assert.throws(() => verify(tampered, SECRET), { reason: "bad_signature" });
  for (const one of Object.values(byHand)) {
    assert.deepEqual(await one(body, SECRET), ours());
    await assert.rejects(async () => one(tampered, SECRET));
  }

  const date = new Date(NOW * 1000);
  const headers = { "webhook-id": envelope.id, "webhook-timestamp": String(NOW), "webhook-signature": standard.sign(envelope.id, date, body) };
  const hub = await signForGitHub(SECRET, body);
  const header = stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET });
  const others = {
    "standardwebhooks": () => standard.verify(body, headers),
    "@octokit/webhooks-methods": async () => (await verifyGitHub(SECRET, body, hub)) && JSON.parse(body),
    "stripe constructEvent": () => stripe.webhooks.constructEvent(body, header, SECRET),
    "stripe constructEventAsync": () => stripe.webhooks.constructEventAsync(body, header, SECRET),
  };
  for (const [name, other] of Object.entries(others)) assert.equal((await other()).event, JSON.parse(body).event, name);

  await compare(
    "verify and decode a callback",
    `${body.length.toLocaleString("en")} bytes`,
    { eiotclub: ours, ...Object.fromEntries(Object.entries(byHand).map(([name, one]) => [name, () => one(body, SECRET)])), ...others },
    { calls: Math.max(20, Math.round(600_000 / (body.length + 300))), scale: Object.keys(others) },
  );
}
