import { cardView } from "./cards.js";
import { purchase } from "./buy.js";
import { Client } from "./eiotclub.js";
import { follow } from "./log.js";

// No secret here: the proxy signs.
const client = new Client({ proxyUrl: "/api/eiot" });
const element = (id) => document.getElementById(id);

function show(error) {
  element("problem").textContent = error.message;
  element("problem").hidden = false;
}

async function refreshBalance() {
  const { balance, currency } = await client.account.balance();
  element("balance").textContent = `${balance} ${currency}`;
}

async function refreshCards() {
  const views = [];
  for await (const card of client.cards.list.all()) views.push(cardView(card, () => purchase(client, card, refresh)));
  element("cards").replaceChildren(...views);
  element("cards").removeAttribute("aria-busy");
  element("count").textContent = views.length;
}

async function refresh() {
  try {
    await Promise.all([refreshBalance(), refreshCards()]);
    element("problem").hidden = true;
  } catch (error) {
    show(error);
  }
}

async function advance({ currentTarget: button }) {
  button.disabled = true;
  try {
    await fetch("/sandbox/advance", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ seconds: 86_400 }) });
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
const { sandbox } = await (await fetch("/mode")).json();
element("mode").textContent = sandbox ? "sandbox" : "real platform";
element("advance").hidden = !sandbox;
await refresh();
