import { cardView } from "./cards.js";
import { purchase } from "./buy.js";
import { Client } from "./eiotclub.js";
import { explain } from "./errors.js";
import { follow } from "./log.js";

// No secret here: the proxy signs.
const client = new Client({ proxyUrl: "/api/eiot" });
const element = (id) => document.getElementById(id);

function show(error) {
  element("problem").textContent = explain(error);
  element("problem").hidden = false;
}

async function allCards() {
  const cards = [];
  for await (const card of client.cards.list.all({})) cards.push(card);
  return cards;
}

function draw({ balance, currency }, cards) {
  const list = element("cards");
  // Drawing anew takes the focus away from whoever moves by keyboard.
  const place = document.activeElement?.closest(".card")?.dataset.iccid;
  element("balance").textContent = `${balance} ${currency}`;
  list.replaceChildren(...cards.map((card) => cardView(card, () => purchase(client, card, refresh))));
  list.removeAttribute("aria-busy");
  element("count").textContent = cards.length;
  if (place) list.querySelector(`[data-iccid="${CSS.escape(place)}"] button`)?.focus({ preventScroll: true });
}

let latest = 0;
async function refresh() {
  // Answers may overtake each other: only those to the last question are shown.
  const mine = ++latest;
  try {
    const [balance, cards] = await Promise.all([client.account.balance(), allCards()]);
    if (mine !== latest) return;
    draw(balance, cards);
    element("problem").hidden = true;
  } catch (error) {
    if (mine === latest) show(error);
  }
}

async function advance({ currentTarget: button }) {
  button.disabled = true;
  try {
    const response = await fetch("/sandbox/advance", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ seconds: 86_400 }) });
    if (!response.ok) throw new Error(`The sandbox did not move on: it answered ${response.status}.`);
    await refresh();
  } catch (error) {
    show(error);
  } finally {
    button.disabled = false;
  }
}

let soon;
// Callbacks come in bursts: one look afterwards is enough.
follow(element("log"), element("quiet"), () => {
  clearTimeout(soon);
  soon = setTimeout(refresh, 150);
});
element("advance").addEventListener("click", advance);

async function showMode() {
  const { sandbox } = await (await fetch("/mode")).json();
  element("mode").textContent = sandbox ? "sandbox" : "real platform";
  element("advance").hidden = !sandbox;
}

await Promise.all([showMode().catch(show), refresh()]);
