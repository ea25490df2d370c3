import { make } from "../dom.js";
import { say } from "../words.js";

/** "Show me the code": the text of the very functions that do it. */
export function codeView(...functions) {
  const text = functions.map(String).join("\n\n");
  const copy = make("button", { type: "button", class: "plain small", onclick: () => navigator.clipboard?.writeText(text).then(() => (copy.textContent = say("code.copied"))) }, say("code.copy"));
  return make(
    "details",
    { class: "code" },
    make("summary", {}, say("code.show")),
    make("div", { class: "code-box" }, make("pre", { tabindex: "0", "aria-label": say("code.label"), role: "region" }, make("code", {}, text)), copy),
  );
}
