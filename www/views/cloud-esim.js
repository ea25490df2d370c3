import { cancelCloudEsimSession, estimateCloudEsimRefund, purchaseForCloudEsim, refreshCloudEsimUsage, refundCloudEsim } from "../actions/cloud-esim.js";
import { make } from "../dom.js";
import { bytes, day } from "../format.js";
import { isAbout } from "../feed.js";
import { openAction, orderNumber } from "../parts/action-dialog.js";
import { bar } from "../parts/bar.js";
import { stateTag } from "../parts/card-tile.js";
import { cool, countDown, isCooling } from "../parts/cooldown.js";
import { openRefund } from "../parts/refund-dialog.js";
import { say } from "../words.js";

const FIRST = 20;

/** Cloud eSIMs: many networks on one EID, packages bought for it. */
export async function open(context) {
  const { client, feed } = context;
  const list = make("div", { class: "panels" });
  const more = make("button", { type: "button", class: "plain", hidden: true }, say("cloud.more"));
  const rest = client.cloudEsim.list.all();
  const redrawn = new Map();

  async function read() {
    for (let left = FIRST; left > 0; left--) {
      const { done, value } = await rest.next();
      if (done) {
        more.hidden = true;
        return;
      }
      list.append(await panel(context, value, redrawn));
    }
    more.hidden = false;
  }
  more.addEventListener("click", () => void read());
  await read();
  if (!list.firstChild) list.append(make("p", { class: "quiet" }, say("cloud.none")));
  const unlisten = feed.listen(({ kind, notification }) => {
    if (kind !== "verified") return;
    for (const [eid, redraw] of redrawn) if (isAbout(notification, eid)) void redraw().catch(() => undefined);
  });
  return { element: make("section", {}, make("h1", {}, say("tab.cloud-esim")), make("p", { class: "quiet" }, say("cloud.about")), list, more), close: unlisten };
}

async function panel(context, first, redrawn) {
  const { client } = context;
  const { eid } = first;
  const place = make("section", { class: "panel", "data-eid": eid });
  const draw = async (cloud) => {
    const { list: orders } = await client.cloudEsim.listOrders({ eid, pageSize: 10, page: 1 });
    place.replaceChildren(...content(context, cloud, orders, refresh));
  };
  const refresh = async () => draw(await client.cloudEsim.get({ eid }));
  redrawn.set(eid, refresh);
  await draw(first);
  return place;
}

function content(context, cloud, orders, refresh) {
  const { client } = context;
  const { eid, currentPkgUsedBytes: used, currentPkgTotalBytes: total, packageName, packageEndDate } = cloud;
  const act = (name, action, classes = "plain small") => make("button", { type: "button", class: classes, "data-action": name, onclick: () => openAction(context, { title: say(`${name}.title`), about: say(`${name}.about`), submit: say(`${name}.title`), subject: eid, done: refresh, ...action() }) }, say(`${name}.title`));
  const order = () => {
    const outTradeNo = orderNumber();
    return {
      functions: [purchaseForCloudEsim],
      awaits: ["CloudESimSubPkgList", "CloudESimPkgActivate"],
      fields: async () => {
        const { list } = await client.cloudEsim.listPackages({ eid });
        return [{ kind: "choice", name: "packageCode", label: say("order.package"), options: list.map(({ packageCode, packageName: name, price }) => ({ value: packageCode, words: name, aside: (price / 100).toFixed(2) })) }];
      },
      run: (values) => purchaseForCloudEsim(client, { eid, outTradeNo, ...values }),
    };
  };
  return [
    make("div", { class: "row" }, make("h2", { class: "id" }, eid), stateTag(cloud)),
    bar(used, total, say("card.used")),
    make("p", { class: "quiet" }, [packageName || say("card.noPackage"), total && say("card.usedOf", { used: bytes(used), total: bytes(total) }), packageEndDate && say("card.until", { day: day(packageEndDate) })].filter(Boolean).join(" · ")),
    make("div", { class: "actions" }, act("order", order, "small"), once(act, "refresh", refreshCloudEsimUsage, client, eid), once(act, "session", cancelCloudEsimSession, client, eid)),
    make("h3", {}, say("card.orders")),
    make("ul", { class: "rows" }, ...(orders.length ? orders.map((one) => orderRow(context, one, refresh)) : [make("li", { class: "quiet" }, say("card.noOrders"))])),
  ];
}

function once(act, name, call, client, eid) {
  const key = `${name} ${eid}`;
  const run = async () => {
    await call(client, { eid });
    cool(key);
    show();
  };
  const button = act(name, () => ({ functions: [call], run }));
  const show = countDown(button, key);
  // Before the listener that opens the dialog.
  button.addEventListener("click", (event) => isCooling(key) && event.stopImmediatePropagation(), { capture: true });
  return button;
}

function orderRow(context, { eshopOrderId, packageName, createDate, price, currency, state, isRefund }, refresh) {
  const refund = () => openRefund(context, { packageName, order: { eshopOrderId }, estimate: estimateCloudEsimRefund, refund: refundCloudEsim, done: refresh });
  return make(
    "li",
    { "data-order": eshopOrderId },
    make("div", {}, make("strong", {}, packageName), make("p", { class: "quiet" }, `#${eshopOrderId} · ${day(createDate)}`)),
    make("span", { class: "tag" }, isRefund ? say("orderState.refunded") : say(`orderState.${state}`)),
    make("span", { class: "price" }, `${price.toFixed(2)} ${currency}`),
    state !== 2 && !isRefund ? make("button", { type: "button", class: "plain small", "data-action": "refund", onclick: refund }, say("refund.short")) : make("span", {}),
  );
}
