import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { Miniflare } from "miniflare";
import { compatibilityDate, workerModules } from "../../scripts/workerd.mjs";

let worker;

before(async () => {
  const modules = await workerModules(new URL("proxy-worker.mjs", import.meta.url).pathname);
  worker = new Miniflare({
    modules,
    compatibilityDate,
    kvNamespaces: ["KV"],
    durableObjects: { ORDERS: "OrderKeeper", TURNS: "TurnKeeper" },
    ratelimits: { LIMITER: { namespace_id: "1", simple: { limit: 60, period: 60 } } },
  });
  await worker.ready;
});
after(() => worker?.dispose());

const URL_ = "https://worker.example";
const ask = async (path, caller, operation, params) => {
  const headers = { "content-type": "application/json", "x-eiotclub": "1", origin: URL_, authorization: caller };
  const response = await worker.dispatchFetch(URL_ + path, { method: "POST", headers, body: JSON.stringify({ operation, params }) });
  const { error, code } = await response.json();
  return error ? (error.reason ?? error.kind) : code;
};
const buy = (path, caller, outTradeNo) => ask(path, caller, "packages.order", { iccid: "8985", packageCode: "P", outTradeNo });
const count = (all, one) => all.filter((other) => other === one).length;

test("of many orders at once, each in an isolate that remembers nothing, as many are placed as the cap says", async () => {
  const results = await Promise.all(Array.from({ length: 12 }, (_, at) => buy("/durable", "many", `o${at}`)));
  assert.deepEqual([count(results, "200"), count(results, "order_cap")], [3, 9], String(results));
  assert.equal(await buy("/durable", "other", "o1"), "200");
});

for (const path of ["/durable", "/kv"]) {
  test(`${path}: a refused order is given back, a repeated one is counted once`, async () => {
    const caller = `one${path}`;
    for (let at = 0; at < 4; at++) assert.equal(await buy(path, caller, `refused${at}`), "41001");
    for (let at = 0; at < 4; at++) assert.equal(await buy(path, caller, "same"), "200");
    assert.deepEqual([await buy(path, caller, "b"), await buy(path, caller, "c"), await buy(path, caller, "d")], ["200", "200", "order_cap"]);
  });
}

test("one queue holds the pace for every isolate", async () => {
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const before = (await (await worker.dispatchFetch(`${URL_}/left`)).json()).length;
  const results = await Promise.all(Array.from({ length: 30 }, () => ask("/durable", "pace", "cards.get", { iccid: "1" })));
  assert.deepEqual([count(results, "200"), count(results, "busy")], [20, 10]);
  const left = (await (await worker.dispatchFetch(`${URL_}/left`)).json()).slice(before);
  // The queue gives out turns a second apart; how late an isolate wakes is the machine's matter.
  assert.ok(left.at(-1) - left[0] > 850, String(left.at(-1) - left[0]));
});

test("the runtime's own rate limit holds a caller off", async () => {
  const results = await Promise.all(Array.from({ length: 70 }, () => ask("/memory", "limited", "cards.count", { nothing: 1 })));
  assert.deepEqual([count(results, "validation"), count(results, "rate_limit")], [60, 10]);
});
