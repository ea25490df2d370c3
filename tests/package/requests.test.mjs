// What every operation makes of its parameters, by the facts: what is missing, what is of the wrong
// type, what is too long, and what the wire wants in another form.

import assert from "node:assert/strict";
import test from "node:test";
import { contract, everyMethod, example } from "./methods.mjs";
import { APPKEY, SECRET, main } from "./pkg.mjs";

/** Comma-joined on the wire. The facts call them strings. */
const lists = new Set([
  ...["iccids", "eids", "ids", "iccid_arr", "pool_object_id_arr", "order_no_arr", "out_trade_no_arr", "pool_type_code_arr", "status_code_arr"],
  ...["orderIdArrStr", "orderNumberArrStr", "outTradeNoArrStr", "stateArrStr"],
]);
/** The parameter that asks for a page is the first where it is not given. */
const pages = new Set(["pageNum", "page"]);
/** Ids and pages that the wire wants as a string and that callers hold as numbers. */
const formed = { startDate: "2026-01-01", endDate: "2026-01-02", month: "2026-01", dateType: "none", createDateStart: "2026-01-01", createDateEnd: "2026-01-02", updateDateStart: "2026-01-01", updateDateEnd: "2026-01-02" };
/** Where one of several is needed, and where need depends on another. */
const oneOf = {
  "cards.switchNetwork": ["imsi", "iccid"],
  "packages.orderDetails": ["orderNumberArrStr", "outTradeNoArrStr"],
  "cloudEsim.orderStatus": ["eshopOrderId", "orderId"],
  "cloudEsim.refund": ["eshopOrderId", "orderId"],
  "cloudEsim.refundAmount": ["eshopOrderId", "orderId"],
  "pools.unsubscribe": ["order_no", "out_trade_no"],
};
const conditional = { "cdr.queryTraffic": ["startDate", "endDate", "month"] };

// A code that proves of every operation that nothing was done, so that no order is looked for.
const refusal = () => Response.json({ code: "42402", message: "enough" });

/** Calls with `params`; resolves to what was sent, or to the problems. */
async function send(name, params) {
  const [group, method] = name.split(".");
  let sent;
  const fetch = async (_, init) => {
    sent = JSON.parse(init.body);
    return refusal();
  };
  const error = await new main.Client({ appkey: APPKEY, secret: SECRET, fetch })[group][method](params).then(() => assert.fail("no answer was given"), (error) => error);
  if (sent) {
    const { appkey, timestamp, nonce, sign, ...business } = sent;
    return { sent: business };
  }
  assert.ok(error instanceof main.ValidationError, String(error));
  assert.equal(error.operation, name);
  return { problems: error.problems.map(({ field, reason }) => `${field} ${reason}`) };
}

// An order's number is made where it is not given.
const orders = ["packages.order", "esim.purchase", "cloudEsim.purchase", "pools.subscribe"];
const numbers = new Set(["outTradeNo", "out_trade_no"]);

