import { make } from "../dom.js";

/** An error in human words: what it means, and small below what exactly was said. */
export function problemBox({ meaning, detail }) {
  return make("div", { class: "problem", role: "alert" }, make("strong", {}, meaning), make("p", {}, detail));
}
