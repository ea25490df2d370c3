import { make } from "../dom.js";
import { say } from "../words.js";

/**
 * A field of an action.
 * @param field `name`, `label`, and `kind`: `choice` (one of `options`: `value`, `words`, `aside`), `many` (any of them),
 *   `text` or `long` (with `most` characters).
 */
export function fieldView({ kind, name, label, options = [], value = "", most, optional = false }) {
  if (kind === "choice" || kind === "many") return choices({ kind, name, label, options });
  const attributes = { name, required: !optional, maxlength: most, autocomplete: "off" };
  const input = kind === "long" ? make("textarea", { ...attributes, rows: "3" }, value) : make("input", { ...attributes, value });
  return make("label", { class: "field" }, make("span", {}, label), input);
}

function choices({ kind, name, label, options }) {
  const type = kind === "choice" ? "radio" : "checkbox";
  const offers = options.map(({ value, words, aside }, index) =>
    make(
      "label",
      { class: "offer" },
      make("input", { type, name, value: String(value), required: type === "radio", checked: type === "radio" && index === 0, ...(kind === "many" && { "data-list": "" }) }),
      make("span", {}, words),
      aside && make("strong", {}, aside),
    ),
  );
  return make("fieldset", {}, make("legend", {}, label), ...(offers.length ? offers : [make("p", { class: "quiet" }, say("action.nothing"))]));
}