for (const [group, method, path] of everyMethod) {
  const name = `${group}.${method}`;
  const { properties, required } = contract.operations[`/api/v3/${path}`].request;
  const fields = Object.entries(properties);
  const documented = () => Object.fromEntries(fields.map(([field, facts]) => [field, formed[field] ?? (pages.has(field) ? 1 : example(facts))]));
  const typeName = ({ type }) => type;

  test(`${name} names all that is missing at once`, async () => {
    const needed = required.filter((field) => !pages.has(field) && !(orders.includes(name) && numbers.has(field)) && !(conditional[name] ?? []).includes(field));
    const expected = fields.filter(([field]) => needed.includes(field)).map(([field, facts]) => `${field} is required: give a non-empty ${typeName(facts)}`);
    if (oneOf[name]) expected.push(`${oneOf[name][0]} is required, or another instead: give \`${oneOf[name].join("` or `")}\``);
    const empty = Object.fromEntries(fields.map(([field], at) => [field, [undefined, null, "", []][at % 4]]));
    for (const params of [{}, empty]) {
      const { problems, sent } = await send(name, params);
      assert.deepEqual(problems ?? [], expected);
      if (sent) assert.deepEqual(Object.keys(sent).filter((field) => !pages.has(field)), []);
    }
  });

  test(`${name} refuses values of the wrong type, all at once`, async () => {
    if (fields.length === 0) return;
    const article = (facts) => (typeName(facts) === "integer" ? "an" : "a");
    for (const [value, kind] of [[true, "boolean"], [{ a: 1 }, "object"]]) {
      const { problems } = await send(name, Object.fromEntries(fields.map(([field]) => [field, value])));
      assert.deepEqual(problems.slice(0, fields.length), fields.map(([field, facts]) => `${field} must be ${article(facts)} ${typeName(facts)}, not ${kind}`));
    }
    const whole = fields.filter(([, { type }]) => type === "integer");
    const { problems } = await send(name, { ...documented(), ...Object.fromEntries(whole.map(([field], at) => [field, at % 2 ? "ten" : 1.5])) });
    assert.deepEqual(problems ?? [], whole.map(([field], at) => `${field} must be an integer, not ${at % 2 ? "a string that is no such number" : "number"}`));
  });

  test(`${name} takes numbers as strings and strings as numbers`, async () => {
    const params = documented();
    const swapped = Object.fromEntries(Object.entries(params).map(([field, value]) => [field, typeof value === "number" ? String(value) : value]));
    const { sent } = await send(name, swapped);
    assert.deepEqual(sent, Object.fromEntries(Object.entries(params).map(([field, value]) => [field, properties[field].type === "string" ? String(value) : value])));
    const texts = fields.filter(([field, { type }]) => type === "string" && !formed[field] && !lists.has(field));
    const numbers = await send(name, { ...params, ...Object.fromEntries(texts.map(([field]) => [field, 7])) });
    for (const [field] of texts) assert.equal(numbers.sent[field], "7", field);
  });

  const joined = fields.filter(([field]) => lists.has(field)).map(([field]) => field);
  if (joined.length > 0) {
    test(`${name} joins lists, and refuses what a comma would tear apart`, async () => {
      const { sent } = await send(name, { ...documented(), ...Object.fromEntries(joined.map((field) => [field, ["a", 7, "é\"b"]])) });
      for (const field of joined) assert.equal(sent[field], 'a,7,é"b');
      const text = await send(name, { ...documented(), ...Object.fromEntries(joined.map((field) => [field, "a,b"])) });
      for (const field of joined) assert.equal(text.sent[field], "a,b");
      for (const bad of [["a,b"], [""], [null], [["a"]], [{}], [true]]) {
        const { problems } = await send(name, { ...documented(), ...Object.fromEntries(joined.map((field) => [field, bad])) });
        assert.deepEqual(problems, joined.map((field) => `${field} takes a list of non-empty strings or numbers without commas`), JSON.stringify(bad));
      }
    });
  }

  const limited = fields.filter(([, { maxLength }]) => maxLength);
  if (limited.length > 0) {
    test(`${name} refuses text that is too long, counting characters`, async () => {
      const { sent } = await send(name, { ...documented(), ...Object.fromEntries(limited.map(([field, { maxLength }]) => [field, "卡".repeat(maxLength)])) });
      assert.ok(sent);
      const { problems } = await send(name, { ...documented(), ...Object.fromEntries(limited.map(([field, { maxLength }]) => [field, "卡".repeat(maxLength + 1)])) });
      assert.deepEqual(problems, limited.map(([field, { maxLength }]) => `${field} has ${maxLength + 1} characters; at most ${maxLength} are accepted`));
    });
  }

  const numbered = fields.filter(([field, { minimum, maximum }]) => minimum || maximum || pages.has(field) || field === "pageSize");
  if (numbered.length > 0) {
    test(`${name} counts pages and rows from 1`, async () => {
      for (const value of [0, -1, "0"]) {
        const { problems } = await send(name, { ...documented(), ...Object.fromEntries(numbered.map(([field]) => [field, value])) });
        assert.deepEqual(problems, numbered.map(([field, { maximum }]) => `${field} must be a whole number from 1 ${maximum ? `to ${maximum}` : "on"}`), String(value));
      }
      const most = numbered.filter(([, { maximum }]) => maximum);
      const { sent } = await send(name, { ...documented(), ...Object.fromEntries(most.map(([field, { maximum }]) => [field, maximum])) });
      assert.ok(sent);
      const { problems } = await send(name, { ...documented(), ...Object.fromEntries(most.map(([field, { maximum }]) => [field, maximum + 1])) });
      assert.deepEqual(problems ?? [], most.map(([field, { maximum }]) => `${field} must be a whole number from 1 to ${maximum}`));
    });
  }

  test(`${name} leaves the signature's own parameters and odd names to nobody`, async () => {
    for (const field of ["appkey", "timestamp", "nonce", "sign"]) {
      const { problems } = await send(name, { ...documented(), [field]: "x" });
      assert.deepEqual(problems, [`${field} belongs to the signature and is set for you: leave it out`]);
    }
    for (const field of ["a&b", "a=b", "", "a b", "é"]) {
      const { problems } = await send(name, { ...documented(), [field]: "x" });
      assert.deepEqual(problems, [`${field} is not a parameter name: use letters, digits and underscores`]);
    }
    // What is not declared may be declared by the platform tomorrow.
    const { sent } = await send(name, { ...documented(), newParam: 1 });
    assert.equal(sent.newParam, 1);
  });
}

