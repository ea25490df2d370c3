// What goes wrong on demand, as a caller and a receiver meet it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { APPKEY, SECRET, main, sandbox, webhook } from "./pkg.mjs";

const { Sandbox } = sandbox;
const JSON_TYPE = { "content-type": "application/json" };

function make(options = {}, clientOptions = {}) {
  const platform = new Sandbox({ appkey: APPKEY, secret: SECRET, ...options });
  const client = new main.Client({ appkey: APPKEY, secret: SECRET, fetch: platform.fetch, retry: false, ...clientOptions });
  return { platform, client };
}
const cardOf = async (client) => (await client.cards.list()).cardInfoList[3].iccid;
const orderOf = (iccid, outTradeNo = "t") => ({ iccid, packageCode: "SB-100M-7D", outTradeNo });

test("each kind of trouble ends a call as its like does in the wild", async () => {
  const { platform, client } = make({}, { timeout: 100 });
  const ask = (rule) => {
    platform.faults = [{ operation: "account", ...rule }];
    return client.account.balance();
  };
  await assert.rejects(ask({ kind: "timeout" }), { kind: "timeout" });
  await assert.rejects(ask({ kind: "reset" }), { kind: "network" });
  await assert.rejects(ask({ kind: "http", status: 502 }), { kind: "decode", status: 502 });
  await assert.rejects(ask({ kind: "code", code: "43331" }), { kind: "api", code: "43331" });
  for (const kind of ["malformed", "truncated", "empty"]) await assert.rejects(ask({ kind }), { kind: "decode", status: 200 });
  await assert.rejects(ask({ kind: "latency", ms: 10_000 }), { kind: "timeout" });
  assert.equal((await ask({ kind: "latency", ms: [1, 3] })).balance, "500.00");
  assert.equal((await ask({ kind: "reset", operation: "cards" })).balance, "500.00");
  // Last, since the client learns from it.
  await assert.rejects(ask({ kind: "clock", seconds: 3600 }), { kind: "api", code: "42203" });
});

test("an answer is lost before the platform acted, or after it: only then the order stands", async () => {
  for (const kind of ["timeout", "reset", "http"]) {
    for (const acted of [false, true]) {
      const { platform, client } = make({}, { timeout: 50 });
      const iccid = await cardOf(client);
      platform.faults = [{ kind, acted, operation: "packages.order" }];
      // The client finds out by itself where it can: an order that stands is returned.
      const outcome = await client.packages.order(orderOf(iccid)).then(() => "placed", (error) => error.kind);
      assert.ok(outcome === "outcome_unknown" || (acted && outcome === "placed"), outcome);
      assert.equal((await client.account.balance()).balance, acted ? "498.80" : "500.00", `${kind} ${acted}`);
    }
  }
});

test("a gateway says when to come back, in HTML; a wrong clock shows in the answer's date", async () => {
  const { platform } = make({ now: 1_767_225_600, faults: [{ kind: "http", retryAfter: 7, count: 1 }, { kind: "clock", seconds: -86_400 }] });
  const post = () => platform.fetch("https://x.example/api/v3/agent/balance", { method: "POST", body: "{}", headers: JSON_TYPE });
  const gateway = await post();
  assert.deepEqual([gateway.status, gateway.headers.get("retry-after"), gateway.headers.get("content-type")], [503, "7", "text/html;charset=utf-8"]);
  assert.match(await gateway.text(), /^<html>/);
  assert.equal((await post()).headers.get("date"), "Wed, 31 Dec 2025 00:00:00 GMT");
});

test("a client learns a wrong clock, and outlasts what is lost now and then", async () => {
  const faults = [
    { kind: "clock", seconds: 7200 },
    { kind: "reset", rate: 0.2, acted: true },
    { kind: "code", code: "500", rate: 0.1 },
  ];
  const { client } = make({ seed: 5, faults }, { retry: { attempts: 6 } });
  for (let call = 0; call < 5; call++) assert.equal((await client.account.balance()).balance, "500.00");
});

