import { make } from "./dom.js";

const STATES = {
  ACTIVATION_READY_NAME: "ready",
  NON_ACTIVATED_NAME: "waiting",
  ACTIVATED_NAME: "active",
  ACTIVATED_BASE: "no package",
  DEACTIVATED_NAME: "stopped",
  RETIRED_NAME: "retired",
};

const megabytes = (value) => (value >= 1024 ? `${(value / 1024).toFixed(1)} GB` : `${Math.round(value)} MB`);

/** One card: what it is, what it has used, and a way to buy more. */
export function cardView(card, onBuy) {
  const total = card.flowTotal;
  const used = card.monthUseFlow;
  const button = make("button", { type: "button", class: "plain", "aria-label": `Buy a package for ${card.iccid}` }, "Buy");
  button.addEventListener("click", onBuy);
  const usage = total
    ? [
        make("meter", { min: "0", max: String(total), value: String(used), low: String(total * 0.7), high: String(total * 0.9), optimum: "0", "aria-label": "Data used" }),
        make("p", { class: "quiet" }, `${megabytes(used)} of ${megabytes(total)} used, until ${card.packageEndDate?.slice(0, 10) ?? "?"}`),
      ]
    : [make("p", { class: "quiet" }, "No package in use")];
  return make(
    "li",
    { class: "card", "data-iccid": card.iccid },
    make(
      "div",
      { class: "bar" },
      make("code", {}, card.iccid),
      make("span", { class: `tag ${STATES[card.cardStatus] === "active" ? "good" : ""}` }, STATES[card.cardStatus] ?? card.cardStatus),
    ),
    make("div", { class: "usage" }, ...usage),
    make("div", { class: "bar" }, make("span", { class: "quiet" }, card.network), button),
  );
}