test("batches, days and months are held to their limits", async () => {
  const many = (count) => Array(count).fill("89852243101000600107");
  assert.ok((await send("cards.reset", { iccids: many(100) })).sent);
  assert.ok((await send("tasks.query", { ids: many(100) })).sent);
  for (const [name, params, problem] of [
    ["cdr.queryTraffic", { dateType: "daily", iccids: ["1"], startDate: "2026-02-29", endDate: "2026-03-01" }, "startDate must be a day that exists, as yyyy-MM-dd: 2026-01-31"],
    ["cdr.queryTraffic", { dateType: "daily", iccids: ["1"], startDate: "2026-02-28" }, "endDate is required where `dateType` is `daily`"],
    ["cdr.queryTraffic", { dateType: "monthly", iccids: ["1"] }, "month is required where `dateType` is `monthly`"],
    ["cdr.queryTraffic", { dateType: "monthly", iccids: ["1"], month: "2026-1" }, "month must be a month, as yyyy-MM: 2026-01"],
    ["packages.listOrders", { iccid: "1", createDateStart: "01.02.2026" }, "createDateStart must be a time that exists, as yyyy-MM-dd HH:mm:ss or yyyy-MM-dd: 2026-01-31 08:00:00"],
    ["account.listProfits", { pageSize: 1, endDate: "2026-01-01 25:00:00" }, "endDate must be a time that exists, as yyyy-MM-dd HH:mm:ss or yyyy-MM-dd: 2026-01-31 08:00:00"],
  ]) {
    assert.deepEqual((await send(name, params)).problems, [problem]);
  }
});

test("identifiers of an odd shape are warned of and sent", async () => {
  for (const [group, method, params, field, word] of [
    ["cards", "get", { iccid: "5111111111119" }, "iccid", /ICCIDs of 19 or 20 digits/],
    ["cards", "reset", { iccids: ["89852243101000600107", "x"] }, "iccids", /ICCIDs of 19 or 20 digits/],
    ["cloudEsim", "get", { eid: "1" }, "eid", /EIDs of 32 digits/],
    ["cards", "bindDevice", { iccid: "89852243101000600107", imei: "asdf" }, "imei", /IMEI of 15 digits/],
  ]) {
    const warnings = [];
    let sent;
    const fetch = async (_, init) => {
      sent = JSON.parse(init.body);
      return refusal();
    };
    const client = new main.Client({ appkey: APPKEY, secret: SECRET, fetch, onWarning: (one) => warnings.push(one) });
    await client[group][method](params).catch(() => undefined);
    assert.equal(sent[field], String(params[field]));
    assert.deepEqual(warnings.map((one) => [one.operation, one.field]), [[`${group}.${method}`, field]]);
    assert.match(warnings[0].reason, word);
  }
});
