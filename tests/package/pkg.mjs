import { readFileSync } from "node:fs";

export * as main from "../../pkg/dist/index.js";
export * as webhook from "../../pkg/dist/webhook.js";
export * as proxy from "../../pkg/dist/proxy.js";
export * as sandbox from "../../pkg/dist/sandbox.js";
export * as testing from "../../pkg/dist/testing.js";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
export const requests = read("../vectors/requests.json");
export const notifications = read("../vectors/notifications.json");

export const APPKEY = "000001";
export const SECRET = "a1b1c1d1";
export const NOW = 1746050702;

/** A fetch that answers from a list, in order, and keeps what it was asked. */
export function scripted(...answers) {
  const asked = [];
  const fetch = async (url, init) => {
    asked.push({ url, init, body: JSON.parse(init.body) });
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    return answer instanceof Response ? answer.clone() : new Response(typeof answer === "string" ? answer : JSON.stringify(answer));
  };
  return { asked, fetch };
}

export const ok = (data) => ({ code: "200", message: "ok", data });
