import assert from "node:assert/strict";
import test from "node:test";
import { testing, webhook } from "./pkg.mjs";

const { storeConformance } = testing;
const { durableStore, kvStore, memoryStore, d1Store } = webhook;

/** A clock that tests move. */
function clock() {
  let now = 1_000_000;
  return { now: () => now, wait: (seconds) => void (now += seconds * 1000) };
}

const { now, wait } = clock();
for (const { name, run } of storeConformance(() => memoryStore({ now }), { wait })) test(`memory: ${name}`, run);

test("the memory store forgets the oldest that is done, and nothing that is being handled", () => {
  const time = clock();
  const store = memoryStore({ max: 2, now: time.now });
  store.claim("a", 10, "1");
  store.done("a", "1");
  assert.equal(store.claim("b", 10, "2"), "claimed");
  assert.equal(store.claim("c", 10, "3"), "claimed");
  assert.equal(store.claim("b", 10, "4"), "busy");
  // Both are being handled: the next one has to wait, and finds that `a` was forgotten.
  assert.equal(store.claim("a", 10, "5"), "busy");
  store.done("b", "2");
  assert.equal(store.claim("a", 10, "6"), "claimed");
  time.wait(11);
  assert.equal(store.claim("d", 10, "7"), "claimed");
});

test("the suite fails stores that do not do what they must", async () => {
  const failing = async (makeStore) => {
    const names = [];
    const time = clock();
    for (const { name, run } of storeConformance(() => makeStore(time), { wait: time.wait })) await run().catch(() => names.push(name));
    return names;
  };
  const memory = ({ now }) => memoryStore({ now });
  assert.deepEqual(await failing(memory), []);
  const forgetful = () => ({ claim: () => "claimed", done() {}, release() {} });
  assert.equal((await failing(forgetful)).length, 9);
  // A store that does not know who asks: the slow holder ends the quick one's claim.
  const tokenless = (time) => {
    const store = memory(time);
    return { claim: (id, lease) => store.claim(id, lease, ""), done: (id) => store.done(id, ""), release: (id) => store.release(id, "") };
  };
  assert.deepEqual(await failing(tokenless), ["one that was too slow cannot end another's claim"]);
  const patient = (time) => ({ ...memory(time), claim: (id, lease, token) => memory(time).claim(id, lease, token) });
  assert.notDeepEqual(await failing(patient), []);
  const racy = (time) => {
    const store = memory(time);
    const held = new Set();
    return {
      ...store,
      async claim(id, lease, token) {
        if (held.has(id)) return store.claim(id, lease, token);
        await new Promise(setImmediate);
        held.add(id);
        store.release(id, token);
        const claim = store.claim(id, lease, token);
        return claim === "busy" ? "claimed" : claim;
      },
    };
  };
  assert.ok((await failing(racy)).includes("of many claims at once one succeeds"));
});

test("what a store is made with is checked", () => {
  for (const make of [
    () => memoryStore({ max: 0 }),
    () => kvStore({}, { retention: 0 }),
    () => durableStore({}, { shards: 0 }),
    () => durableStore({}, { retention: NaN }),
    () => d1Store({}, { table: "x; drop table y" }),
  ]) {
    assert.throws(make, { kind: "validation" });
  }
});

test("a durable store spreads ids over its shards, always the same way", async () => {
  const asked = new Map();
  const namespace = { idFromName: (name) => name, get: (name) => ({ fetch: async () => (asked.set(name, (asked.get(name) ?? 0) + 1), new Response("claimed")) }) };
  const store = durableStore(namespace, { shards: 8 });
  for (let index = 0; index < 8000; index++) await store.claim(`7bpDUV2P4oAGv37MBBHaAe${index}`, 60, "t");
  assert.equal(asked.size, 8);
  for (const [name, times] of asked) assert.ok(times > 700 && times < 1300, `${name}: ${times}`);
  asked.clear();
  for (let again = 0; again < 3; again++) await store.claim("same", 60, "t");
  assert.deepEqual([...asked.values()], [3]);
});

/** A Durable Object's storage, as far as the ledger needs one. */
function storageOf(entries = new Map()) {
  let alarm = null;
  return {
    entries,
    get: async (key) => (Array.isArray(key) ? new Map(key.filter((one) => entries.has(one)).map((one) => [one, entries.get(one)])) : entries.get(key)),
    put: async (more) => void Object.entries(more).forEach(([key, value]) => entries.set(key, value)),
    delete: async (keys) => void keys.forEach((key) => entries.delete(key)),
    list: async ({ prefix, end, limit }) => new Map([...entries].filter(([key]) => key.startsWith(prefix) && (!end || key < end)).sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, limit)),
    getAlarm: async () => alarm,
    setAlarm: async (at) => void (alarm = at),
  };
}

test("a ledger that is woken to the millisecond forgets what is over, however much, and no more", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
  const storage = storageOf();
  const ledger = new webhook.NotificationLedger({ storage });
  const store = durableStore({ idFromName: (name) => name, get: () => ({ fetch: (url, init) => ledger.fetch(new Request(url, init)) }) }, { retention: 100 });
  for (let index = 0; index < 200; index++) {
    await store.claim(`n${index}`, 10, "t");
    await store.done(`n${index}`, "t");
  }
  t.mock.timers.tick(1);
  await store.claim("later", 10, "t");
  t.mock.timers.setTime(await storage.getAlarm());
  await ledger.alarm();
  assert.deepEqual([...storage.entries.keys()].filter((key) => key.startsWith("id:")), ["id:later"]);
  assert.equal(storage.entries.size, 2);
  t.mock.timers.setTime(await storage.getAlarm());
  await ledger.alarm();
  assert.equal(storage.entries.size, 0);
});
