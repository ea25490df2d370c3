import { make } from "../dom.js";

/** How much of something is used. */
export function bar(used, total, label) {
  const share = total > 0 ? Math.min(1, Math.max(0, used / total)) : 0;
  const fill = make("span", { class: "fill" });
  fill.style.width = `${share * 100}%`;
  const level = share > 0.9 ? "high" : share > 0.7 ? "middle" : "low";
  return make("div", { class: `meter ${level}`, role: "meter", "aria-label": label, "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": String(Math.round(share * 100)) }, fill);
}
