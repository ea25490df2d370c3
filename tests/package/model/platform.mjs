// A platform small enough to be seen to be right. It knows which call's request each order came from.

export class Platform {
  orders = [];
  refunds = [];

  constructor({ lag, ignoresNumbers, hasOldOrder }) {
    Object.assign(this, { lag, ignoresNumbers });
    const old = { number: "old", card: "A", package: "P", by: undefined, created: 1_700_000_000, hidden: 0 };
    if (hasOldOrder) this.orders.push({ ...old, id: 2, operation: "cloudEsim.purchase" }, { ...old, id: 1, operation: "packages.order" });
  }

  /** Takes a request, and returns its response. */
  take(operation, params, by, seconds) {
    if (operation === "packages.refund") {
      if (this.refunds.some(({ order }) => order === params.orderId)) return { code: "42008" };
      this.refunds.push({ order: params.orderId, by });
      return { code: "200", data: {} };
    }
    const number = params.outTradeNo;
    // No page says that a cloud eSIM's number is taken only once.
    const taken = operation !== "cloudEsim.purchase" && this.orders.find((order) => order.number === number && order.operation === operation);
    if (taken) {
      if (operation !== "esim.purchase") return { code: "42002" };
      return taken.id % 2 ? { code: "503016" } : { code: 503016, data: { orderId: String(taken.id) } };
    }
    const id = 100 + this.orders.length;
    this.orders.push({ id, operation, number, card: params.iccid ?? params.eid ?? "", package: params.packageCode ?? params.eSIMGoodsCode, by, created: seconds, hidden: this.lag });
    const data = operation === "packages.order" ? { orderNumber: `x${id}`, orderId: id } : operation === "cloudEsim.purchase" ? { eshopOrderId: id } : { orderId: String(id), iccid: "", activationCode: "" };
    return { code: "200", message: "ok", data };
  }

  /** Answers a look-up by its `data`. */
  lookUp(operation, params) {
    if (operation === "packages.orderStatus") return { status: this.refunds.some(({ order }) => order === params.orderId) ? -1 : 1 };
    for (const order of this.orders) order.hidden = Math.max(0, order.hidden - 1);
    const shown = this.orders.filter(({ hidden }) => hidden === 0);
    if (operation === "packages.orderDetails") {
      return shown
        // The platform takes the text for a list of numbers.
        .filter((order) => order.operation === "packages.order" && order.id % 3 === params.state && (this.ignoresNumbers || params.outTradeNoArrStr.split(",").includes(order.number)))
        .map((order) => ({ outTradeNo: order.number, iccid: order.card, packageCode: order.package, orderNumber: `x${order.id}`, orderId: order.id }));
    }
    const list = shown
      .filter((order) => order.operation === "cloudEsim.purchase" && order.card === params.eid)
      .map((order) => ({ eid: order.card, packageCode: order.package, createDate: String(order.created), eshopOrderId: order.id }));
    return { list, total: list.length };
  }

  /** Everything that was taken shows. */
  settle() {
    for (const order of this.orders) order.hidden = 0;
  }

  placedBy(call) {
    return [...this.orders, ...this.refunds].filter(({ by }) => by === call).length;
  }
}
