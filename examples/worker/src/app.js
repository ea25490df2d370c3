// The application: a page, a signing proxy for it, and the endpoint that the platform calls back.

import { createSigningProxy } from "eiotclub/proxy";
import { Receiver } from "eiotclub/webhook";

export { Feed } from "./feed.js";

const ALLOWED = ["cards.list", "cards.get", "packages.listForCard", "packages.order", "packages.orderStatus", "packages.refund", "account.balance"];

const HEADERS = {
  "content-security-policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

let made;
/** Once per isolate: what it is made of never changes while one runs. */
function make(env) {
  const { EIOT_APPKEY: appkey, EIOT_SECRET: secret, PLATFORM } = env;
  return {
    proxy: createSigningProxy({
      appkey,
      secret,
      allow: ALLOWED,
      // With a sandbox the platform is another Worker; without, it is the real one.
      ...(PLATFORM && { fetch: (url, init) => PLATFORM.fetch(url, init) }),
    }),
    receiver: new Receiver({ secret }).on("*", (notification, feed) => publish(feed, { kind: "verified", notification })),
  };
}

const feedOf = (env) => env.FEED.get(env.FEED.idFromName("feed"));

async function publish(feed, message) {
  const response = await feed.fetch("https://feed/", { method: "POST", body: JSON.stringify({ at: Date.now(), ...message }) });
  // Not published is not handled: the platform will send it again.
  if (!response.ok) throw new Error(`the feed answered ${response.status}`);
}

async function callback(request, env) {
  const feed = feedOf(env);
  const response = await made.receiver.handle(request, feed);
  if (request.method === "POST" && response.status >= 400 && response.status < 500) {
    const { error } = await response.clone().json();
    // One that is being handled already is neither refused nor news.
    if (error.reason !== "in_progress") await publish(feed, { kind: "refused", reason: error.reason });
  }
  return response;
}

/** Time is the sandbox's to give, and only this page's to ask for: another site's must not move it. */
async function advance(request, env) {
  const origin = request.headers.get("origin");
  if (!env.PLATFORM || request.method !== "POST") return new Response("Not found", { status: 404 });
  if (origin !== null && origin !== new URL(request.url).origin) return new Response("Forbidden", { status: 403 });
  return env.PLATFORM.fetch(request);
}

export default {
  async fetch(request, env) {
    made ??= make(env);
    const { pathname } = new URL(request.url);
    switch (pathname) {
      case "/api/eiot":
        return made.proxy(request);
      case "/callback":
        return callback(request, env);
      case "/events":
        // Whoever may POST to the feed decides what the page calls verified: only the receiver does.
        return request.method === "GET" ? feedOf(env).fetch(request) : new Response("Method not allowed", { status: 405, headers: { allow: "GET" } });
      case "/mode":
        return Response.json({ sandbox: Boolean(env.PLATFORM) });
      case "/sandbox/advance":
        return advance(request, env);
    }
    const asset = await env.ASSETS.fetch(request);
    const response = new Response(asset.body, asset);
    for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
    return response;
  },
};
