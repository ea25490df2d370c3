import { advanceDay, sendForged, sendTwice } from "../actions/callbacks.js";
import { make } from "../dom.js";
import { explain } from "../explain.js";
import { say } from "../words.js";
import { codeView } from "./code-view.js";
import { problemBox } from "./problem.js";

/** What only a sandbox lets one do: see the protections work, and time pass. */
export function sandboxTools({ backend, fleet, changed }) {
  if (backend.kind === "real") return [];
  const problem = make("div", {});
  const button = (name, work) => {
    const made = make("button", { type: "button", class: "plain small", id: name }, say(`tools.${name}`));
    made.addEventListener("click", async () => {
      made.setAttribute("aria-disabled", "true");
      try {
        if (fleet.cards.length === 0) await fleet.more();
        await work(backend, { iccid: fleet.cards[0].iccid });
        problem.replaceChildren();
      } catch (error) {
        problem.replaceChildren(problemBox(explain(error)));
      } finally {
        made.removeAttribute("aria-disabled");
      }
    });
    return made;
  };
  const day = async (...given) => {
    await advanceDay(...given);
    await Promise.all([fleet.reload(), changed()]);
  };
  return [make("div", { class: "tools" }, button("forged", sendForged), button("twice", sendTwice), button("advance", day)), problem, codeView(sendForged, sendTwice, advanceDay)];
}
