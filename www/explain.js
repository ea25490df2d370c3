import { errorCodes } from "./eiotclub.js";
import { languageNow, say } from "./words.js";

const KINDS = new Set(["validation", "network", "timeout", "decode", "proxy", "outcome_unknown", "partial", "cdr"]);

/**
 * An error for a person: what it means, then what exactly was said. The platform's codes are known in both
 * languages.
 */
export function explain(error) {
  if (error.kind === "api") {
    const known = errorCodes.get(Number(error.code));
    const what = known?.[languageNow()] ?? error.platformMessage;
    const meaning = known ? say(`error.${known.category}`) : say("error.unknown");
    return { meaning, detail: `${error.code}: ${what}`, retryAfter: error.retryAfter };
  }
  if (KINDS.has(error.kind)) return { meaning: say(`error.${error.kind}`), detail: error.message };
  return { meaning: say("error.other"), detail: error.message };
}
