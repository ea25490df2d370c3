import { make } from "../dom.js";
import { explain } from "../explain.js";
import { bytes, count } from "../format.js";
import { chart } from "../parts/chart.js";
import { problemBox } from "../parts/problem.js";
import { say } from "../words.js";

/** CDR files: totals per card, added up beside the page. */
export async function open() {
  const place = make("div", { class: "cdr-result" });
  const progress = make("progress", { max: "1", "aria-label": say("cdr.progress"), hidden: true });
  const status = make("p", { class: "quiet", role: "status" });
  let worker;

  function read(file) {
    worker?.terminate();
    worker = new Worker(new URL("../cdr/worker.js", import.meta.url), { type: "module" });
    progress.hidden = false;
    progress.value = 0;
    place.replaceChildren();
    status.textContent = say("cdr.reading", { name: file.name, done: bytes(0), all: bytes(file.size) });
    worker.onmessage = ({ data }) => {
      if (data.progress !== undefined) {
        progress.value = file.size ? data.progress / file.size : 1;
        status.textContent = say("cdr.reading", { name: file.name, done: bytes(data.progress), all: bytes(file.size) });
        return;
      }
      end();
      place.replaceChildren(...(data.result ? resultView(data.result) : [problemBox(explain(data.problem))]));
    };
    worker.onerror = (event) => {
      end();
      place.replaceChildren(problemBox(explain(new Error(event.message))));
    };
    worker.postMessage(file);
  }
  function end() {
    progress.hidden = true;
    status.textContent = "";
    worker?.terminate();
    worker = undefined;
  }

  const input = make("input", { type: "file", id: "cdr-file", accept: ".csv,text/csv", class: "unseen", onchange: ({ target }) => target.files[0] && read(target.files[0]) });
  const zone = make("label", { class: "drop", for: "cdr-file" }, make("strong", {}, say("cdr.drop")), make("span", { class: "quiet" }, say("cdr.local")));
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer.files[0]) read(event.dataTransfer.files[0]);
  });
  const sample = make("button", { type: "button", class: "plain small", id: "cdr-sample", onclick: async () => read((await import("../cdr/sample.js")).sampleFile()) }, say("cdr.sample"));
  return {
    element: make("section", { class: "cdr" }, make("h1", {}, say("cdr.title")), make("p", { class: "quiet" }, say("cdr.about")), input, zone, make("div", { class: "row" }, sample), progress, status, place, await code()),
    close: end,
  };
}

/** The worker is shown as the file that it is: nothing but a worker can load it. */
async function code() {
  const { codeView } = await import("../parts/code-view.js");
  const text = await (await fetch(new URL("../cdr/worker.js", import.meta.url))).text();
  return codeView(text.slice(text.indexOf("export async function addUp"), text.indexOf("self.onmessage")).trim());
}

function resultView({ records, repeated, bytes: sum, cards, total, days, problems, first }) {
  const fact = (name, value) => make("div", {}, make("dt", {}, name), make("dd", {}, value));
  const most = cards[0]?.[1] ?? 0;
  return [
    make("dl", { class: "sheet" }, fact(say("cdr.records"), count(records)), fact(say("cdr.cards"), count(total)), fact(say("cdr.bytes"), bytes(sum)), fact(say("cdr.repeated"), count(repeated)), fact(say("cdr.problems"), count(problems))),
    problems > 0 ? problemBox({ meaning: say("cdr.leftOut", { number: count(problems) }), detail: first }) : undefined,
    days.length > 0 ? make("section", { class: "panel" }, make("h2", {}, say("card.usageByDay")), chart(days.slice(-31).map(([label, value]) => ({ label, value })), say("card.usageByDay"), bytes)) : undefined,
    make("section", { class: "panel" }, make("h2", {}, say("cdr.byCard")), total > cards.length ? make("p", { class: "quiet" }, say("cdr.first", { number: cards.length, total: count(total) })) : undefined, table(cards, most)),
  ].filter(Boolean);
}

function table(cards, most) {
  const row = ([iccid, used]) => make("tr", {}, make("th", { scope: "row" }, make("code", {}, iccid)), make("td", { class: "share" }, share(used, most)), make("td", { class: "number" }, bytes(used)));
  return make("table", { class: "totals" }, make("thead", { class: "unseen" }, make("tr", {}, make("th", { scope: "col" }, "ICCID"), make("th", { scope: "col" }, say("cdr.share")), make("th", { scope: "col" }, say("cdr.bytes")))), make("tbody", {}, ...cards.map(row)));
}

function share(used, most) {
  const fill = make("span", { class: "fill" });
  fill.style.width = `${most ? (used / most) * 100 : 0}%`;
  return make("span", { class: "meter", "aria-hidden": "true" }, fill);
}
