import { Client } from "../eiotclub.js";
import { Sandbox, ready } from "../pkg/sandbox.browser.js";
import { Receiver, ready as receiverReady, signNotification } from "../pkg/webhook.browser.js";

// Of the sandbox alone: a real one never comes near a page.
const appkey = "000001";
const secret = "sandbox-secret";

/** Without a server: the emulated platform and the receiver, both in this page. `?cards=50000` makes it a large fleet. */
export async function connect(tell) {
  await Promise.all([ready(), receiverReady()]);
  const at = () => Date.now();
  const receiver = new Receiver({
    secret,
    onRefused: ({ reason, id }) => tell({ at: at(), kind: "refused", reason, id }),
    onDuplicate: ({ id, event }) => tell({ at: at(), kind: "duplicate", id, event }),
  }).on("*", (notification) => tell({ at: at(), kind: "verified", notification }));
  const sandbox = new Sandbox({ appkey, secret, cards: fleetSize(), realTime: true, notify: receiver.handle });
  const deliver = (body) => receiver.handle(new Request("https://page.example/callback", { method: "POST", headers: { "content-type": "application/json" }, body }));
  return {
    client: new Client({ appkey, secret, fetch: sandbox.fetch }),
    kind: "page",
    now: () => sandbox.clock,
    advance: (seconds) => sandbox.advance(seconds),
    deliver,
    async repeat(fields) {
      const body = signNotification(fields, secret);
      await deliver(body);
      await deliver(body);
    },
  };
}

function fleetSize() {
  const asked = Number(new URLSearchParams(location.search).get("cards"));
  return Number.isInteger(asked) && asked >= 1 && asked <= 200_000 ? asked : 24;
}
