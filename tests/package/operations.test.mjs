// Every method of the client against the bare facts of the platform's description: what it sends,
// how that is signed, and that an answer as documented is read without a departure noted.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Client, sign } from "../../pkg/dist/index.inline.js";

const contract = JSON.parse(readFileSync(new URL("../contract.json", import.meta.url), "utf8"));
const SECRET = "a1b1c1d1";

const methods = {
  cards: {
    list: "card/getAllCardInfo", get: "card/getCardsInfo", refresh: "card/refreshCard", listWarnings: "outputApi/queryAccountWarningCard",
    count: "outputApi/queryCardNumber", networkOptions: "card/switchOptions", switchNetwork: "card/switchOperator", unlockImei: "card/imeiUnlock",
    addImeiToPool: "card/plockAddImei", product: "card/product", bindDevice: "card/bindDevice", unbindDevice: "card/unbindDevice",
    transferPackage: "card/transferPkg", refreshUsage: "card/refreshUsage", cancelSession: "card/cancelLocation", reset: "card/reset",
  },
  packages: {
    listForCard: "package/listOrderPackageByIccid", listForProduct: "package/listOrderPackageByProduct", get: "package/queryOrderPackageByPackageCode",
    order: "package/orderPackage", orderStatus: "package/queryPackage", orderDetails: "package/getOrderPackageDetails",
    refund: "package/refundPackage", refundAmount: "package/queryRefundAmount",
  },
  account: { balance: "agent/balance", listProfits: "outputApi/listProfitInfo" },
  sms: { send: "sms/sendSms" },
  tasks: { query: "task/query" },
  esim: {
    listGoods: "esim/goods", purchase: "esim/purchase", orderStatus: "esim/orderStatus", refund: "esim/refund", refundAmount: "esim/queryRefundAmount",
  },
  cloudEsim: {
    list: "cloudesim/list", get: "cloudesim/get", listPackages: "cloudesim/pkg/list", listOrders: "cloudesim/pkg/record/list",
    refreshUsage: "cloudesim/refreshUsage", cancelSession: "cloudesim/cancelSession", purchase: "cloudesim/purchase", orderStatus: "cloudesim/orderStatus",
    refund: "cloudesim/refund", refundAmount: "cloudesim/queryRefundAmount", transferPackage: "cloudesim/transferPkg",
  },
  pools: {
    listPackages: "pool/pkg/list", create: "pool/create", list: "pool/list", delete: "pool/delete", subscribe: "pool/sub", unsubscribe: "pool/unsub",
    listRecords: "pool/record/list", listAddableCards: "pool/card/can_add_list", addCards: "pool/card/add", listCards: "pool/card/list",
    removeCards: "pool/card/remove", findByIccid: "pool/by_iccid",
  },
  cdr: { queryTraffic: "cdr/traffic/query" },
};

function example(facts) {
  const known = facts.values?.find((value) => !value.startsWith("<"));
  switch (facts.type) {
    case "integer":
    case "number":
      return Number(known ?? 7);
    case "array":
      return [example(facts.items)];
    case "object":
      return Object.fromEntries(Object.entries(facts.properties ?? {}).map(([name, field]) => [name, example(field)]));
    default:
      return known || "x1";
  }
}

const system = ["appkey", "timestamp", "nonce", "sign"];
const walked = new Set();

for (const [group, named] of Object.entries(methods)) {
  for (const [method, path] of Object.entries(named)) {
    test(`${group}.${method} is ${path}`, async () => {
      const facts = contract.operations[`/api/v3/${path}`];
      walked.add(`/api/v3/${path}`);
      const params = example(facts.request);
      const data = facts.response.properties.data && example(facts.response.properties.data);
      const drift = [];
      let sent;
      const client = new Client({
        appkey: "AK",
        secret: SECRET,
        onDrift: (one) => drift.push(one),
        fetch: async (url, init) => {
          const request = new Request(url, init);
          sent = { url: request.url, method: request.method, text: await request.text() };
          const code = facts.response.properties.code.type === "integer" ? 0 : "200";
          return Response.json({ code, message: "x", ...(data === undefined ? {} : { data }) });
        },
      });
      const result = await client[group][method](params);
      assert.equal(sent.url, `https://oapi.eiotclub.com/api/v3/${path}`);
      assert.equal(sent.method, "POST");
      const body = JSON.parse(sent.text);
      assert.equal(body.sign, sign(sent.text, SECRET));
      const fields = Object.keys(body).filter((name) => !system.includes(name));
      assert.deepEqual(fields.sort(), Object.keys(params).sort());
      for (const [name, value] of Object.entries(params)) assert.equal(body[name], value, name);
      assert.deepEqual(result, data);
      assert.deepEqual(drift, []);
    });
  }
}

test("nothing documented is left out but the list whose total stands beside its data", () => {
  const missing = Object.keys(contract.operations).filter((path) => !walked.has(path));
  assert.deepEqual(missing, ["/api/v3/package/packageOrderRecord"]);
});
