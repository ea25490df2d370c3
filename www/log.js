import { make } from "./dom.js";

const KEPT = 50;

/** Shows callbacks as they arrive, newest first. */
export function follow(list, placeholder, onVerified) {
  const source = new EventSource("/events");
  source.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    placeholder.hidden = true;
    list.prepend(message.kind === "verified" ? verified(message) : refused(message));
    while (list.children.length > KEPT) list.lastElementChild.remove();
    if (message.kind === "verified") onVerified();
  };
  // A reconnected stream starts over with what the feed has kept; until then the old list is better than none.
  source.onopen = () => list.replaceChildren();
}

const time = (at) => make("time", { datetime: new Date(at).toISOString() }, new Date(at).toLocaleTimeString());

function verified({ at, notification }) {
  return make(
    "li",
    { "data-event": notification.event },
    make("div", { class: "bar" }, make("strong", {}, notification.event), time(at)),
    make("p", {}, ...summary(notification).flatMap((part, index) => (index ? [" · ", part] : [part]))),
    make("details", {}, make("summary", {}, "verified"), make("pre", {}, JSON.stringify(notification, null, 2))),
  );
}

function refused({ at, reason }) {
  return make("li", { class: "refused" }, make("div", { class: "bar" }, make("strong", {}, "refused"), time(at)), make("p", {}, reason));
}

function summary(notification) {
  const about = Array.isArray(notification.data) ? notification.data[0] : (notification.data ?? notification);
  const parts = [make("code", {}, about.iccid ?? notification.id)];
  if (about.packageName) parts.push(about.packageName);
  if (about.outTradeNo) parts.push(about.outTradeNo);
  if (notification.refundAmount) parts.push(`${notification.refundAmount} of ${notification.orderAmount} paid back`);
  if (notification.alert_type) parts.push(["", "less than 100 MB left", "less than 10 % left", "less than 7 days left"][notification.alert_type] ?? "running low");
  return parts;
}
