// A platform from a script, and the orders that tests place there.

import assert from "node:assert/strict";
import { APPKEY, SECRET, main } from "./pkg.mjs";

const { Client, OutcomeUnknownError } = main;
export const ICCID = "89852243101000600107";
export const OTHER = "89852243101000600108";
export const EID = "89033023425120000000012345678901";
export const NUMBER = /^\d{14}-[0-9A-HJKMNP-TV-Z]{16}$/;
export const NOW = 1_716_860_087; // 2024-05-28 09:34:47 at UTC+8

export const ok = (data) => () => Response.json({ code: "200", message: "", data });
export const code = (code, more = {}) => () => Response.json({ code, message: "", ...more });
export const lost = () => {
  throw new TypeError("reset");
};
export const notConnected = () => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }) });
};
export const page = (status, body = "<html>") => () => new Response(body, { status });

/** A client of a platform that answers each path by its own script; the last entry of a script repeats. */
export function platform(scripts, options = {}) {
  const asked = [];
  const client = new Client({
    appkey: APPKEY,
    secret: SECRET,
    pace: false,
    // An empty look-up is made again until the call's time is over.
    timeout: 300,
    now: () => NOW,
    fetch: async (url, init) => {
      const path = url.slice(url.indexOf("/v3/") + 4);
      const script = scripts[path] ?? [code("403")];
      const at = asked.filter((one) => one.path === path).length;
      asked.push({ path, body: JSON.parse(init.body) });
      return script[Math.min(at, script.length - 1)](init);
    },
    ...options,
  });
  const bodies = (path) => asked.filter((one) => one.path === path).map(({ body }) => body);
  return { client, asked, bodies };
}

export const unknownOf = async (promise) => {
  const error = await promise.then((result) => assert.fail(`succeeded: ${JSON.stringify(result)}`), (error) => error);
  assert.ok(error instanceof OutcomeUnknownError, String(error));
  assert.equal(error.retryable, false);
  return error;
};

export const orders = [
  { name: "packages.order", path: "package/orderPackage", params: { iccid: ICCID, packageCode: "P" }, number: "outTradeNo", data: { orderNumber: "n", orderId: 7 } },
  { name: "esim.purchase", path: "esim/purchase", params: { eSIMGoodsCode: "G" }, number: "outTradeNo", data: { orderId: "7", iccid: "", activationCode: "" } },
  { name: "cloudEsim.purchase", path: "cloudesim/purchase", params: { eid: EID, packageCode: "P" }, number: "outTradeNo", data: { eshopOrderId: 7 }, once: true },
  { name: "pools.subscribe", path: "pool/sub", params: { pool_object_id: 1, pool_type_code: "T" }, number: "out_trade_no", data: { order_no: "u" } },
];
export const methodOf = (client, name) => {
  const [group, method] = name.split(".");
  return client[group][method];
};

export const ORDER = { iccid: ICCID, packageCode: "P", outTradeNo: "mine" };
export const DETAILS = { outTradeNo: "mine", iccid: ICCID, packageCode: "P", orderNumber: "n", orderId: 7 };
export const FOUND = { orderNumber: "n", orderId: 7, outTradeNo: "mine", recovered: "exact" };
