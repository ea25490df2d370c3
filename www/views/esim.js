import { esimStatus, estimateEsimRefund, purchaseEsim, refundEsim } from "../actions/esim.js";
import { make } from "../dom.js";
import { explain } from "../explain.js";
import { megabytes } from "../format.js";
import { openAction, orderNumber } from "../parts/action-dialog.js";
import { codeView } from "../parts/code-view.js";
import { problemBox } from "../parts/problem.js";
import { openRefund } from "../parts/refund-dialog.js";
import { say } from "../words.js";

const money = (cents) => (cents === undefined ? "" : (cents / 100).toFixed(2));

// The platform has no list of eSIM orders: what this page bought is kept as long as it is open.
const bought = [];

/** eSIM goods: a profile to install, with its first package. */
export async function open(context) {
  const { client } = context;
  const { list: goods } = await client.esim.listGoods();
  const orders = make("ul", { class: "rows" });

  async function refresh() {
    const rows = await Promise.all(bought.map((order) => orderRow(context, order, refresh)));
    orders.replaceChildren(...(rows.length ? rows : [make("li", { class: "quiet" }, say("esim.noOrders"))]));
  }
  await refresh();

  const purchase = ({ code, name, price }) => {
    const outTradeNo = orderNumber();
    openAction(context, {
      title: say("purchaseEsim.title"),
      about: say("purchaseEsim.about", { name, price: money(price) }),
      submit: say("purchaseEsim.title"),
      functions: [purchaseEsim],
      run: async () => {
        const result = await purchaseEsim(client, { eSIMGoodsCode: code, outTradeNo });
        bought.unshift({ orderId: result.order, name });
        return result;
      },
      done: refresh,
    });
  };
  const row = (one) =>
    make(
      "li",
      {},
      make("div", {}, make("strong", {}, one.name), make("p", { class: "quiet" }, [one.package.zone?.name, one.package.flowSize > 0 && megabytes(one.package.flowSize)].filter(Boolean).join(" · "))),
      make("span", { class: "price" }, `${money(one.price)} USD`),
      // Without a code the platform cannot be told what is wanted.
      one.code ? make("button", { type: "button", class: "plain small", "data-action": "purchaseEsim", "aria-label": `${say("esim.buy")}: ${one.name}`, onclick: () => purchase(one) }, say("esim.buy")) : make("span", {}),
    );
  const again = make("button", { type: "button", class: "plain small", id: "esim-refresh", onclick: () => void refresh() }, say("esim.refresh"));
  return {
    element: make(
      "section",
      {},
      make("h1", {}, say("esim.title")),
      make("p", { class: "quiet" }, say("esim.about")),
      make("section", { class: "panel" }, make("h2", {}, say("esim.goods")), make("ul", { class: "rows" }, ...goods.map(row))),
      make("section", { class: "panel" }, make("div", { class: "row" }, make("h2", {}, say("esim.orders")), again), orders, codeView(esimStatus)),
    ),
    close() {},
  };
}

async function orderRow(context, { orderId, name }, refresh) {
  const { client } = context;
  let state;
  try {
    state = await esimStatus(client, { orderId });
  } catch (error) {
    return make("li", {}, problemBox(explain(error)));
  }
  const refund = () => openRefund(context, { packageName: name, order: { orderId }, estimate: estimateEsimRefund, refund: refundEsim, done: refresh });
  return make(
    "li",
    { "data-order": orderId },
    make("div", {}, make("strong", {}, name), make("p", { class: "quiet" }, state.iccid ? make("code", {}, state.iccid) : `#${orderId}`), state.activationCode && make("p", {}, make("code", {}, state.activationCode))),
    make("span", { class: "tag" }, say(`esimState.${state.status}`)),
    state.status === 2 ? make("button", { type: "button", class: "plain small", "data-action": "refund", onclick: refund }, say("refund.short")) : make("span", {}),
  );
}
