// The platform's side of the run: notifications of many sandboxes, and deliveries that are repeated until SUCCESS.

import { main, sandbox as sandboxes, webhook } from "../package/pkg.mjs";
import { fingerprint } from "./shared.mjs";

export const SECRETS = ["a1b1c1d1", "retired-secret"];
const APPKEY = "000001";
const DAY = 86_400;
const NOW = Math.floor(Date.now() / 1000);

/** Numbers from 0 to 1 that are the same in every run. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` notifications by id, each with its body and what a handler must be given. A few are signed with the secret before. */
export async function genuine(count) {
  const all = new Map();
  for (let seed = 1; all.size < count; seed++) {
    const secret = SECRETS[seed % 10 === 0 ? 1 : 0];
    for (const body of await eventsOf(seed, secret)) {
      const notification = webhook.verify(body, secret, { window: false });
      if (all.size < count) all.set(notification.id, { body, secret, fingerprint: fingerprint(notification) });
    }
  }
  return all;
}

async function eventsOf(seed, secret) {
  const bodies = [];
  const notify = async (request) => {
    bodies.push(await request.text());
    return Response.json({ status: "SUCCESS" });
  };
  // Begun fifty days ago, so that what it tells is not of the future.
  const sandbox = new sandboxes.Sandbox({ appkey: APPKEY, secret, seed, now: NOW - 50 * DAY, notify });
  const client = new main.Client({ appkey: APPKEY, secret, fetch: sandbox.fetch, pace: false });
  const { cardInfoList } = await client.cards.list({ pageSize: 100 });
  for (const { iccid, cardStatus } of cardInfoList) {
    // An order for one proves nothing by its answer, and would be looked for as long as it may.
    if (cardStatus === main.CardStatus.Retired) continue;
    const [offer] = await client.packages.listForCard({ iccid });
    for (let number = 0; number < 3; number++) {
      await client.packages.order({ iccid, packageCode: offer.packageCode, outTradeNo: `${seed}-${iccid}-${number}` }).catch((error) => {
        if (error.kind !== "api") throw error;
      });
    }
  }
  await sandbox.advance(45 * DAY);
  sandbox.close();
  return bodies;
}

/** What someone sends who holds a genuine notification, and no secret; or who replays, or is from another time. */
export function forge({ body, secret }, next) {
  const fields = JSON.parse(body);
  const field = ["id", "timestamp", "nonce", "event"][Math.floor(next() * 4)];
  switch (Math.floor(next() * 6)) {
    case 0:
      return JSON.stringify({ ...fields, [field]: typeof fields[field] === "number" ? fields[field] + 1 : `${fields[field]}x` });
    case 1:
      return JSON.stringify({ ...fields, extra: "1" });
    case 2:
      return webhook.signNotification({ ...fields, id: `forged-${fields.id}` }, "guessed");
    case 3:
      return body.replace(/"sign":"[^"]*"/, '"sign":""');
    case 4:
      return webhook.signNotification({ ...fields, id: `old-${fields.id}`, timestamp: NOW - 61 * DAY }, secret);
    default:
      return webhook.signNotification({ ...fields, id: `early-${fields.id}`, timestamp: NOW + DAY }, secret);
  }
}

/** Delivers until the answer is final; `tally` counts every answer. Returns the last status. */
export async function deliver(url, body, tally, until) {
  for (;;) {
    let status = "no answer";
    try {
      const response = await fetch(url, { method: "POST", body, headers: { "content-type": "application/json" } });
      const text = await response.text();
      status = response.status;
      if (status === 200 && text !== '{"status":"SUCCESS"}') throw new Error(`200 with ${text}`);
    } catch (error) {
      if (error.message.startsWith("200 with")) throw error;
    }
    tally.set(status, (tally.get(status) ?? 0) + 1);
    if (status === 200 || (status >= 400 && status < 500 && status !== 409)) return status;
    if (Date.now() > until) throw new Error(`still ${status} when time was up`);
    await new Promise((resolve) => setTimeout(resolve, status === 409 ? 500 : 200));
  }
}
