// Nothing is lost and nothing acted on twice: notifications of many sandboxes, repeated, out of order, mixed with
// forged ones, to handlers some of which throw, in a Worker that is killed again and again.
// EIOT_CALLBACKS sets another number.

import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { SECRETS, deliver, forge, genuine, random } from "./platform.mjs";
import { fate } from "./shared.mjs";

const CALLBACKS = Number(process.env.EIOT_CALLBACKS ?? 20_000);
const AT_ONCE = 48;
const KILLS = 4;
const CONSUMERS = 4;
const PATIENCE = 240_000;

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** In memory where there is room: processes are killed here, not machines, and a disk that syncs takes most of the time. */
function storage() {
  const memory = "/dev/shm";
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 512 * 1024 * 1024 ? memory : tmpdir();
}

/** A Worker's process, at the head of a group of its own so that `kill` reaches the runtime as well. */
function launch(options) {
  const child = fork(new URL("process.mjs", import.meta.url), [JSON.stringify(options)], { detached: true, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ready = new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code, signal) => reject(new Error(`${options.script} ended: ${code ?? signal}`)));
  });
  ready.catch(() => undefined);
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const kill = () => {
    process.kill(-child.pid, "SIGKILL");
    return gone;
  };
  return { ready, kill };
}

/** Every notification once or more, and forged ones between them, in no order. */
function planned(notifications, next) {
  const deliveries = [];
  for (const [id, one] of notifications) {
    const repeats = next() < 0.85 ? 0 : next() < 0.8 ? 1 : 3;
    for (let copy = 0; copy <= repeats; copy++) deliveries.push({ id, body: one.body });
    if (next() < 0.05) deliveries.push({ body: forge(one, next) });
  }
  for (let index = deliveries.length - 1; index > 0; index--) {
    const other = Math.floor(next() * (index + 1));
    [deliveries[index], deliveries[other]] = [deliveries[other], deliveries[index]];
  }
  // Some come twice at the same moment.
  return deliveries.flatMap((one) => (one.id && next() < 0.02 ? [one, one] : [one]));
}

test(`${CALLBACKS} callbacks, ${KILLS} kills: each handled, each effect once, none forged`, { timeout: PATIENCE + 30_000 }, async (t) => {
  const started = performance.now();
  const until = Date.now() + PATIENCE;
  const persisted = mkdtempSync(join(storage(), "eiotclub-endurance-"));
  const [workerPort, queuePort] = [await freePort(), await freePort()];
  const urls = { worker: `http://127.0.0.1:${workerPort}/`, queue: `http://127.0.0.1:${queuePort}/` };
  const launchWorker = () =>
    launch({
      script: "worker.mjs",
      port: workerPort,
      bindings: { SECRETS, QUEUE: urls.queue },
      durableObjects: { LEDGER: { className: "NotificationLedger", useSQLite: true }, EFFECTS: { className: "Effects", useSQLite: true } },
      durableObjectsPersist: persisted,
    });
  const queue = launch({
    script: "queue.mjs",
    port: queuePort,
    bindings: { WORKER: urls.worker },
    queueProducers: { CALLBACKS: "callbacks" },
    queueConsumers: {
      callbacks: { maxBatchSize: 100, maxBatchTimeout: 0.2, maxRetries: 2, deadLetterQueue: "dead" },
      dead: { maxBatchSize: 100, maxBatchTimeout: 1, maxRetries: 100 },
    },
  });
  let worker = launchWorker();
  t.after(async () => {
    await Promise.all([worker.kill(), queue.kill()]);
    rmSync(persisted, { recursive: true, force: true });
  });

  const next = random(7);
  const notifications = await genuine(CALLBACKS);
  const deliveries = planned(notifications, next);
  await Promise.all([worker.ready, queue.ready]);
  const began = performance.now();

  const tally = new Map();
  const killAt = Array.from({ length: KILLS }, (_, index) => Math.floor((deliveries.length * (index + 0.5)) / KILLS));
  let kills = 0;
  let taken = 0;
  let restarting = Promise.resolve();
  const restart = async () => {
    kills++;
    await worker.kill();
    worker = launchWorker();
    await worker.ready;
  };
  const lane = async () => {
    for (let number = taken++; number < deliveries.length; number = taken++) {
      if (number === killAt[kills]) restarting = restart();
      const { id, body } = deliveries[number];
      const path = next() < 0.5 ? "handling" : "queueing";
      const status = await deliver(urls.worker + path, body, tally, until);
      if (id) assert.equal(status, 200, `${id}: a genuine one was answered ${status}`);
      else assert.equal(status, 401, `a forged one was answered ${status}: ${body}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  await restarting;
  const delivered = performance.now();

  // What was put on the queue has been acknowledged, and has yet to be handled.
  let effects;
  for (;;) {
    effects = await (await fetch(`${urls.worker}effects`)).json();
    if (effects.length >= notifications.size || Date.now() > until) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  // Those that throw after their effect are still to be settled.
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  effects = await (await fetch(`${urls.worker}effects`)).json();

  const wrong = effects.filter(({ id, fingerprint }) => notifications.get(id)?.fingerprint !== fingerprint);
  const again = effects.reduce((sum, { id, runs }) => sum + runs - ([3, 4].includes(fate(id) % 100) ? 2 : 1), 0);
  const statuses = [...tally].map(([status, times]) => `${status}: ${times}`).sort().join(", ");
  const seconds = (from, to) => ((to - from) / 1000).toFixed(0);
  t.diagnostic(
    `${notifications.size} notifications in ${deliveries.length} deliveries, ${deliveries.filter(({ id }) => !id).length} of them forged; answers ${statuses}; ` +
      `the Worker killed ${kills} times; ${effects.length} effects, ${again} handler runs repeated after a kill; ` +
      `made in ${seconds(started, began)} s, delivered in ${seconds(began, delivered)} s, ${(deliveries.length / ((delivered - began) / 1000)).toFixed(0)} a second`,
  );
  assert.deepEqual(wrong, []);
  assert.equal(effects.length, notifications.size);
  assert.equal(kills, KILLS);
  // A run can be repeated only if it was under way when the Worker died.
  assert.ok(again >= 0 && again <= KILLS * (AT_ONCE + CONSUMERS), `${again} runs were repeated`);
});
