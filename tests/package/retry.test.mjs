// What the client does when responses are lost, late or refused, over a fetch that the test decides.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, OutcomeUnknownError, isEiotError, sign } from "../../pkg/dist/index.js";

const SECRET = "a1b1c1d1";
const ORDER = { iccid: "89852243101000600107", packageCode: "P", outTradeNo: "my-order-1" };
const answer = (code, data, init) => () => Response.json({ code, message: "x", data }, init);
const lost = () => {
  throw new TypeError("reset");
};
const silent = (init) => new Promise((_, reject) => init.signal.addEventListener("abort", () => reject(init.signal.reason)));
const balance = answer("200", { balance: "8.50", currency: "USD" });
const placed = answer("200", { orderNumber: "n", orderId: 7 });

/** A client whose attempts end one after the other as `script` says; the last entry repeats. */
function scripted(script, options = {}) {
  const bodies = [];
  const client = new Client({
    appkey: "AK",
    secret: SECRET,
    fetch: async (url, init) => {
      bodies.push(JSON.parse(init.body));
      assert.equal(bodies.at(-1).sign, sign(init.body, SECRET));
      return script[Math.min(bodies.length, script.length) - 1](init);
    },
    ...options,
  });
  return { client, bodies };
}

for (const [what, first] of [["a lost response", lost], ["500", answer("500")], ["501", answer("501")], ["a gateway's page", () => new Response("<p>", { status: 502 })]]) {
  test(`a read is repeated after ${what}, signed anew`, async () => {
    const { client, bodies } = scripted([first, balance]);
    assert.equal((await client.account.balance()).balance, "8.50");
    assert.equal(bodies.length, 2);
  });

  test(`an order is repeated after ${what} with the same number`, async () => {
    const { client, bodies } = scripted([first, placed]);
    assert.equal((await client.packages.order(ORDER)).orderId, 7);
    assert.deepEqual(bodies.map((body) => body.outTradeNo), ["my-order-1", "my-order-1"]);
  });

  test(`a bare write is not repeated after ${what}`, async () => {
    const { client, bodies } = scripted([first]);
    await assert.rejects(client.cards.reset({ iccids: ["89852243101000600107"] }), isEiotError);
    assert.equal(bodies.length, 1);
  });
}

test("an attempt that gets no response is given up and repeated within the call's time", async () => {
  const { client, bodies } = scripted([silent, balance], { retry: { attemptTimeout: 20 } });
  await client.account.balance();
  assert.equal(bodies.length, 2);
});

test("an order whose responses are all lost is unknown, never failed, and names its number and the next step", async () => {
  const cases = [[[lost], {}], [[answer("43331")], {}], [[answer("500")], { retry: false }], [[silent], { timeout: 40 }], [[answer("42002")], {}]];
  await Promise.all(cases.map(async ([script, options]) => {
    const { client } = scripted(script, { timeout: 500, ...options });
    await assert.rejects(client.packages.order(ORDER), (error) => {
      assert.ok(error instanceof OutcomeUnknownError);
      assert.equal(error.kind, "outcome_unknown");
      assert.equal(error.outTradeNo, "my-order-1");
      assert.match(error.nextStep, /packages\.orderDetails/);
      assert.doesNotMatch(`${error.stack}${JSON.stringify(error)}`, /a1b1c1d1/);
      return true;
    });
  }));
});

test("an order whose responses were lost is looked up by its number and returned", async () => {
  const asked = [];
  const client = new Client({ appkey: "AK", secret: SECRET, fetch: async (url, init) => {
    const body = JSON.parse(init.body);
    if (url.endsWith("orderPackage")) return (asked.length ? answer("42002") : lost)(asked.push("order"));
    asked.push(body.state);
    const { iccid, packageCode } = ORDER;
    const other = { outTradeNo: "another", iccid, packageCode, orderNumber: "wrong", orderId: 1 };
    const mine = { outTradeNo: body.outTradeNoArrStr, iccid, packageCode, orderNumber: "right", orderId: 7 };
    return answer("200", body.state === 0 ? [other, mine] : [other])();
  } });
  assert.deepEqual(await client.packages.order(ORDER), { orderNumber: "right", orderId: 7, outTradeNo: "my-order-1", recovered: "exact" });
  assert.deepEqual(asked, ["order", "order", 1, 0]);
});

test("a refusal is not repeated", async () => {
  const { client, bodies } = scripted([answer("41001")]);
  await assert.rejects(client.packages.order(ORDER), { kind: "api", code: "41001" });
  assert.equal(bodies.length, 1);
});

test("a wrong clock is learnt from the response, once and for all calls, in parallel too", async () => {
  const platform = 1_800_000_000;
  const bodies = [];
  const client = new Client({
    appkey: "AK",
    secret: SECRET,
    pace: false,
    now: () => 1_700_000_000,
    fetch: async (url, init) => {
      const body = JSON.parse(init.body);
      bodies.push(body.timestamp);
      const right = Math.abs(body.timestamp - platform) < 60;
      const headers = { date: new Date(platform * 1000).toUTCString() };
      return Response.json(right ? { code: "200", message: "", data: { balance: "1.00", currency: "USD" } } : { code: "42203", message: "" }, { headers });
    },
  });
  await Promise.all(Array.from({ length: 20 }, () => client.account.balance()));
  const before = bodies.length;
  assert.equal(before, 40);
  await client.cards.reset({ iccids: ["89852243101000600107"] });
  assert.equal(bodies.length, before + 1);
});

