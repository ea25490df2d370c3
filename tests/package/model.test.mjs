// A model check of the outcome rule in JavaScript: `Client`, signing proxy and relay against a small platform that knows
// which orders were really taken, while messages between them are lost, held, late, cut and changed.
//
// It states three properties: never two for one intention, never failed when placed, never done when not. It counts how
// many calls ended unknown, and how many of those a look-up found later.
//
// EIOTCLUB_MODEL_SECONDS=600 runs longer, EIOTCLUB_MODEL_SEED=7 runs one seed.

import assert from "node:assert/strict";
import { test } from "node:test";
// First, so that nothing keeps the real clock.
import "./model/time.mjs";
import { planOf, smaller } from "./model/plan.mjs";
import { World } from "./model/world.mjs";

const SECONDS = Number(process.env.EIOTCLUB_MODEL_SECONDS ?? 6);
const ONE = process.env.EIOTCLUB_MODEL_SEED;

async function violationOf(plan) {
  const world = await World.run(plan);
  let what = world.violation();
  if (what === undefined) {
    await world.recheckAll();
    what = world.violation();
    what &&= `after a look-up: ${what}`;
  }
  return { what, log: world.log };
}

/** The smallest plan that is still wrong. */
async function shrink(plan) {
  again: for (;;) {
    for (const less of smaller(plan)) {
      if ((await violationOf(less)).what === undefined) continue;
      plan = less;
      continue again;
    }
    return plan;
  }
}

test("no order is placed twice, or told as what it is not", async () => {
  const tally = { runs: 0, calls: 0, done: 0, recovered: 0, exists: 0, failed: 0, unknown: 0, placed: 0, found: 0, channels: {} };
  const until = process.hrtime.bigint() + BigInt(SECONDS * 1000) * 1_000_000n;
  for (let seed = Number(ONE ?? 0); ONE ? seed === Number(ONE) : process.hrtime.bigint() < until; seed++) {
    const plan = planOf(seed);
    const world = await World.run(plan);
    let what = world.violation();
    if (what === undefined) {
      tally.runs++;
      for (const [at, { word, isRecovered }] of world.endings.entries()) {
        tally.calls++;
        tally[word]++;
        if (isRecovered) tally.recovered++;
        if (word === "unknown") {
          tally.placed += world.platform.placedBy(at);
          tally.channels[plan.channel] = (tally.channels[plan.channel] ?? 0) + 1;
        }
      }
      tally.found += await world.recheckAll();
      what = world.violation();
    }
    if (what !== undefined) {
      const least = await shrink(plan);
      const { what: still, log } = await violationOf(least);
      assert.fail(`seed ${seed}: ${still ?? what}\n${JSON.stringify(least, undefined, 1)}\n${log.join("\n")}`);
    }
  }
  console.log(
    `${tally.runs} runs, ${tally.calls} calls: ${tally.done} done (${tally.recovered} of them recovered), ${tally.exists} told which order has the number, ${tally.failed} failed, ` +
      `${tally.unknown} unknown (${tally.placed} of them placed; a look-up found ${tally.found} later) ${JSON.stringify(tally.channels)}`,
  );
  if (!ONE) for (const word of ["done", "recovered", "failed", "unknown", "found"]) assert.ok(tally[word] > 0, word);
});

test("the check sees what it is for", async () => {
  const lie = { kind: "instead", answer: [200, '{"code":"45112"}'], taken: true };
  const call = { operation: "packages.order", card: "A", package: "P", begins: 0, faults: [lie], failedLookups: 0 };
  const plan = { seed: 1, channel: "proxy and relay", lag: 0, calls: [call, { ...call, card: "B", faults: [{ kind: "none" }] }] };
  assert.match((await violationOf(plan)).what, /placed and is told as failed/);
  const least = await shrink(plan);
  assert.deepEqual([least.channel, least.calls.length], ["direct", 1]);
  const honest = { ...plan, calls: [{ ...call, faults: [{ ...lie, taken: false }] }] };
  assert.equal((await violationOf(honest)).what, undefined);
});
