import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { Miniflare } from "miniflare";
import { compatibilityDate, workerModules } from "../../scripts/workerd.mjs";
import { main, sandbox } from "../package/pkg.mjs";
import { replay } from "../replay.mjs";

let worker;

const durableObjects = {
  LEDGER: "NotificationLedger",
  LEDGER_SQLITE: { className: "NotificationLedger", useSQLite: true },
  OPEN: { className: "OpenLedger", useSQLite: true },
};

before(async () => {
  const modules = await workerModules(new URL("worker.mjs", import.meta.url).pathname);
  worker = new Miniflare({ modules, compatibilityDate, kvNamespaces: ["KV"], d1Databases: ["DB"], durableObjects });
  await worker.ready;
});
after(() => worker?.dispose());

const ask = (path, init) => worker.dispatchFetch(`https://worker.example${path}`, init);
const signed = (fields) => main.signNotification({ id: "n1", event: "CardStopped", timestamp: Math.floor(Date.now() / 1000), nonce: 12345, iccid: "8985", ...fields }, "a1b1c1d1");
const callback = (body) => ask("/callback", { method: "POST", body, headers: { "content-type": "application/json" } });

test("every vector passes in workerd, in both artifacts", async () => {
  assert.deepEqual(await (await ask("/vectors")).json(), { requests: 63, notifications: 86, failures: [] });
});

test("the sandbox gives the same bytes as in Node.js", async () => {
  assert.deepEqual(await (await ask("/replay")).json(), await replay(main, sandbox));
});

test("the receiver answers, refuses and remembers", async () => {
  const response = await callback(signed());
  assert.deepEqual([response.status, await response.text()], [200, '{"status":"SUCCESS"}']);
  assert.equal((await callback(signed())).status, 200);
  assert.equal((await callback(signed({ id: "n2" }).replace("8985", "8986"))).status, 401);
  assert.equal((await callback("{")).status, 400);
  assert.equal((await ask("/callback")).status, 405);
  assert.equal((await callback(signed({ id: "n3", pad: "x".repeat(1_100_000) }))).status, 413);
  assert.deepEqual(await (await ask("/handled")).json(), ["n1"]);
});

test("a page's question goes through the proxy to the platform and back", async () => {
  const headers = { "content-type": "application/json", "x-eiotclub": "1", origin: "https://worker.example" };
  const question = (body, more) => ask("/proxy", { method: "POST", body: JSON.stringify(body), headers: { ...headers, ...more } });
  const answer = await (await question({ operation: "account.balance", params: {} })).json();
  assert.equal(answer.code, "200");
  assert.match(answer.data.balance, /^\d+\.\d\d$/);
  assert.equal((await question({ operation: "packages.order", params: {} })).status, 403);
  assert.equal((await question({ operation: "account.balance" }, { origin: "https://evil.example" })).status, 403);
});

const deliver = async (path, id) => (await ask(path, { method: "POST", body: signed({ id }), headers: { "content-type": "application/json" } })).status;
const runsOf = async (id) => (await (await ask("/runs")).json()).filter((one) => one === id).length;

test("of many deliveries at once to a durable store one is handled, and later ones are answered", async () => {
  const statuses = await Promise.all(Array.from({ length: 20 }, () => deliver("/durable", "many")));
  assert.equal(statuses.filter((status) => status === 200).length, 1, String(statuses));
  assert.equal(await runsOf("many"), 1);
  assert.equal(await deliver("/durable", "many"), 200);
  assert.equal(await runsOf("many"), 1);
});

for (const [store, cases] of [["/durable", 9], ["/durable-sqlite", 9], ["/d1", 9], ["/kv", 7]]) {
  test(`${store}: the store does what a store must`, async () => {
    assert.deepEqual(await (await ask("/conformance", { method: "POST", body: JSON.stringify({ store }) })).json(), { cases, failures: [] });
  });
}

test("a ledger forgets what is over, and keeps the rest", async () => {
  await ask("/expiring");
  const remembered = async () => (await ask("/remembered")).json();
  assert.deepEqual((await remembered()).filter((key) => key.startsWith("id:")), ["id:done"]);
  const until = Date.now() + 10_000;
  // What is left is the released one's place in the order of forgetting, which is ten minutes away.
  while ((await remembered()).length > 1 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 200));
  assert.match(String(await remembered()), /^due:\d{15}released$/);
});

for (const path of ["/durable", "/durable-sqlite", "/d1", "/kv"]) {
  test(`${path}: a delivery whose handler failed is handled when it is repeated, and then no more`, async () => {
    const id = `fails${path}`;
    assert.equal(await deliver(path, id), 500);
    assert.equal(await deliver(path, id), 200);
    assert.equal(await deliver(path, id), 200);
    assert.equal(await runsOf(id), 2);
  });
}
