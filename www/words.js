// What the page says, in the language of its reader.

import { en } from "./words/en.js";

const KEPT = "eiotclub-language";
const spoken = { en };
let language = "en";

/** `en` or `zh`. */
export const languageNow = () => language;

/** The words of a key, `{name}` replaced by the value of that name. */
export function say(key, values = {}) {
  const text = spoken[language][key] ?? en[key];
  if (text === undefined) throw new Error(`nothing is said for ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Changes the language, also of what stands in the document already. */
export async function speak(wanted) {
  if (wanted === "zh") spoken.zh ??= (await import("./words/zh.js")).zh;
  language = wanted;
  document.documentElement.lang = wanted === "zh" ? "zh-Hans" : "en";
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
}

/** The language that was chosen, else the browser's. */
export function preferred() {
  let kept;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    // Storage may be shut; then nothing was chosen.
  }
  return kept ?? (navigator.language.startsWith("zh") ? "zh" : "en");
}

export function remember(chosen) {
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // It holds until the page is left.
  }
}
