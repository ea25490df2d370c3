import { cancelSession, estimateRefund, orderPackage, refreshUsage, refundPackage, sendSms, switchNetwork } from "../actions/cards.js";
import { make } from "../dom.js";
import { explain } from "../explain.js";
import { isAbout } from "../feed.js";
import { bytes, day } from "../format.js";
import { entryOf } from "../log.js";
import { openAction, orderNumber } from "../parts/action-dialog.js";
import { bar } from "../parts/bar.js";
import { stateTag, usageWords } from "../parts/card-tile.js";
import { chart } from "../parts/chart.js";
import { codeView } from "../parts/code-view.js";
import { cool, countDown, isCooling } from "../parts/cooldown.js";
import { problemBox } from "../parts/problem.js";
import { usageByDay } from "../usage.js";
import { openRefund } from "../parts/refund-dialog.js";
import { say } from "../words.js";

/** One card: what it is, what can be done with it, its orders, its usage, its events. */
export async function open(context, iccid) {
  const { client, feed } = context;
  const head = make("div", { class: "sheet" });
  const orders = make("ul", { class: "rows" });
  const usage = make("div", { class: "chart-place" });
  const events = make("ol", { class: "log" });

  async function refresh() {
    const [card, page] = await Promise.all([findCard(client, iccid), client.packages.listOrders({ iccid, pageSize: 50 })]);
    head.replaceChildren(...facts(card));
    orders.replaceChildren(...(page.data.length ? page.data.map((order) => orderRow(context, order, refresh)) : [make("li", { class: "quiet" }, say("card.noOrders"))]));
    context.fleet.doubt(iccid);
  }
  async function drawUsage() {
    try {
      const points = await usageByDay(client, iccid, context.backend.now());
      usage.replaceChildren(chart(points, say("card.usageByDay"), bytes));
    } catch (error) {
      usage.replaceChildren(problemBox(explain(error)));
    }
  }
  function drawEvents() {
    const own = feed.messages.filter(({ kind, notification }) => kind === "verified" && isAbout(notification, iccid));
    events.replaceChildren(...(own.length ? own.map(entryOf) : [make("li", { class: "quiet" }, say("card.noEvents"))]));
  }

  await refresh();
  drawEvents();
  void drawUsage();
  let soon;
  const unlisten = feed.listen((message) => {
    drawEvents();
    if (message.kind !== "verified" || !isAbout(message.notification, iccid)) return;
    clearTimeout(soon);
    soon = setTimeout(() => void refresh().catch(() => undefined), 250);
  });
  const panel = (title, ...content) => make("section", { class: "panel" }, make("h2", {}, title), ...content);
  return {
    element: make(
      "article",
      { class: "one-card" },
      make("p", {}, make("a", { href: "#/" }, `← ${say("tab.fleet")}`)),
      make("h1", { class: "id" }, iccid),
      head,
      make("div", { class: "actions" }, ...actionButtons(context, iccid, refresh)),
      panel(say("card.usageByDay"), usage, codeView(usageByDay)),
      panel(say("card.orders"), orders),
      panel(say("card.events"), events),
    ),
    close() {
      clearTimeout(soon);
      unlisten();
    },
  };
}

/** A listed card tells more than `cards.get` does. */
async function findCard(client, iccid) {
  const { cardInfoList } = await client.cards.list({ iccids: [iccid] });
  const card = cardInfoList.find((one) => one.iccid === iccid);
  if (!card) throw new Error(say("card.unknown", { iccid }));
  return card;
}

function facts(card) {
  const { flowTotal: total, monthUseFlow: used } = card;
  const fact = (name, value) => make("div", {}, make("dt", {}, name), make("dd", {}, value || "–"));
  return [
    make("div", { class: "row" }, stateTag(card), make("span", { class: "quiet" }, card.packageName)),
    bar(used, total, say("card.used")),
    make("p", { class: "quiet" }, usageWords(card)),
    make("dl", {}, fact(say("card.network"), card.network), fact(say("card.ends"), day(card.packageEndDate)), fact(say("card.product"), card.productCode), fact("IMSI", card.imsi), fact("IMEI", card.imei)),
  ];
}

function actionButtons(context, iccid, refresh) {
  const { client } = context;
  const button = (name, action, classes = "plain") =>
    make("button", { type: "button", class: classes, "data-action": name, onclick: () => openAction(context, { title: say(`${name}.title`), about: say(`${name}.about`), submit: say(`${name}.title`), subject: iccid, done: refresh, ...action() }) }, say(`${name}.title`));
  const once = (name, call) => {
    const key = `${name} ${iccid}`;
    const made = make("button", { type: "button", class: "plain", "data-action": name }, say(`${name}.title`));
    const show = countDown(made, key);
    made.addEventListener("click", () => {
      if (isCooling(key)) return;
      const run = async () => {
        try {
          await call(client, { iccid });
          cool(key);
        } catch (error) {
          if (error.retryAfter) cool(key, error.retryAfter);
          throw error;
        } finally {
          show();
        }
      };
      openAction(context, { title: say(`${name}.title`), about: say(`${name}.about`), submit: say(`${name}.title`), functions: [call], subject: iccid, run, done: refresh });
    });
    return made;
  };
  return [
    button("order", () => orderAction(client, iccid), ""),
    button("network", () => ({ functions: [switchNetwork], fields: () => networkFields(client, iccid), run: (values) => switchNetwork(client, { iccid, ...values }) })),
    once("refresh", refreshUsage),
    once("session", cancelSession),
    button("sms", () => ({ functions: [sendSms], fields: [{ kind: "long", name: "message", label: say("sms.message"), most: 300 }], run: (values) => sendSms(client, { iccid, ...values }) })),
  ];
}

function orderAction(client, iccid) {
  const outTradeNo = orderNumber();
  return {
    functions: [orderPackage],
    awaits: ["SubPkgList", "PkgEffective"],
    fields: async () => {
      const offers = await client.packages.listForCard({ iccid });
      const options = offers.map(({ packageCode, packageName, gzhPrice }) => ({ value: packageCode, words: packageName, aside: gzhPrice.toFixed(2) }));
      return [{ kind: "choice", name: "packageCode", label: say("order.package"), options }];
    },
    run: (values) => orderPackage(client, { iccid, outTradeNo, ...values }),
  };
}

async function networkFields(client, iccid) {
  const { operators, network } = await client.cards.networkOptions({ iccid });
  return [{ kind: "choice", name: "network", label: say("card.network"), options: operators.map((name) => ({ value: name, words: name, aside: name === network ? say("network.now") : undefined })) }];
}

function orderRow(context, order, refresh) {
  const { iccid, orderId, packageName, price, currency, createDate, startDate, endDate, state, isRefund, outTradeNo } = order;
  const refund = () => openRefund(context, { packageName, order: { iccid, orderId }, estimate: estimateRefund, refund: refundPackage, subject: iccid, awaits: ["Refund", "PkgQuantityList"], done: refresh });
  const open = state !== 2 && !isRefund;
  return make(
    "li",
    { "data-order": orderId },
    make("div", {}, make("strong", {}, packageName), make("p", { class: "quiet" }, [outTradeNo ?? `#${orderId}`, day(createDate), startDate && `${day(startDate)} – ${day(endDate)}`].filter(Boolean).join(" · "))),
    make("span", { class: "tag" }, isRefund ? say("orderState.refunded") : say(`orderState.${state}`)),
    make("span", { class: "price" }, `${price.toFixed(2)} ${currency}`),
    open ? make("button", { type: "button", class: "plain small", "data-action": "refund", onclick: refund }, say("refund.short")) : make("span", {}),
  );
}
