import assert from "node:assert/strict";
import { test } from "node:test";
import { ValidationError, estimateRefund } from "../../pkg/dist/index.js";

const order = { paid: "10.00", currency: "usd", orderedAt: 1700000000, totalDays: 30, usedDays: 10, totalData: 1024, usedData: 768 };
const DAY = 86400;

test("all of it for 24 hours to the second, then the smaller unused share", () => {
  assert.deepEqual(estimateRefund({ ...order, now: order.orderedAt + DAY }), { amount: "10.00", minorUnits: 1000, currency: "USD", rule: "full" });
  assert.deepEqual(estimateRefund({ ...order, now: order.orderedAt + DAY + 1 }), { amount: "2.50", minorUnits: 250, currency: "USD", rule: "data" });
  assert.equal(estimateRefund({ ...order, packageType: 3, now: order.orderedAt + DAY + 1 }).amount, "6.66");
  assert.equal(estimateRefund({ ...order }).rule, "data", "now is the default");
});

test("yen have no decimals", () => {
  const estimate = estimateRefund({ ...order, paid: 1000, currency: "JPY", packageType: 3, now: order.orderedAt + DAY + 1 });
  assert.deepEqual(estimate, { amount: "666", minorUnits: 666, currency: "JPY", rule: "days" });
});

test("what is wrong is named, all of it", () => {
  const problems = (terms) => {
    try {
      estimateRefund(terms);
    } catch (error) {
      assert(error instanceof ValidationError, String(error));
      return error.problems.map((one) => one.field);
    }
    assert.fail("accepted");
  };
  assert.deepEqual(problems({}), ["currency", "paid", "orderedAt", "totalDays", "usedDays", "totalData", "usedData"]);
  assert.deepEqual(problems(null), ["terms"]);
  assert.deepEqual(problems({ ...order, paid: NaN }), ["paid"]);
  assert.deepEqual(problems({ ...order, totalDays: 0, usedData: -1 }), ["totalDays", "usedData"]);
});
