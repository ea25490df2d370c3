// Every field of every answer and event, as it is documented, missing, null, and of each other type:
// nothing is thrown, nothing is lost, and each departure is told once.

import assert from "node:assert/strict";
import test from "node:test";
import { answerOf, contract, everyMethod, example } from "./methods.mjs";
import { APPKEY, SECRET, main, webhook } from "./pkg.mjs";

/** Whole numbers beyond 2^53 have no literal in JavaScript: this string is made one on the wire. */
const HUGE = "18446744073709551617";
const wire = (value) => JSON.stringify(value).replaceAll(`"#${HUGE}"`, HUGE);

/** What takes a field's place: its type, what stands on the wire. */
const variants = [
  ["string", "text"],
  ["string", ""],
  ["string", "12"],
  ["string", "1.5"],
  ["string", HUGE],
  ["number", 12],
  ["number", 1.5],
  ["number", `#${HUGE}`],
  ["null", null],
  ["boolean", true],
  ["array", []],
  ["array", [{ deep: [1, `#${HUGE}`] }]],
  ["object", {}],
  ["object", { deep: { a: 1 } }],
];

/** Flags and ids that some page calls a float: whole numbers by their values. */
const whole = /\.(remainFlowType|orderId|eshopOrderId|fromOrderId)$|^eshopOrderId$/;

function documentedType({ type }, field) {
  if (type === "number" && whole.test(field)) return "integer";
  return ["array", "object", "integer", "number"].includes(type) ? type : "string";
}

/** What is read instead, and what is told, by the facts alone. */
function outcome(facts, field, required, [type, value]) {
  const kept = JSON.parse(JSON.stringify(value).replaceAll("#", ""));
  const documented = documentedType(facts, field);
  const departs = (read, received = type) => ({ read, told: [field, documented, received] });
  if (type === "null") return facts.nullable || !required ? { read: null } : departs(null);
  switch (documented) {
    case "string":
      return type === "string" ? { read: value } : type === "number" ? departs(String(kept)) : departs(kept);
    case "integer":
    case "number": {
      const whole = documented === "integer";
      if (type === "number") return whole && value === 1.5 ? departs(1.5) : { read: kept };
      if (type !== "string") return departs(kept);
      const number = value === "" ? NaN : Number(value);
      return departs(value === HUGE || Number.isNaN(number) ? value : number);
    }
    default:
      return type === documented ? undefined : departs(kept);
  }
}

/** Every place in a value: its facts, whether it is required, how drift calls it, and how to reach it. */
function* places(facts, path, reach, required = true) {
  yield { facts, path, reach, required };
  if (facts.type === "array") yield* places(facts.items, `${path}[]`.replace("[][]", "[]"), (root) => [reach(root)[0][reach(root)[1]], 0], true);
  for (const [name, field] of Object.entries(facts.properties ?? {})) {
    yield* places(field, `${path}.${name}`, (root) => [reach(root)[0][reach(root)[1]], name], facts.required.includes(name));
  }
}

const numbers = { "packages.order": "outTradeNo", "esim.purchase": "outTradeNo", "cloudEsim.purchase": "outTradeNo", "pools.subscribe": "out_trade_no" };

/** What an order returns for this `data`: its number too, which the platform may have left out. */
function withNumber(name, data, { [numbers[name]]: number }) {
  if (!numbers[name] || (typeof data !== "object" && data !== undefined)) return data;
  const result = data ?? {};
  result[numbers[name]] ??= number;
  return result;
}

const clone = (value) => JSON.parse(JSON.stringify(value));

