import { make } from "./dom.js";
import { rowsOf } from "./feed.js";
import { clock } from "./format.js";
import { sandboxTools } from "./parts/sandbox-tools.js";
import { say } from "./words.js";

/** The live log of callbacks, in `place`. */
export function logPanel(context, place) {
  const { feed } = context;
  const badge = document.getElementById("unseen");
  let unseen = 0;
  let list;
  let empty;

  function redraw() {
    list = make("ol", { class: "log", "aria-live": "polite", "aria-relevant": "additions" }, ...feed.messages.map(entryOf));
    empty = make("p", { class: "quiet", hidden: feed.messages.length > 0 }, say("log.empty"));
    place.replaceChildren(make("h2", { id: "log-title" }, say("log.title")), ...sandboxTools(context), make("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "log-title" }, empty, list));
  }
  function count(number) {
    unseen = number;
    badge.textContent = String(unseen);
    badge.hidden = unseen === 0;
  }

  redraw();
  feed.listen((message) => {
    if (message.kind === "again") return redraw();
    empty.hidden = true;
    list.prepend(entryOf(message));
    while (list.children.length > feed.messages.length) list.lastElementChild.remove();
    // Beside the other views it is in sight only where the window is wide.
    if (getComputedStyle(place).display === "none") count(unseen + 1);
  });
  window.addEventListener("hashchange", () => location.hash === "#/callbacks" && count(0));
  return { redraw };
}

/** One callback, and what became of it. */
export function entryOf({ at, kind, notification, reason, id, event }) {
  const time = make("time", { datetime: new Date(at).toISOString() }, clock(at));
  if (kind === "verified") {
    return make(
      "li",
      { "data-event": notification.event },
      make("div", { class: "row" }, make("strong", {}, notification.event), time),
      make("p", {}, ...summary(notification)),
      make("details", {}, make("summary", {}, say("log.verified")), make("pre", { tabindex: "0", role: "region", "aria-label": notification.event }, JSON.stringify(notification, null, 2))),
    );
  }
  const words = kind === "refused" ? (say(`refused.${KNOWN.has(reason) ? reason : "other"}`)) : say("log.duplicate");
  return make(
    "li",
    { class: kind, ...(event && { "data-event": event }) },
    make("div", { class: "row" }, make("strong", {}, kind === "refused" ? say("log.refused") : event), time),
    make("p", {}, words, reason && make("code", {}, ` ${reason}`), id && make("code", {}, ` ${id.slice(0, 12)}`)),
  );
}

const KNOWN = new Set(["malformed", "missing_signature", "bad_signature", "ambiguous", "invalid", "stale", "future", "content_type", "too_large"]);

function summary(notification) {
  const rows = rowsOf(notification);
  const { iccid, eid, packageName } = rows[0] ?? {};
  const subject = iccid ? make("a", { href: `#/card/${iccid}` }, make("code", {}, iccid)) : make("code", {}, eid ?? notification.id);
  const { refundAmount, alert_type, alert_value } = notification;
  const told = [packageName, rows.length > 1 && `+${rows.length - 1}`, refundAmount && say("log.refunded", { amount: refundAmount }), alert_type && say(`alert.${alert_type}`, { value: alert_value })];
  return [subject, ...told.filter(Boolean).map((words) => ` · ${words}`)];
}
