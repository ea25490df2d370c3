import { make } from "../dom.js";
import { explain } from "../explain.js";
import { count, states, stateWord } from "../format.js";
import { TILE, cardTile } from "../parts/card-tile.js";
import { problemBox } from "../parts/problem.js";
import { VirtualGrid } from "../parts/virtual-grid.js";
import { say } from "../words.js";

const share = (card) => (card.flowTotal ? card.monthUseFlow / card.flowTotal : -1);
const ends = (card) => card.packageEndDate || "9999";

const SORTS = {
  platform: undefined,
  ending: (a, b) => (ends(a) < ends(b) ? -1 : ends(a) > ends(b) ? 1 : 0),
  used: (a, b) => share(b) - share(a),
  iccid: (a, b) => (a.iccid < b.iccid ? -1 : 1),
};

// Outlives the view, so that coming back from a card finds the fleet as it was left.
const wanted = { text: "", state: "", sort: "platform" };
let scroll = 0;

/** All cards: search, filter, sort, scroll on. */
export async function open({ fleet }) {
  const problem = make("div", {});
  const status = make("p", { class: "quiet", role: "status", id: "count" }, "…");
  const grid = new VirtualGrid({ ...TILE, label: say("tab.fleet"), render: cardTile, nearEnd: () => void read() });
  const asked = { current: new AbortController() };

  async function attempt(work) {
    try {
      await work();
      problem.replaceChildren();
    } catch (error) {
      problem.replaceChildren(problemBox(explain(error)));
    }
  }
  let reading = false;
  function read() {
    if (reading || fleet.complete || problem.firstChild) return undefined;
    reading = true;
    return attempt(() => fleet.more()).finally(() => (reading = false));
  }

  function redraw() {
    const { text, state, sort } = wanted;
    const found = fleet.cards.filter((card) => (!state || card.cardStatus === state) && (!text || matches(card, text)));
    if (SORTS[sort]) found.sort(SORTS[sort]);
    grid.items = found;
    const total = count(fleet.cards.length);
    const shown = found.length === fleet.cards.length ? say("fleet.count", { total }) : say("fleet.found", { found: count(found.length), total });
    status.textContent = fleet.complete ? shown : say("fleet.soFar", { shown });
  }

  async function ask(change) {
    Object.assign(wanted, change);
    asked.current.abort();
    asked.current = new AbortController();
    redraw();
    // What is sought may be anywhere, and what is first can be known only when all are there.
    if (wanted.text || wanted.state || SORTS[wanted.sort]) await attempt(() => fleet.all(asked.current.signal));
  }

  const unlisten = fleet.listen(redraw);
  if (fleet.cards.length === 0) await attempt(() => fleet.more());
  redraw();
  return {
    element: make("section", { class: "fleet" }, make("div", { class: "heading" }, make("h1", {}, say("fleet.title")), status), controls(ask), problem, grid.element),
    scroll,
    close() {
      scroll = window.scrollY;
      asked.current.abort();
      unlisten();
      grid.close();
    },
  };
}

const matches = (card, text) => [card.iccid, card.imsi, card.imei, card.network, card.packageName, card.remark].some((field) => field?.toLowerCase().includes(text));

function controls(ask) {
  let soon;
  const search = make("input", {
    type: "search",
    id: "search",
    value: wanted.text,
    placeholder: say("fleet.searchHint"),
    autocomplete: "off",
    spellcheck: "false",
    oninput: ({ target }) => {
      clearTimeout(soon);
      soon = setTimeout(() => void ask({ text: target.value.trim().toLowerCase() }), 120);
    },
  });
  return make(
    "form",
    { class: "controls", role: "search", onsubmit: (event) => event.preventDefault() },
    make("label", { class: "grow" }, make("span", {}, say("fleet.search")), search),
    choice("filter", say("fleet.state"), [["", say("fleet.every")], ...states.map(({ wire, state }) => [wire, stateWord(state)])], wanted.state, (state) => ask({ state })),
    choice("sort", say("fleet.sort"), Object.keys(SORTS).map((key) => [key, say(`sort.${key}`)]), wanted.sort, (sort) => ask({ sort })),
  );
}

function choice(id, label, options, value, chosen) {
  const select = make("select", { id, onchange: ({ target }) => void chosen(target.value) }, ...options.map(([key, words]) => make("option", { value: key, selected: key === value }, words)));
  return make("label", {}, make("span", {}, label), select);
}
