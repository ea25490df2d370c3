// The platform's own examples, those that are not noise: what it shows being sent can be sent, what it
// shows as an answer or a notification is read, and every departure from its own tables is listed here.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { everyMethod } from "./methods.mjs";
import { APPKEY, SECRET, main, webhook } from "./pkg.mjs";

const { operations, events } = JSON.parse(readFileSync(new URL("../examples.json", import.meta.url), "utf8"));

/** What is refused of the requests, and why. */
const refused = {
  "sms.send": ["iccid is required: give a non-empty string"],
};

const orders = new Set(["packages.order", "esim.purchase", "cloudEsim.purchase", "pools.subscribe"]);

/** What is warned of. */
const doubted = {
  "packages.listForCard": ["iccid"],
  "packages.order": [],
  "cards.addImeiToPool": [],
  "cards.bindDevice": ["imei"],
  "cloudEsim.listPackages": ["eid"],
  "cloudEsim.refreshUsage": ["eid"],
  "cloudEsim.cancelSession": ["eid"],
  "cloudEsim.purchase": ["eid"],
};

/** Where the answers depart from their tables: field, documented, shown. */
const departures = {
  "account.listProfits": [["data.data[].payRate", "string", "missing"]],
  "cards.networkOptions": [["data.network", "string", "missing"]],
  "esim.orderStatus": [["data.iccid", "string", "missing"], ["data.activationCode", "string", "missing"]],
  "cloudEsim.purchase": [["data.orderId", "string", "missing"]],
};

/** The same of the notifications. */
const departedEvents = {
  PkgEffective: [["data.startDate", "string", "missing"], ["data.endDate", "string", "missing"], ["data.salesChannel", "string", "missing"]],
  SubPkgList: [["data[].salesChannel", "string", "missing"]],
  Refund: [["orderAmount", "string", "missing"], ["refundAmount", "string", "missing"]],
  CloudESimPkgActivate: [["data.startDate", "string", "missing"], ["data.endDate", "string", "missing"], ["data.salesChannel", "string", "missing"]],
  CloudESimSubPkgList: [["data[].salesChannel", "string", "missing"]],
  CloudESimRefund: [["orderAmount", "string", "missing"], ["refundAmount", "string", "missing"]],
};

const told = ({ field, expected, received }) => [field, expected, received];
const named = new Map(everyMethod.map(([group, method, path]) => [`/api/v3/${path}`, [group, method]]));

for (const [path, { request, response }] of Object.entries(operations)) {
  const [group, method] = named.get(path);
  const name = `${group}.${method}`;
  if (request) {
    test(`${name}: the example of a request can be sent`, async () => {
      const warned = [];
      let sent;
      const client = new main.Client({
        appkey: APPKEY,
        secret: SECRET,
        onWarning: ({ field }) => warned.push(field),
        fetch: async (_, init) => {
          sent = JSON.parse(init.body);
          // It proves of every operation that nothing was done, so that no order is looked for.
          return Response.json({ code: "42402", message: "enough" });
        },
      });
      const error = await client[group][method](request).then(() => assert.fail("no answer was given"), (error) => error);
      if (refused[name]) {
        assert.deepEqual(error.problems?.map(({ field, reason }) => `${field} ${reason}`), refused[name]);
        return;
      }
      assert.equal(error.code, "42402", error.message);
      const { appkey, timestamp, nonce, sign, ...params } = sent;
      assert.equal(sign, main.sign(sent, SECRET));
      // Digits that the example writes as a number where a string is documented, or the other way.
      assert.deepEqual(Object.entries(params).map(([field, value]) => [field, String(value)]), Object.entries(request).map(([field, value]) => [field, String(value)]));
      assert.deepEqual(warned, doubted[name] ?? []);
    });
  }
  if (response) {
    test(`${name}: the example of an answer is read`, async () => {
      const drift = [];
      const client = new main.Client({ appkey: APPKEY, secret: SECRET, onDrift: (one) => drift.push(one), fetch: async () => Response.json(response) });
      const result = await client[group][method](request && !refused[name] ? request : { iccid: "1", message: "x", productCode: "P", orderId: 1, remark: "x" });
      // An order's result has its number as well, if the platform does not say it.
      const number = ["outTradeNo", "out_trade_no"].find((field) => orders.has(name) && field in request);
      assert.deepEqual(result, number ? { [number]: request[number], ...response.data } : response.data);
      assert.deepEqual(drift.map(told), departures[name] ?? []);
      assert.ok(drift.every(({ operation }) => operation === name));
    });
  }
}

for (const [name, { notification, acknowledgement }] of Object.entries(events)) {
  if (!notification) continue;
  test(`${name}: the example of a notification is read`, async () => {
    const drift = [];
    const seen = [];
    const receiver = new webhook.Receiver({ secret: SECRET, window: false, onDrift: (one) => drift.push(one) }).on("*", (one) => void seen.push(one));
    const body = webhook.signNotification(notification, SECRET);
    const answer = await receiver.handle(new Request("https://example.com/", { method: "POST", body, headers: { "content-type": "application/json" } }));
    assert.equal(answer.status, 200);
    assert.deepEqual(await answer.json(), acknowledgement ?? { status: "SUCCESS" });
    const expected = { ...notification, sign: JSON.parse(body).sign };
    if (typeof notification.data === "string") expected.data = JSON.parse(notification.data);
    assert.deepEqual(seen, [expected]);
    assert.deepEqual(drift.map(told), departedEvents[name] ?? []);
    assert.deepEqual(main.verify(body, SECRET, { window: false }), expected);
  });
}

test("what is listed here is shown by an example", () => {
  const shown = new Set(Object.keys(operations).map((path) => named.get(path).join(".")));
  for (const name of [refused, doubted, departures].flatMap(Object.keys)) assert.ok(shown.has(name), name);
  for (const name of Object.keys(departedEvents)) assert.ok(events[name].notification, name);
});
