// Verify and decode one callback: beside the same by hand, and for scale beside other receivers' libraries on as many bytes.

import { sign as signForGitHub, verify as verifyGitHub } from "@octokit/webhooks-methods";
import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import Stripe from "stripe";
import * as node from "./shared/by-hand-node.mjs";
import { compare } from "./shared/compare.mjs";
import { SECRET, verifications } from "./shared/works/verify.mjs";

const stripe = new Stripe("sk_test_of_nobody");
const standard = new Webhook("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

for await (const { body, envelope, ...one } of verifications(node)) {
  const date = new Date(envelope.timestamp * 1000);
  const headers = { "webhook-id": envelope.id, "webhook-timestamp": String(envelope.timestamp), "webhook-signature": standard.sign(envelope.id, date, body) };
  const hub = await signForGitHub(SECRET, body);
  const header = stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET });
  const others = {
    "standardwebhooks": () => standard.verify(body, headers),
    "@octokit/webhooks-methods": async () => (await verifyGitHub(SECRET, body, hub)) && JSON.parse(body),
    "stripe constructEvent": () => stripe.webhooks.constructEvent(body, header, SECRET),
    "stripe constructEventAsync": () => stripe.webhooks.constructEventAsync(body, header, SECRET),
  };
  for (const [name, other] of Object.entries(others)) assert.equal((await other()).event, JSON.parse(body).event, name);

  await compare(one.work, one.input, { ...one.contestants, ...others }, { calls: one.calls, scale: Object.keys(others) });
}
