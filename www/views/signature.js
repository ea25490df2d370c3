import { make } from "../dom.js";
import { canonicalString, ready, sign } from "../eiotclub.js";
import { explain } from "../explain.js";
import { codeView } from "../parts/code-view.js";
import { say } from "../words.js";

const EXAMPLE = `{
  "appkey": "000001",
  "iccid": "89852000123400000001",
  "nonce": 12345,
  "timestamp": 1767225600
}`;

export function signature(params, secret) {
  // The object, or its JSON text, where the very digits of a number count.
  return { canonical: canonicalString(params, secret), sign: sign(params, secret) };
}

export function same(received, computed) {
  // The platform's letters are upper case; in notifications either counts.
  return received.trim().toUpperCase() === computed;
}

/** A playground: parameters and a secret in, canonical string and signature out. */
export async function open() {
  await ready();
  const params = make("textarea", { id: "params", rows: "9", spellcheck: "false", autocomplete: "off" }, EXAMPLE);
  const secret = make("input", { id: "secret", value: "a1b1c1d1", autocomplete: "off", spellcheck: "false" });
  const received = make("input", { id: "received", autocomplete: "off", spellcheck: "false", placeholder: say("sign.optional") });
  const canonical = make("output", { id: "canonical", for: "params secret", class: "result" });
  const result = make("output", { id: "computed", for: "params secret", class: "result" });
  const verdict = make("p", { id: "verdict", role: "status" });

  function compute() {
    let computed;
    try {
      computed = signature(asJson(params.value), secret.value);
      canonical.textContent = computed.canonical;
      result.textContent = computed.sign;
    } catch (error) {
      canonical.textContent = "";
      result.textContent = "";
      verdict.className = "bad";
      verdict.textContent = error.kind ? explain(error).detail : say("sign.notJson");
      return;
    }
    const given = received.value.trim() !== "";
    const right = given && same(received.value, computed.sign);
    verdict.className = right ? "good" : given ? "bad" : "quiet";
    verdict.textContent = say(right ? "sign.same" : given ? "sign.different" : "sign.compare");
  }
  for (const input of [params, secret, received]) input.addEventListener("input", compute);
  compute();
  const field = (label, input) => make("label", { class: "field" }, make("span", {}, label), input);
  return {
    element: make(
      "section",
      { class: "signature" },
      make("h1", {}, say("sign.title")),
      make("p", { class: "promise" }, say("sign.promise")),
      make("div", { class: "two" }, make("div", { class: "panel" }, field(say("sign.params"), params), field(say("sign.secret"), secret), field(say("sign.received"), received)), make("div", { class: "panel" }, field(say("sign.canonical"), canonical), field(say("sign.result"), result), verdict)),
      codeView(signature, same),
    ),
    close() {},
  };
}

/** JSON as it is; lines of `name=value`, as the platform's pages write parameters, become an object. */
function asJson(text) {
  if (text.trimStart().startsWith("{")) return text;
  const pairs = text.split(/[\n&]/).filter((line) => line.trim()).map((line) => [line.slice(0, line.indexOf("=")).trim(), line.slice(line.indexOf("=") + 1).trim()]);
  return Object.fromEntries(pairs.filter(([name]) => name !== ""));
}
