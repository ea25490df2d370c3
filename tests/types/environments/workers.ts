// A Worker with its bindings, as @cloudflare/workers-types declares them.

import { ready } from "eiotclub";
import { OrderKeeper, TurnKeeper, createSigningProxy, durableOrders, durableTurns, kvOrders } from "eiotclub/proxy";
import { NotificationLedger, Receiver, d1Store, durableStore, kvStore } from "eiotclub/webhook";

interface Env {
  LEDGER: DurableObjectNamespace;
  ORDERS: DurableObjectNamespace;
  DB: D1Database;
  KV: KVNamespace;
  QUEUE: Queue;
  LIMITER: RateLimit;
}

const receiverOf = ({ LEDGER, DB, KV, QUEUE }: Env) =>
  [durableStore(LEDGER), d1Store(DB), kvStore(KV)].map((store) => new Receiver({ secret: "s", store, queue: QUEUE }))[0] as Receiver;

export default {
  fetch: (request, env, context) => receiverOf(env).handle(request, context),
  async queue(batch, env) {
    await receiverOf(env).consume(batch);
  },
} satisfies ExportedHandler<Env>;

export const proxyOf = ({ ORDERS, KV, LIMITER }: Env) =>
  [durableOrders(ORDERS), kvOrders(KV)].map((store) =>
    createSigningProxy({ appkey: "a", secret: "s", allow: ["cards"], pace: durableTurns(ORDERS), rateLimit: LIMITER, orders: { store, caps: [{ most: 1, period: 60 }] } }),
  );

export const objects: (new (state: DurableObjectState) => DurableObject)[] = [NotificationLedger, OrderKeeper, TurnKeeper];
export const start = (module: WebAssembly.Module) => ready(module);
