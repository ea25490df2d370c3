// Verify and decode one callback: this package beside the same written by hand with node:crypto.
// Interleaved in one process; the ratio of medians is the figure, single times are not.

import assert from "node:assert/strict";
import { createHash, timingSafeEqual } from "node:crypto";
import { signNotification, verify } from "../pkg/dist/webhook.inline.js";
import { median, sorted } from "./shared/figures.mjs";

const SECRET = "a1b1c1d1";
const NOW = 1746050702;
const ROUNDS = 25;
const CALLS = 4000;

/** What an application writes from the platform's page: no window, no ambiguity, no duplicate keys. */
function byHand(body) {
  const notification = JSON.parse(body);
  const { sign, ...signed } = notification;
  const names = Object.keys(signed).filter((name) => signed[name] !== "" && signed[name] !== null).sort();
  const text = names.map((name) => `${name}=${typeof signed[name] === "object" ? JSON.stringify(signed[name]) : signed[name]}&`).join("");
  const digest = createHash("sha1").update(`${text}secret=${SECRET}`).digest();
  if (typeof sign !== "string" || !timingSafeEqual(digest, Buffer.from(sign, "hex"))) throw new Error("bad signature");
  if (typeof notification.data === "string") notification.data = JSON.parse(notification.data);
  return notification;
}

const ours = (body) => verify(body, SECRET, { now: NOW });

const envelope = { id: "7bpDUV2P4oAGv37MBBHaAeJk", timestamp: NOW, nonce: 90082 };
const item = { iccid: "89423053323291099364", orderId: 10004728, packageName: "A-TM-50M-1", packageCode: "A-TM-50M-1D-A-CN-TEST-2024052489FC722C", state: 0, gzhPackageName: "", createDate: "2024-05-28 09:34:47", packageType: 3, outTradeNo: "6300001983111426769635", salesChannel: "API" };
const inputs = {
  CardStopped: signNotification({ ...envelope, event: "CardStopped", iccid: "89852000263320817044" }, SECRET),
  SubPkgList: signNotification({ ...envelope, event: "SubPkgList", data: JSON.stringify([item]) }, SECRET),
  "SubPkgList of 12": signNotification({ ...envelope, event: "SubPkgList", data: JSON.stringify(Array(12).fill(item)) }, SECRET),
};

function microseconds(work, body) {
  const from = process.hrtime.bigint();
  for (let call = 0; call < CALLS; call++) work(body);
  return Number(process.hrtime.bigint() - from) / CALLS / 1000;
}

console.log(`verify + decode a callback, Node ${process.versions.node}, medians of ${ROUNDS} interleaved rounds`);
console.log("event               bytes    by hand   eiotclub   ratio   (middle half of the ratios)");
for (const [name, body] of Object.entries(inputs)) {
  assert.deepEqual(ours(body), byHand(body));
  assert.throws(() => byHand(body.replace("90082", "90083")));
  assert.throws(() => ours(body.replace("90082", "90083")));
  for (let warm = 0; warm < 5; warm++) for (const work of [byHand, ours]) microseconds(work, body);
  const times = { hand: [], ours: [], ratio: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const hand = microseconds(byHand, body);
    const mine = microseconds(ours, body);
    times.hand.push(hand);
    times.ours.push(mine);
    times.ratio.push(mine / hand);
  }
  const ratios = sorted(times.ratio);
  const spread = `${ratios[ROUNDS >> 2].toFixed(2)} to ${ratios[(ROUNDS * 3) >> 2].toFixed(2)}`;
  console.log(`${name.padEnd(18)} ${String(body.length).padStart(6)} ${median(times.hand).toFixed(2).padStart(8)} µs ${median(times.ours).toFixed(2).padStart(7)} µs  ${median(times.ratio).toFixed(2).padStart(6)}   (${spread})`);
}