test("silence ends with the caller's signal, and leaves no timer and no listener behind", async () => {
  const { platform } = make({ faults: [{ kind: "timeout" }] });
  const controller = new AbortController();
  let listeners = 0;
  const { signal } = controller;
  for (const [name, by] of [["addEventListener", 1], ["removeEventListener", -1]]) {
    const original = signal[name].bind(signal);
    signal[name] = (...all) => ((listeners += by), original(...all));
  }
  const pending = platform.fetch("https://x.example/api/v3/agent/balance", { method: "POST", body: "{}", headers: JSON_TYPE, signal });
  setTimeout(() => controller.abort(new Error("enough")), 20);
  await assert.rejects(pending, /enough/);
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  assert.equal(timers(), 0);
  assert.ok(listeners <= 1, "what is left was once-only, and is spent");
});

test("the same seed and rules go wrong in the same places", async () => {
  const run = async (seed) => {
    const { client } = make({ seed, faults: [{ kind: "reset", rate: 0.3 }, { kind: "code", code: "501", rate: 0.2 }] });
    const kinds = [];
    for (let call = 0; call < 40; call++) kinds.push(await client.account.balance().then(() => "ok", ({ kind }) => kind));
    return kinds.join();
  };
  const one = await run(1);
  for (const kind of ["ok", "network", "api"]) assert.match(one, new RegExp(kind));
  assert.equal(await run(1), one);
  assert.notEqual(await run(2), one);
});

test("notifications come twice, late, in the wrong order or not at first, and are handled once", async () => {
  const handled = [];
  const receiver = new webhook.Receiver({ secret: SECRET, onError() {} }).on("*", async ({ event }) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    handled.push(event);
  });
  const { platform, client } = make({ notify: (request) => receiver.handle(request) });
  const iccid = await cardOf(client);
  const ours = () => platform.deliveries.at(0);
  platform.faults = [{ kind: "duplicate", copies: 3, event: "SubPkgList" }];
  await client.packages.order(orderOf(iccid));
  await platform.settled();
  assert.equal(ours().tries, 4);
  assert.deepEqual(handled, ["SubPkgList"]);
  platform.faults = [{ kind: "reorder", event: "SubPkgList" }, { kind: "drop", event: "PkgEffective" }];
  const second = (await client.cards.list()).cardInfoList[11].iccid;
  await client.packages.order(orderOf(second, "u"));
  await platform.advance(60);
  assert.deepEqual(handled.slice(1), ["PkgEffective", "SubPkgList", "PkgEffective"]);
  const lost = platform.deliveries.find(({ attempts }) => attempts.some(({ answered }) => /rule/.test(answered)));
  assert.deepEqual([lost.event, lost.tries, lost.done], ["PkgEffective", 2, true]);
});

test("wrong rules are refused at once, with the field and what would be right", () => {
  const refused = (faults, field) => {
    const wrong = (error) => error.kind === "validation" && error.problems.some((one) => one.field === field && one.reason.length > 10);
    assert.throws(() => new Sandbox({ appkey: "a", secret: "s", faults }), wrong);
    assert.throws(() => (new Sandbox({ appkey: "a", secret: "s" }).faults = faults), wrong);
  };
  for (const none of [null, {}, "x", 1]) refused(none, "faults");
  refused([{ kind: "tiemout" }], "faults[0].kind");
  refused([{ kind: "reset" }, { kind: "reset", rate: NaN }], "faults[1].rate");
  refused([{ kind: "latency", ms: Infinity }], "faults[0].ms");
  refused([{ kind: "reset", operation: "orders" }], "faults[0].operation");
  refused([{ kind: "reset", ratio: 0.5 }], "faults[0].ratio");
  const { platform } = make({ faults: [{ kind: "reset", rate: 0.5 }] });
  assert.deepEqual(platform.faults, [{ kind: "reset", rate: 0.5 }]);
});
