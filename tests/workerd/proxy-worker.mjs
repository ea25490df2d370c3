import { createSigningProxy, durableOrders, durableTurns, kvOrders, memoryOrders } from "eiotclub/proxy";

export { OrderKeeper, TurnKeeper } from "eiotclub/proxy";

const left = [];

/** Made for each request, as in an isolate that has just started: only stores remember. */
function make(env, store) {
  return createSigningProxy({
    appkey: "000001",
    secret: "a1b1c1d1",
    allow: ["packages", "cards"],
    authorize: (request) => ({ caller: request.headers.get("authorization") }),
    orders: { store, caps: [{ most: 3, period: 86_400 }] },
    pace: durableTurns(env.TURNS, { perSecond: 10, maxWait: 1_500 }),
    rateLimit: env.LIMITER,
    async fetch(url, { body }) {
      left.push(Date.now());
      const { outTradeNo } = JSON.parse(body);
      return Response.json(outTradeNo?.startsWith("refused") ? { code: "41001", message: "" } : { code: "200", message: "", data: { orderNumber: "n", orderId: 1 } });
    },
  });
}

export default {
  fetch(request, env, context) {
    switch (new URL(request.url).pathname) {
      case "/durable":
        return make(env, durableOrders(env.ORDERS))(request, context);
      case "/kv":
        return make(env, kvOrders(env.KV))(request, context);
      case "/memory":
        return make(env, memoryOrders())(request, context);
      default:
        return Response.json(left);
    }
  },
};
