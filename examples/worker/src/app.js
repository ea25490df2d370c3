// The application: a page, a signing proxy for it, and the endpoint that the platform calls back.

import { OrderKeeper, createSigningProxy, durableOrders, readOnly } from "eiotclub/proxy";
import { Receiver, durableStore } from "eiotclub/webhook";
import { refusal } from "./page-access.js";

export { OrderKeeper };
export { NotificationLedger } from "eiotclub/webhook";
export { Feed } from "./feed.js";

// What the page shows, and what its buttons do. Everything else is refused.
const ALLOWED = [
  ...readOnly,
  ...["cards.switchNetwork", "cards.refreshUsage", "cards.cancelSession", "sms.send"],
  ...["packages.order", "packages.refund", "esim.purchase", "esim.refund"],
  ...["cloudEsim.purchase", "cloudEsim.refund", "cloudEsim.refreshUsage", "cloudEsim.cancelSession"],
  ...["pools.create", "pools.delete", "pools.subscribe", "pools.unsubscribe", "pools.addCards", "pools.removeCards"],
];

// A package that renews itself is paid for again and again, and a page has no business to begin that.
const RULES = { "packages.order": { deny: ["renew"] }, "cloudEsim.purchase": { deny: ["renew"] } };

/** Orders and messages a day, all callers together: a mistake has an end. */
const DAILY_ORDERS = 200;

const DEAD_LETTERS_KEPT = 30 * 86_400;

const HEADERS = {
  "content-security-policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

let made;
/** Once per isolate: what it is made of never changes while one runs. */
function make(env) {
  const { EIOT_APPKEY: appkey, EIOT_SECRET: secret, PLATFORM, LEDGER, CALLBACKS, ORDERS } = env;
  return {
    proxy: createSigningProxy({
      appkey,
      secret,
      allow: ALLOWED,
      rules: RULES,
      orders: { caps: [{ most: DAILY_ORDERS, period: 86_400 }], operations: ["sms.send"], store: durableOrders(ORDERS) },
      // With a sandbox the platform is another Worker; without, it is the real one.
      ...(PLATFORM && { fetch: (url, init) => PLATFORM.fetch(url, init) }),
    }),
    receiver: new Receiver({
      secret,
      store: durableStore(LEDGER),
      queue: CALLBACKS,
      onRefused: ({ reason, id }) => reason !== "method" && publish(env, { kind: "refused", reason, id }),
      onDuplicate: ({ id, event }) => publish(env, { kind: "duplicate", id, event }),
      onFailed: (seen, error) => console.error("a callback failed", JSON.stringify(seen), error),
    }).on("*", (notification) => publish(env, { kind: "verified", notification })),
  };
}

const feedOf = (env) => env.FEED.get(env.FEED.idFromName("feed"));

async function publish(env, message) {
  const response = await feedOf(env).fetch("https://feed/", { method: "POST", body: JSON.stringify({ at: Date.now(), ...message }) });
  // Not published is not handled: it will be tried again.
  if (!response.ok) throw new Error(`the feed answered ${response.status}`);
}

/** What has failed too often is put where somebody can look at it. */
async function bury({ messages }, { DEAD_LETTERS }) {
  for (const message of messages) {
    const name = message.body?.id ?? `message-${message.id}`;
    await DEAD_LETTERS.put(name, JSON.stringify(message.body), { expirationTtl: DEAD_LETTERS_KEPT });
    console.error("a callback is a dead letter", name);
    message.ack();
  }
}

/** What only a sandbox does, and only for this page: another site must not move its time. */
async function sandboxed(request, env) {
  const origin = request.headers.get("origin");
  if (!env.PLATFORM || request.method !== "POST") return new Response("Not found", { status: 404 });
  if (origin !== null && origin !== new URL(request.url).origin) return new Response("Forbidden", { status: 403 });
  return env.PLATFORM.fetch(request);
}

/** Who is behind the page, which is a file of its own where nobody is. */
async function mode({ PLATFORM }) {
  const clock = PLATFORM && (await (await PLATFORM.fetch("https://platform/sandbox/clock")).json()).clock;
  return Response.json({ server: true, sandbox: Boolean(PLATFORM), clock }, { headers: { "cache-control": "no-store" } });
}

export default {
  async fetch(request, env) {
    made ??= make(env);
    const { pathname } = new URL(request.url);
    if (pathname === "/callback") return made.receiver.handle(request);
    const refused = await refusal(request, env);
    if (refused) return refused;
    switch (pathname) {
      case "/api/eiot":
        return made.proxy(request);
      case "/events":
        // Whoever may POST to the feed decides what the page calls verified: only the receiver does.
        return request.method === "GET" ? feedOf(env).fetch(request) : new Response("Method not allowed", { status: 405, headers: { allow: "GET" } });
      case "/mode.json":
        return mode(env);
      case "/sandbox/advance":
      case "/sandbox/twice":
        return sandboxed(request, env);
    }
    const asset = await env.ASSETS.fetch(request);
    const response = new Response(asset.body, asset);
    for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
    return response;
  },

  async queue(batch, env) {
    made ??= make(env);
    if (batch.queue === "eiotclub-dead-letters") return bury(batch, env);
    await made.receiver.consume(batch);
  },
};
