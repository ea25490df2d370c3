import * as main from "eiotclub";
import { createSigningProxy } from "eiotclub/proxy";
import { Sandbox } from "eiotclub/sandbox";
import { Receiver, verify } from "eiotclub/webhook";
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

export default {
  async fetch(request) {
    switch (new URL(request.url).pathname) {
      case "/vectors": {
        const failures = [...checkVectors(main, requests, notifications), ...checkVectors({ verify }, [], notifications)];
        return Response.json({ requests: requests.length, notifications: notifications.length, failures });
      }
      case "/callback":
        return receiver.handle(request);
      case "/proxy":
        return proxy(request);
      default:
        return Response.json(handled);
    }
  },
};
