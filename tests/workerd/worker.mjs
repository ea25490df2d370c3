import * as main from "eiotclub";
import { createSigningProxy } from "eiotclub/proxy";
import { Sandbox } from "eiotclub/sandbox";
import { Receiver, durableStore, kvStore, verify } from "eiotclub/webhook";
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

export { NotificationLedger } from "eiotclub/webhook";

const runs = [];
/** A receiver made for each request, as in an isolate that has just started: only the store remembers. */
function remembering(store) {
  return new Receiver({ secret: credentials.secret, store, onError() {} }).on("*", async ({ id }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    runs.push(id);
    if (id.startsWith("fails") && runs.filter((one) => one === id).length === 1) throw new Error("not today");
  });
}

export default {
  async fetch(request, env) {
    switch (new URL(request.url).pathname) {
      case "/vectors": {
        const failures = [...checkVectors(main, requests, notifications), ...checkVectors({ verify }, [], notifications)];
        return Response.json({ requests: requests.length, notifications: notifications.length, failures });
      }
      case "/callback":
        return receiver.handle(request);
      case "/proxy":
        return proxy(request);
      case "/durable":
        return remembering(durableStore(env.LEDGER)).handle(request);
      case "/kv":
        return remembering(kvStore(env.KV)).handle(request);
      case "/runs":
        return Response.json(runs);
      default:
        return Response.json(handled);
    }
  },
};
