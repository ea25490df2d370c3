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
  if (response.status === 400 || response.status === 401) {
    const { error } = await response.clone().json();
    await publish(feed, { kind: "refused", reason: error.reason });
  }
  return response;
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
        return feedOf(env).fetch(request);
      case "/mode":
        return Response.json({ sandbox: Boolean(env.PLATFORM) });
      case "/sandbox/advance":
        return env.PLATFORM && request.method === "POST" ? env.PLATFORM.fetch(request) : new Response("Not found", { status: 404 });
    }
    const asset = await env.ASSETS.fetch(request);
    const response = new Response(asset.body, asset);
    for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
    return response;
  },
};