for (const [group, method, path] of everyMethod) {
  const facts = contract.operations[`/api/v3/${path}`];
  const parts = Object.entries(facts.response.properties).filter(([name]) => !["code", "message"].includes(name));
  if (parts.length === 0) continue;
  const operation = `${group}.${method}`;
  test(`${operation} survives every departure`, async () => {
    const beside = group === "packages" && method === "listOrders";
    const params = { ...clone(example(facts.request)), pageNum: 1, page: 1, startDate: "2026-01-01", endDate: "2026-01-02", month: "2026-01" };
    for (const name of ["createDateStart", "createDateEnd", "updateDateStart", "updateDateEnd"]) delete params[name];
    let body;
    let drift = [];
    const call = async (answer) => {
      body = wire(answer);
      drift = [];
      const client = new main.Client({ appkey: APPKEY, secret: SECRET, onDrift: (one) => drift.push(one), fetch: async () => new Response(body) });
      const results = [await client[group][method](params), await client[group][method](params)];
      assert.deepEqual(results[0], results[1]);
      return beside ? results[0] : { data: results[0] };
    };
    const documented = answerOf(facts);
    let tried = 0;
    for (const [name, field] of parts) {
      const required = facts.response.required.includes(name);
      for (const place of places(field, name, (root) => [root, name], required)) {
        const [, at] = place.reach(documented);
        const about = (what) => `${place.path}: ${what}`;
        for (const variant of variants) {
          if (whole.test(place.path) && variant[1] === 1.5) continue;
          const expected = outcome(place.facts, place.path, place.required, variant);
          if (!expected) continue;
          const answer = clone(documented);
          place.reach(answer)[0][at] = variant[1];
          const result = await call(answer);
          place.reach(answer)[0][at] = expected.read;
          assert.deepEqual(result.data, withNumber(operation, answer.data, params), about(JSON.stringify(variant)));
          assert.deepEqual(drift.map(({ operation, field, expected, received }) => [operation, field, expected, received]), expected.told ? [[operation, ...expected.told]] : [], about(JSON.stringify(variant)));
          tried++;
        }
        if (typeof at === "number") continue;
        const answer = clone(documented);
        delete place.reach(answer)[0][at];
        const result = await call(answer);
        assert.deepEqual(result.data, withNumber(operation, answer.data, params), about("missing"));
        assert.deepEqual(drift.map(({ received }) => received), place.required ? ["missing"] : [], about("missing"));
        // What is new stays, beside whatever is known.
        if (place.facts.type === "object") {
          const answer = clone(documented);
          const [holder, key] = place.reach(answer);
          Object.assign(holder[key], { brandNew: { id: `#${HUGE}`, list: [null, 1.5] } });
          const result = await call(answer);
          Object.assign(holder[key], { brandNew: { id: HUGE, list: [null, 1.5] } });
          assert.deepEqual(result.data, withNumber(operation, answer.data, params), about("a new field"));
          assert.deepEqual(drift, []);
        }
      }
    }
    assert.ok(tried > 0);
  });
}

for (const [event, { fields: facts }] of Object.entries(contract.events)) {
  test(`${event} survives every departure`, async () => {
    const envelope = ["id", "timestamp", "nonce", "event", "sign"];
    const documented = { ...example(facts), id: "n1", timestamp: 1746050702, nonce: 12345, event };
    delete documented.sign;
    let drift = [];
    let seen;
    const receive = async (notification) => {
      drift = [];
      seen = undefined;
      const receiver = new webhook.Receiver({ secret: SECRET, window: false, onDrift: (one) => drift.push(one) }).on("*", ({ sign, ...fields }) => void (seen = fields));
      const body = webhook.signNotification(wire(notification), SECRET);
      const answer = await receiver.handle(new Request("https://example.com/", { method: "POST", body, headers: { "content-type": "application/json" } }));
      assert.equal(answer.status, 200, await answer.text());
    };
    for (const [name, field] of Object.entries(facts.properties)) {
      if (envelope.includes(name)) continue;
      for (const place of places(field, name, (root) => [root, name], facts.required.includes(name))) {
        const [, at] = place.reach(documented);
        for (const variant of variants) {
          // An empty value may be signed in two ways, and text in place of `data` is JSON or refused.
          if (place.path === "data" && variant[0] === "string") continue;
          const expected = outcome(place.facts, place.path, place.required, variant);
          if (!expected) continue;
          for (const embedded of documented.data === undefined ? [false] : [false, true]) {
            const sent = clone(documented);
            place.reach(sent)[0][at] = variant[1];
            const received = clone(documented);
            place.reach(received)[0][at] = expected.read;
            if (embedded) {
              if (sent.data === null) continue;
              sent.data = wire(sent.data);
            }
            await receive(sent);
            const about = `${place.path}: ${JSON.stringify(variant)}`;
            assert.deepEqual(seen, received, about);
            assert.deepEqual(drift.map(({ operation, field, expected, received }) => [operation, field, expected, received]), expected.told ? [[event, ...expected.told]] : [], about);
          }
        }
        if (typeof at === "number") continue;
        const sent = clone(documented);
        delete place.reach(sent)[0][at];
        await receive(sent);
        assert.deepEqual(seen, sent);
        assert.deepEqual(drift.map(({ received }) => received), place.required ? ["missing"] : []);
      }
    }
  });
}
