import { make } from "../dom.js";
import { day, megabytes, stateOf, stateWord } from "../format.js";
import { say } from "../words.js";
import { bar } from "./bar.js";

export const TILE = { width: 264, height: 148 };

/** One card of the fleet: what it is, what it has used, until when. */
export function cardTile(card) {
  const { iccid, network, flowTotal: total, monthUseFlow: used } = card;
  return make(
    "a",
    { class: "card", href: `#/card/${iccid}`, "data-iccid": iccid },
    make("span", { class: "row" }, make("code", {}, iccid), stateTag(card)),
    make("span", { class: "usage" }, bar(used, total, say("card.used")), make("span", { class: "quiet" }, usageWords(card))),
    make("span", { class: "row quiet" }, make("span", {}, network || "–"), card.packageEndDate ? make("span", {}, say("card.until", { day: day(card.packageEndDate) })) : undefined),
  );
}

export function stateTag(card) {
  const state = stateOf(card);
  return make("span", { class: `tag state-${state}` }, stateWord(state));
}

/** What has been used of the package in use, if there is one; of some the data is not limited. */
export function usageWords({ flowTotal: total, monthUseFlow: used, packageEndDate }) {
  if (total) return say("card.usedOf", { used: megabytes(used), total: megabytes(total) });
  return packageEndDate ? say("card.unlimited", { used: megabytes(used) }) : say("card.noPackage");
}
