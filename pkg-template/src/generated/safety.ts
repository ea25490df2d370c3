// Generated from the declarations in src/: change those instead.

import type { OperationName } from "./operations.js";

/** Every operation that changes nothing. */
export const readOnly: readonly OperationName[] = [
  "cards.list",
  "cards.get",
  "packages.listForCard",
  "packages.orderStatus",
  "account.balance",
  "cards.listWarnings",
  "cards.count",
  "cards.networkOptions",
  "cards.product",
  "account.listProfits",
  "tasks.query",
  "packages.listForProduct",
  "packages.get",
  "packages.listOrders",
  "packages.orderDetails",
  "packages.refundAmount",
  "esim.listGoods",
  "esim.orderStatus",
  "esim.refundAmount",
  "cloudEsim.list",
  "cloudEsim.get",
  "cloudEsim.listPackages",
  "cloudEsim.listOrders",
  "cloudEsim.orderStatus",
  "cloudEsim.refundAmount",
  "pools.listPackages",
  "pools.list",
  "pools.listRecords",
  "pools.listAddableCards",
  "pools.listCards",
  "pools.findByIccid",
  "cdr.queryTraffic",
];

/** Every operation that buys, and the parameter that numbers its orders. */
export const orders: { readonly [operation in OperationName]?: string } = {
  "packages.order": "outTradeNo",
  "esim.purchase": "outTradeNo",
  "cloudEsim.purchase": "outTradeNo",
  "pools.subscribe": "out_trade_no",
};
