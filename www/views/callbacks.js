import { make } from "../dom.js";
import { say } from "../words.js";

/** The log itself stands beside every view; here it has the page below the title for itself. */
export async function open() {
  return { element: make("h1", {}, say("tab.callbacks")), close() {} };
}
