// Starts the page: who is behind it, which view is shown, in which language.

import { connect } from "./backend.js";
import { explain } from "./explain.js";
import { Feed, rowsOf } from "./feed.js";
import { Fleet } from "./fleet.js";
import { logPanel } from "./log.js";
import { make } from "./dom.js";
import { problemBox } from "./parts/problem.js";
import { languageNow, preferred, remember, say, speak } from "./words.js";

const element = (id) => document.getElementById(id);

// Each is loaded when it is first opened.
const VIEWS = {
  fleet: () => import("./views/fleet.js"),
  card: () => import("./views/card.js"),
  pools: () => import("./views/pools.js"),
  esim: () => import("./views/esim.js"),
  "cloud-esim": () => import("./views/cloud-esim.js"),
  cdr: () => import("./views/cdr.js"),
  signature: () => import("./views/signature.js"),
  callbacks: () => import("./views/callbacks.js"),
};

function place() {
  const [, name = "", subject] = location.hash.split("/");
  const view = name === "" ? "fleet" : Object.hasOwn(VIEWS, name) ? name : "fleet";
  return { view, subject: subject && decodeURIComponent(subject) };
}

let shown = { close() {} };
let turn = 0;

async function show(context, { focus = false } = {}) {
  const mine = ++turn;
  const { view, subject } = place();
  for (const link of document.querySelectorAll(".tabs a")) {
    const here = link.dataset.view === (view === "card" ? "fleet" : view);
    if (here) {
      link.setAttribute("aria-current", "page");
      // On a phone there are more tabs than fit.
      link.parentElement.scrollLeft = link.offsetLeft - 48;
    }
    if (!here) link.removeAttribute("aria-current");
  }
  const main = element("main");
  main.setAttribute("aria-busy", "true");
  document.body.dataset.view = view;
  let next;
  try {
    next = await (await VIEWS[view]()).open(context, subject);
  } catch (error) {
    next = { element: problemBox(explain(error)), close() {} };
  }
  if (mine !== turn) return next.close();
  shown.close();
  shown = next;
  main.replaceChildren(next.element);
  next.shown?.();
  main.removeAttribute("aria-busy");
  document.title = `${next.element.querySelector("h1")?.textContent ?? ""} · eiotclub`;
  if (focus) {
    // A new view begins at its beginning, for the eye and for the keyboard.
    main.focus({ preventScroll: true });
    window.scrollTo(0, next.scroll ?? 0);
  }
}

async function showBalance(client) {
  try {
    const { balance, currency } = await client.account.balance();
    element("balance").textContent = `${balance} ${currency}`;
  } catch (error) {
    element("balance").textContent = "–";
    element("balance").title = explain(error).detail;
  }
}

function showLanguage(context) {
  const button = element("language");
  button.textContent = languageNow() === "zh" ? "English" : "中文";
  button.lang = languageNow() === "zh" ? "en" : "zh-Hans";
  element("mode").textContent = say(`mode.${context.backend.kind}`);
}

async function start() {
  const feed = new Feed();
  await speak(preferred());
  const backend = await connect(feed.tell);
  const { client } = backend;
  const context = { backend, client, feed, fleet: new Fleet(client), changed: () => showBalance(client) };
  const panel = logPanel(context, element("log"));

  let soon;
  feed.listen((message) => {
    if (message.kind !== "verified") return;
    // Callbacks come in bursts: one look afterwards is enough.
    for (const { iccid } of rowsOf(message.notification)) if (iccid) context.fleet.doubt(iccid);
    clearTimeout(soon);
    soon = setTimeout(() => void Promise.all([context.fleet.renew(), showBalance(client)]).catch(() => undefined), 200);
  });

  element("language").addEventListener("click", async () => {
    const next = languageNow() === "zh" ? "en" : "zh";
    remember(next);
    await speak(next);
    showLanguage(context);
    panel.redraw();
    await show(context);
  });
  window.addEventListener("hashchange", () => {
    // The link that jumps over the navigation is no view.
    if (location.hash === "#main") return;
    void show(context, { focus: true });
  });
  showLanguage(context);
  await Promise.all([show(context), showBalance(client)]);
}

start().catch((error) => element("main").replaceChildren(make("p", { class: "problem", role: "alert" }, error.message)));