test("a clock that stays wrong ends after one repeat", async () => {
  const { client, bodies } = scripted([answer("42203", null, { headers: { date: new Date().toUTCString() } })]);
  await assert.rejects(client.account.balance(), { kind: "api", code: "42203" });
  assert.equal(bodies.length, 2);
});

test("a platform that is down gets 20 retries, and then no more", async () => {
  const { client, bodies } = scripted([answer("500", null)], { retry: { attempts: 2 }, pace: false });
  await Promise.all(Array.from({ length: 40 }, () => assert.rejects(client.account.balance())));
  assert.equal(bodies.length, 40 + 20);
});

test("a wait that `Retry-After` asks for is respected, and not begun where the time does not suffice", async () => {
  const { client, bodies } = scripted([answer("501", null, { headers: { "retry-after": "60" } }), balance], { timeout: 5_000 });
  await assert.rejects(client.account.balance(), { kind: "api", code: "501" });
  assert.equal(bodies.length, 1);
});

test("a wait ends when the caller's signal says so", async () => {
  const { client, bodies } = scripted([answer("501", null, { headers: { "retry-after": "20" } })]);
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error("enough")), 20);
  await assert.rejects(client.account.balance({}, { signal: controller.signal }), /enough/);
  assert.equal(bodies.length, 1);
});

test("retry: false sends once", async () => {
  const { client, bodies } = scripted([lost], { retry: false });
  await assert.rejects(client.account.balance(), { kind: "network" });
  assert.equal(bodies.length, 1);
});

test("a path of its own is never repeated: nothing is known of it", async () => {
  const { client, bodies } = scripted([lost]);
  await assert.rejects(client.request("/api/v3/new/thing", { outTradeNo: "1" }), { kind: "network" });
  assert.equal(bodies.length, 1);
});

test("above what a timer can wait, and `Infinity`, there is no limit, and calls are still repeated", async () => {
  for (const timeout of [Infinity, 2 ** 31, 2 ** 40]) {
    const { client, bodies } = scripted([lost, balance], { timeout });
    assert.equal((await client.account.balance()).balance, "8.50");
    assert.equal(bodies.length, 2);
  }
  for (const timeout of ["5000", 0, -1, NaN, null]) {
    assert.throws(() => scripted([balance], { timeout }), { kind: "validation" });
    const { client, bodies } = scripted([balance]);
    await assert.rejects(client.account.balance({}, { timeout }), { kind: "validation" });
    await assert.rejects(client.packages.order(ORDER, { retry: { attempts: 0 } }), { kind: "validation" });
    assert.equal(bodies.length, 0);
  }
});

test("a redirect is not followed with a signed body", async () => {
  const inits = [];
  const client = new Client({ appkey: "AK", secret: SECRET, retry: false, timeout: 200, fetch: async (url, init) => (inits.push(init), new Response(null, { status: 307, headers: { location: "https://evil.example/" } })) });
  await assert.rejects(client.account.balance(), { kind: "decode", status: 307 });
  await assert.rejects(client.packages.order(ORDER), { kind: "outcome_unknown" });
  assert.ok(inits.every(({ redirect }) => redirect === "manual"));
});

test("a hook that calls the client itself changes nothing about the call that it is told of", async () => {
  const asked = [];
  const pending = [];
  let depth = 0;
  const hook = () => {
    if (depth > 0) return;
    depth++;
    pending.push(client.account.balance().finally(() => depth--));
  };
  const client = new Client({ appkey: "AK", secret: SECRET, pace: false, onRequest: hook, onWarning: hook, onDrift: hook, fetch: async (url, init) => {
    asked.push(JSON.parse(init.body));
    return (url.endsWith("balance") ? balance : answer("200", { orderNumber: "n", orderId: "7" }))();
  } });
  const { orderId, outTradeNo } = await client.packages.order({ ...ORDER, iccid: "odd" });
  assert.deepEqual([orderId, outTradeNo], [7, "my-order-1"]);
  await Promise.all(pending);
  assert.deepEqual(asked.filter(({ packageCode }) => packageCode).map(({ iccid, outTradeNo }) => [iccid, outTradeNo]), [["odd", "my-order-1"]]);
});

test("a batch that is aborted rejects with the reason, and sends no more parts", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  let sent = 0;
  const client = new Client({ appkey: "AK", secret: SECRET, pace: false, fetch: async () => {
    if (++sent === 2) controller.abort(reason);
    return answer("200", [])();
  } });
  const ids = Array.from({ length: 450 }, (_, at) => `t${at}`);
  await assert.rejects(client.tasks.query({ ids }, { signal: controller.signal }), (error) => error === reason);
  assert.equal(sent, 2);
});
