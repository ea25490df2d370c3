import { addCards, createPool, deletePool, removeCards, subscribePool, unsubscribePool } from "../actions/pools.js";
import { make } from "../dom.js";
import { bytes, day } from "../format.js";
import { openAction, orderNumber } from "../parts/action-dialog.js";
import { bar } from "../parts/bar.js";
import { say } from "../words.js";

const MOST_CARDS = 50;
const dayOf = (seconds) => (seconds > 0 ? day(new Date(seconds * 1000).toISOString()) : "–");

/** Data pools: cards that share their data. */
export async function open(context) {
  const { client } = context;
  const list = make("div", { class: "panels" });
  const act = actor(context, refresh);

  async function refresh() {
    const { list: pools } = await client.pools.list();
    const views = await Promise.all(pools.map((pool) => poolView(context, act, pool)));
    list.replaceChildren(...(views.length ? views : [make("p", { class: "quiet" }, say("pools.none"))]));
  }

  await refresh();
  const create = act("createPool", { functions: [createPool], fields: async () => [await packageField(client, {}), { kind: "text", name: "memo", label: say("pools.memo"), most: 50, optional: true }], run: (values) => createPool(client, values) }, "");
  return { element: make("section", {}, make("div", { class: "heading" }, make("h1", {}, say("pools.title")), create), make("p", { class: "quiet" }, say("pools.about")), list), close() {} };
}

/** Makes buttons that open actions. */
const actor = (context, done) => (name, action, classes = "plain small") =>
  make("button", { type: "button", class: classes, "data-action": name, onclick: () => openAction(context, { title: say(`${name}.title`), about: say(`${name}.about`), submit: say(`${name}.title`), done, ...action }) }, say(`${name}.title`));

async function packageField(client, narrowed) {
  // Asked for a card or a pool; without either the platform lists all.
  const { list } = await client.pools.listPackages(narrowed);
  const words = ({ pool_lines, total_data, total_active }) => say("pools.package", { lines: pool_lines, data: bytes(total_data), days: total_active });
  return { kind: "choice", name: "pool_type_code", label: say("pools.packages"), options: list.map((one) => ({ value: one.pool_type_code, words: words(one), aside: one.pool_type_code })) };
}

async function poolView(context, act, pool) {
  const { client } = context;
  const { pool_object_id, total, remain, pool_lines, used_pool_lines, expire_timestamp, memo, status } = pool;
  const [{ list: cards }, { list: records }] = await Promise.all([client.pools.listCards({ pool_object_id }), client.pools.listRecords({ pool_object_id, page_size: 20 })]);
  const iccidField = (label, ask) => async () => [{ kind: "many", name: "iccid_arr", label, options: (await ask()).slice(0, MOST_CARDS).map(({ iccid }) => ({ value: iccid, words: iccid })) }];
  const out_trade_no = orderNumber();
  const withPool = (call) => (values) => call(client, { pool_object_id, iccid_arr: [], ...values });
  return make(
    "section",
    { class: "panel", "data-pool": pool_object_id },
    make("div", { class: "row" }, make("h2", {}, memo || say("pools.name", { id: pool_object_id })), make("span", { class: "tag" }, say(`poolState.${status}`))),
    bar(total - remain, total, say("card.used")),
    make("p", { class: "quiet" }, [say("card.usedOf", { used: bytes(total - remain), total: bytes(total) }), say("pools.lines", { used: used_pool_lines, lines: pool_lines }), say("card.until", { day: dayOf(expire_timestamp) })].join(" · ")),
    make(
      "div",
      { class: "actions" },
      act("subscribePool", { functions: [subscribePool], fields: async () => [await packageField(client, { pool_object_id })], run: (values) => subscribePool(client, { pool_object_id, out_trade_no, ...values }) }),
      act("addCards", { functions: [addCards], fields: iccidField(say("pools.addable"), () => addable(context, pool_object_id)), run: withPool(addCards) }),
      act("removeCards", { functions: [removeCards], fields: iccidField(say("pools.cards"), () => cards), run: withPool(removeCards) }),
      act("deletePool", { functions: [deletePool], danger: true, run: () => deletePool(client, { pool_object_id }) }),
    ),
    make("h3", {}, say("pools.cards")),
    make("ul", { class: "rows" }, ...(cards.length ? cards.slice(0, MOST_CARDS).map(({ iccid }) => make("li", {}, make("a", { href: `#/card/${iccid}` }, make("code", {}, iccid)))) : [make("li", { class: "quiet" }, say("pools.noCards"))])),
    make("h3", {}, say("pools.records")),
    make("ul", { class: "rows" }, ...(records.length ? records.map((record) => recordRow(client, act, pool_object_id, record)) : [make("li", { class: "quiet" }, say("card.noOrders"))])),
  );
}

/** Of the fleet's first cards those that the platform would take: it answers for named cards only. */
async function addable({ client, fleet }, pool_object_id) {
  if (fleet.cards.length === 0) await fleet.more();
  const iccid_arr = fleet.cards.slice(0, MOST_CARDS).map(({ iccid }) => iccid);
  return (await client.pools.listAddableCards({ pool_object_id, iccid_arr })).list;
}

function recordRow(client, act, pool_object_id, { order_no, out_trade_no, pool_type_code, status_code, used, total, expire_timestamp }) {
  const cancel = act("unsubscribePool", { functions: [unsubscribePool], danger: true, run: () => unsubscribePool(client, { pool_object_id, order_no }) });
  return make(
    "li",
    {},
    make("div", {}, make("strong", {}, pool_type_code), make("p", { class: "quiet" }, [out_trade_no ?? order_no, say("card.usedOf", { used: bytes(used), total: bytes(total) }), dayOf(expire_timestamp)].join(" · "))),
    make("span", { class: "tag" }, say(`recordState.${status_code < 0 ? "over" : status_code}`)),
    status_code >= 0 ? cancel : make("span", {}),
  );
}
