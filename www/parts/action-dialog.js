// Everything that changes something goes through here: what will be done, its code, the confirmation, progress,
// what went wrong in human words, and the callback that tells the outcome.

import { make } from "../dom.js";
import { explain } from "../explain.js";
import { isAbout, rowsOf } from "../feed.js";
import { say } from "../words.js";
import { codeView } from "./code-view.js";
import { fieldView } from "./fields.js";
import { problemBox } from "./problem.js";

/**
 * Opens the dialog of an action.
 * @param context client and feed.
 * @param action `title`, `about`, `submit`: words. `fields`: a list, or what asks for one. `before`: asks for what has
 *   to be known first, such as what a refund will be. `run`: does it with the fields' values. `functions`: what is shown
 *   as its code. `subject` and `awaits`: the card or cloud eSIM, and the events that tell the outcome. `done`: afterwards.
 */
export function openAction({ feed, changed }, action) {
  const { title, about, submit, functions, subject, awaits = [], run, done, danger } = action;
  const closed = new AbortController();
  const fields = make("div", { class: "fields" });
  const progress = make("p", { class: "quiet progress", role: "status" });
  const problem = make("div", {});
  const outcome = make("ol", { class: "outcome", "aria-live": "polite" });
  const leave = make("button", { type: "button", class: "plain", onclick: () => dialog.close() }, say("action.cancel"));
  const confirm = make("button", { type: "submit", class: danger ? "danger" : "" }, submit);
  const form = make(
    "form",
    { onsubmit: (event) => void confirmed(event) },
    make("h2", { id: "action-title" }, title),
    make("p", { class: "quiet" }, about),
    subject && make("p", {}, make("code", {}, subject)),
    fields,
    codeView(...functions),
    progress,
    problem,
    outcome,
    make("div", { class: "row end" }, leave, confirm),
  );
  const dialog = make("dialog", { "aria-labelledby": "action-title", class: "action", onclose: close }, form);
  const unlisten = feed.listen(({ kind, notification }) => {
    if (kind !== "verified" || !awaits.includes(notification.event) || !isAbout(notification, subject)) return;
    arrived(notification);
  });
  const waiting = new Map();

  function close() {
    closed.abort();
    unlisten();
    dialog.remove();
  }

  async function attempt(words, work) {
    confirm.disabled = true;
    problem.replaceChildren();
    progress.textContent = words;
    try {
      await work();
      return true;
    } catch (error) {
      // What was asked may be answered after the dialog has gone.
      if (!closed.signal.aborted) problem.replaceChildren(problemBox(explain(error)));
      return false;
    } finally {
      progress.textContent = "";
      confirm.disabled = false;
    }
  }

  async function prepare() {
    const asked = await attempt(say("action.preparing"), async () => {
      const { fields: list = [], before } = action;
      const [offered, known] = await Promise.all([typeof list === "function" ? list() : list, before?.()]);
      fields.replaceChildren(...(known ? [make("p", { class: "known" }, known)] : []), ...offered.map(fieldView));
    });
    if (!asked) confirm.disabled = true;
    fields.querySelector("input, select, textarea")?.focus();
  }

  async function confirmed(event) {
    event.preventDefault();
    const values = valuesOf(form);
    // Listed before it is sent: a callback may overtake the answer.
    for (const name of awaits) waiting.set(name, undefined);
    const sent = await attempt(say("action.sending"), async () => {
      // Not given up when the dialog closes: what has left may be carried out.
      const result = await run(values);
      accepted(result ?? {});
    });
    if (!sent) return;
    void refreshed();
    changed();
  }

  /** Lets the view show what has become of it. */
  async function refreshed() {
    try {
      await done?.();
    } catch (error) {
      if (!closed.signal.aborted) problem.replaceChildren(problemBox(explain(error)));
    }
  }

  function accepted(result) {
    const told = Object.entries(result).map(([name, value]) => `${say(`result.${name}`)} ${value}`);
    outcome.prepend(make("li", { class: "good" }, [say("action.accepted"), ...told].join(" · ")));
    for (const [name, line] of waiting) if (!line) waiting.set(name, outcome.appendChild(make("li", { class: "pending" }, say("action.awaiting", { event: name }))));
    if (awaits.length === 0) outcome.append(make("li", {}, say("action.noCallback")));
    fields.hidden = true;
    confirm.remove();
    leave.textContent = say("action.close");
    leave.focus();
  }

  function arrived(notification) {
    const { event, refundAmount } = notification;
    const what = rowsOf(notification)[0].packageName ?? (refundAmount && say("log.refunded", { amount: refundAmount }));
    const line = make("li", { class: "good", "data-event": event }, [say("action.arrived", { event }), what].filter(Boolean).join(" · "));
    if (waiting.get(event)) waiting.get(event).replaceWith(line);
    else outcome.append(line);
    waiting.set(event, line);
    void refreshed();
  }

  window.addEventListener("hashchange", () => dialog.close(), { signal: closed.signal });
  document.body.append(dialog);
  dialog.showModal();
  void prepare();
}

function valuesOf(form) {
  const data = new FormData(form);
  const list = (name) => form.querySelector(`[name="${CSS.escape(name)}"]`).dataset.list !== undefined;
  return Object.fromEntries([...new Set(data.keys())].map((name) => [name, list(name) ? data.getAll(name) : data.get(name)]));
}

/** A number of one's own for an order. */
export function orderNumber() {
  const random = crypto.getRandomValues(new Uint32Array(3));
  return `demo-${Array.from(random, (bits) => bits.toString(36)).join("")}`;
}
