// What happens in a run: which calls are made, over which channel, and what goes wrong.

import { randomOf } from "./time.mjs";

/** Responses that say that nothing was done. A platform that gives one has done nothing. */
const REFUSALS = [[200, '{"code":"45112","message":"balance"}'], [200, '{"code":41031}'], [400, '{"code":"42405"}'], [200, '{"code":"501"}'], [429, '{"code":"501"}'], [200, '{"code":"42203"}']];

/** Responses that leave it open. The platform may have taken the order all the same. */
const OPEN = [
  ...["500", "43331", "41036", "43333", "504", "", "41103", "999999"].map((code) => [200, JSON.stringify({ code })]),
  ...[[500, '{"code":"500"}'], [504, '{"code":504}'], [503, '{"code":503}'], [500, '{"code":-1}'], [200, '{"code":null}'], [408, '{"code":"408"}'], [502, '{"code":"45112"}'], [503, '{"code":"501"}']],
  ...[[200, ""], [204, ""], [302, ""], [403, "<html>"], [404, "<html>"], [429, "<html>"], [502, "<html>"], [200, "<html>"], [200, "[]"], [200, '{"message":"x"}']],
];

export const CHANNELS = ["direct", "direct", "relay", "proxy", "proxy and relay"];

/** Where a message is lost, counted from the client; what is not there is before the platform. */
const legOf = (random) => random.below(4);

function faultOf(random) {
  const at = random.below(100);
  if (at < 20) return { kind: "none" };
  if (at < 25) return { kind: "not sent", leg: legOf(random) };
  if (at < 35) return { kind: "lose before", leg: legOf(random) };
  if (at < 47) return { kind: "lose after", leg: legOf(random), page: random.chance(50) };
  if (at < 55) return { kind: "hold", wait: random.below(60_000) };
  if (at < 63) return { kind: "late", wait: random.below(40_000) };
  if (at < 75) return { kind: "instead", answer: random.pick(REFUSALS), taken: false };
  if (at < 92) return { kind: "instead", answer: random.pick(OPEN), taken: random.chance(60) };
  if (at < 97) return { kind: "cut", length: random.below(40), breaks: random.chance(50) };
  return { kind: "twice" };
}

function callOf(random) {
  const number = random.below(100);
  return {
    operation: random.pick(["packages.order", "packages.order", "packages.order", "cloudEsim.purchase", "cloudEsim.purchase", "packages.refund", "esim.purchase"]),
    card: random.pick(["A", "B"]),
    package: random.pick(["P", "Q"]),
    number: number < 50 ? undefined : number < 70 ? "n1" : number < 85 ? "n2" : number < 93 ? "old" : "a,b",
    begins: random.chance(50) ? 0 : random.below(20_000),
    // One for each attempt; the last one stays.
    faults: Array.from({ length: 1 + random.below(4) }, () => faultOf(random)),
    failedLookups: random.chance(80) ? 0 : random.below(12),
    abortsAt: random.chance(20) ? random.below(random.pick([50, 1_000, 40_000])) : undefined,
  };
}

export function planOf(seed) {
  const random = randomOf(seed);
  const channel = random.pick(CHANNELS);
  return {
    seed,
    channel,
    // Look-ups until a new row shows.
    lag: random.chance(50) ? 0 : random.below(30),
    // How the platform joins its filters is not documented.
    ignoresNumbers: random.chance(20),
    hasOldOrder: random.chance(30),
    relayRestartsAt: random.chance(20) ? random.below(30_000) : undefined,
    calls: Array.from({ length: 1 + random.below(random.chance(70) ? 3 : 20) }, () => callOf(random)),
  };
}

/** Plans with a little less. */
export function* smaller(plan) {
  const { calls } = plan;
  for (let at = 0; at < calls.length; at++) {
    const call = calls[at];
    const change = (more) => ({ ...plan, calls: calls.with(at, { ...call, ...more }) });
    if (calls.length > 1) yield { ...plan, calls: calls.toSpliced(at, 1) };
    if (call.abortsAt !== undefined) yield change({ abortsAt: undefined });
    if (call.failedLookups > 0) yield change({ failedLookups: 0 });
    if (call.begins > 0) yield change({ begins: 0 });
    for (let fault = 0; fault < call.faults.length; fault++) {
      if (call.faults.length > 1) yield change({ faults: call.faults.toSpliced(fault, 1) });
      if (call.faults[fault].kind !== "none") yield change({ faults: call.faults.with(fault, { kind: "none" }) });
    }
  }
  for (const [field, none] of [["lag", 0], ["ignoresNumbers", false], ["hasOldOrder", false], ["relayRestartsAt", undefined], ["channel", "direct"]]) {
    if (plan[field] !== none) yield { ...plan, [field]: none };
  }
}
