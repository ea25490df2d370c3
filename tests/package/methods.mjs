// The methods by the platform's paths, spelled out here rather than taken from the package: a method
// that calls another path must be noticed.

import { readFileSync } from "node:fs";

export const contract = JSON.parse(readFileSync(new URL("../contract.json", import.meta.url), "utf8"));

export const methods = {
  cards: {
    list: "card/getAllCardInfo", get: "card/getCardsInfo", refresh: "card/refreshCard", listWarnings: "outputApi/queryAccountWarningCard",
    count: "outputApi/queryCardNumber", networkOptions: "card/switchOptions", switchNetwork: "card/switchOperator", unlockImei: "card/imeiUnlock",
    addImeiToPool: "card/plockAddImei", product: "card/product", bindDevice: "card/bindDevice", unbindDevice: "card/unbindDevice",
    transferPackage: "card/transferPkg", refreshUsage: "card/refreshUsage", cancelSession: "card/cancelLocation", reset: "card/reset",
  },
  packages: {
    listForCard: "package/listOrderPackageByIccid", listForProduct: "package/listOrderPackageByProduct", get: "package/queryOrderPackageByPackageCode",
    order: "package/orderPackage", orderStatus: "package/queryPackage", listOrders: "package/packageOrderRecord", orderDetails: "package/getOrderPackageDetails",
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

/** Group, method and path after /api/v3/ of each. */
export const everyMethod = Object.entries(methods).flatMap(([group, named]) => Object.entries(named).map(([method, path]) => [group, method, path]));

/** A value as the facts describe it. */
export function example(facts) {
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

/** An operation's whole answer, as documented. */
export function answerOf(facts) {
  const { code, ...rest } = facts.response.properties;
  const answer = { code: code.type === "integer" ? 0 : "200" };
  for (const [name, field] of Object.entries(rest)) answer[name] = example(field);
  return answer;
}
