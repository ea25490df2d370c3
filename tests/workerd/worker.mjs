import * as main from "eiotclub";
import { createSigningProxy } from "eiotclub/proxy";
import { Sandbox } from "eiotclub/sandbox";
import { storeConformance } from "eiotclub/testing";
import { NotificationLedger, Receiver, d1Store, durableStore, kvStore, verify } from "eiotclub/webhook";
import { replay } from "../replay.mjs";
import { checkVectors } from "../vectors.mjs";
import notifications from "../vectors/notifications.json";
import requests from "../vectors/requests.json";

const credentials = { appkey: "000001", secret: "a1b1c1d1" };
const handled = [];
const receiver = new Receiver({ secret: credentials.secret }).on("*", ({ id }) => void handled.push(id));
let sandbox;
const proxy = createSigningProxy({
  ...credentials,
  allow: ["account.balance"],
  // Made in a request: workerd gives no clock outside of one.
  fetch: (url, init) => (sandbox ??= new Sandbox(credentials)).fetch(url, init),
});

export { NotificationLedger };

/** One whose storage can be looked into. */
export class OpenLedger extends NotificationLedger {
  constructor(state) {
    super(state);
    this.state = state;
  }

  async fetch(request) {
    if (request.method !== "GET") return super.fetch(request);
    return Response.json([...(await this.state.storage.list()).keys()]);
  }
}

const stores = {
  "/durable": (env) => durableStore(env.LEDGER),
  "/durable-sqlite": (env) => durableStore(env.LEDGER_SQLITE, { shards: 3 }),
  "/kv": (env) => kvStore(env.KV),
  "/d1": (env) => d1Store(env.DB),
};

/** The names of the cases that a store fails, each with its reason. */
async function conformance(makeStore, options) {
  const failures = [];
  const cases = storeConformance(makeStore, options);
  await Promise.all(cases.map(({ name, run }) => run().catch((error) => failures.push(`${name}: ${error.message}`))));
  return { cases: cases.length, failures };
}

const runs = [];
/** A receiver made for each request, as in an isolate that has just started: only the store remembers. */
function remembering(store) {
  return new Receiver({ secret: credentials.secret, store, onFailed() {} }).on("*", async ({ id }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    runs.push(id);
    if (id.startsWith("fails") && runs.filter((one) => one === id).length === 1) throw new Error("not today");
  });
}

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (stores[pathname]) return remembering(stores[pathname](env)).handle(request);
    switch (pathname) {
      case "/vectors": {
        const failures = [...checkVectors(main, requests, notifications), ...checkVectors({ verify }, [], notifications)];
        return Response.json({ requests: requests.length, notifications: notifications.length, failures });
      }
      case "/replay":
        return Response.json(await replay(main, { Sandbox }));
      case "/callback":
        return receiver.handle(request);
      case "/proxy":
        return proxy(request);
      case "/conformance": {
        const { store } = await request.json();
        return Response.json(await conformance(() => stores[store](env), { exact: store !== "/kv" }));
      }
      case "/expiring": {
        const store = durableStore(env.OPEN, { shards: 1, retention: 1 });
        await store.claim("done", 1, "t");
        await store.done("done", "t");
        await store.claim("released", 600, "t");
        await store.release("released", "t");
        return Response.json(true);
      }
      case "/remembered":
        return env.OPEN.get(env.OPEN.idFromName("shard-0")).fetch("https://ledger.invalid/");
      case "/runs":
        return Response.json(runs);
      default:
        return Response.json(handled);
    }
  },
};
