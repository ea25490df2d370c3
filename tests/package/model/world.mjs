// One run: the client, the channel, the faults, and the three properties.

import { APPKEY, SECRET, main, proxy } from "../pkg.mjs";
import { BASE, callOf, later, pass, reset, time } from "./time.mjs";
import { Platform } from "./platform.mjs";

const KEY = "0123456789abcdef0123456789abcdef";
const PATHS = {
  "package/orderPackage": "packages.order",
  "cloudesim/purchase": "cloudEsim.purchase",
  "esim/purchase": "esim.purchase",
  "package/refundPackage": "packages.refund",
  "package/getOrderPackageDetails": "packages.orderDetails",
  "cloudesim/pkg/record/list": "cloudEsim.listOrders",
  "package/queryPackage": "packages.orderStatus",
};
const now = () => Math.floor((BASE + time.now) / 1000);

/** Rejects when the signal says so. */
const within = (signal, work) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    work(resolve, reject);
  });
const wait = (signal, milliseconds) => within(signal, (resolve) => later(milliseconds, resolve));
const connectionReset = () => new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
const notConnected = () => new TypeError("fetch failed", { cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }) });
const bodiless = (status) => [204, 302].includes(status);

export class World {
  endings = [];
  /** Where each call is: how many attempts and look-ups it has sent. */
  sent = [];
  log = [];
  pendings = [];

  constructor(plan) {
    this.plan = plan;
    this.platform = new Platform(plan);
    this.sent = plan.calls.map(() => ({ attempts: 0, lookups: 0 }));
    this.client = this.#client();
  }

  static async run(plan) {
    reset(plan.seed ^ 0xabcd);
    const world = new World(plan);
    plan.calls.forEach((call, at) => callOf.run(at, () => later(call.begins, () => world.#call(call, at))));
    // What a gateway held is let through later, and counts.
    await pass();
    return world;
  }

  #client() {
    const { channel, relayRestartsAt } = this.plan;
    const platform = (url, init) => this.#platform(url, init);
    const makeRelay = () => proxy.createRelay({ key: KEY, now, fetch: platform });
    let relay = makeRelay();
    if (relayRestartsAt !== undefined && channel.includes("relay")) later(relayRestartsAt, () => (relay = makeRelay()));
    const throughRelay = () => proxy.throughRelay({ url: "https://relay.example/", key: KEY, now, fetch: this.#wire((request) => relay(request)) });
    if (!channel.includes("proxy")) {
      return new main.Client({ appkey: APPKEY, secret: SECRET, now, fetch: channel === "relay" ? throughRelay() : platform });
    }
    const behind = channel === "proxy" ? platform : throughRelay();
    const handler = proxy.createSigningProxy({ appkey: APPKEY, secret: SECRET, now, allow: ["packages", "cloudEsim", "esim"], fetch: behind, pace: proxy.turns() });
    return new main.Client({ proxyUrl: "https://app.example/eiot", now, fetch: this.#wire(handler) });
  }

  /** The fault of the attempt that is under way. */
  #fault() {
    const at = callOf.getStore();
    const { faults } = this.plan.calls[at];
    return faults[Math.min(Math.max(0, this.sent[at].attempts - 1), faults.length - 1)];
  }

  /** The network before a proxy or a relay. */
  #wire(handler) {
    return async (url, init) => {
      const isMoney = this.#countsAsMoney(url, init);
      const at = callOf.getStore();
      // Counted where the platform counts: this is the attempt after those that it has seen.
      const fault = isMoney ? this.plan.calls[at].faults[Math.min(this.sent[at].attempts, this.plan.calls[at].faults.length - 1)] : { kind: "none" };
      const isHere = ["not sent", "lose before", "lose after"].includes(fault.kind) && this.#leg(fault) === (init.headers["x-eiotclub"] || this.plan.channel === "relay" ? 0 : 1);
      if (isHere && fault.kind !== "lose after") {
        this.sent[at].attempts++;
        await wait(init.signal, 10);
        throw fault.kind === "not sent" ? notConnected() : connectionReset();
      }
      const request = new Request(url, { ...init, headers: { origin: "https://app.example", ...init.headers } });
      const response = await within(init.signal, (resolve, reject) => handler(request).then(resolve, reject));
      if (!isHere) return response;
      // What stands before a relay or a proxy may have a page of its own.
      if (fault.page) return new Response("<html>", { status: 502 });
      throw connectionReset();
    };
  }

  /** Undefined: the one before the platform. */
  #leg({ leg }) {
    const legs = { direct: 0, relay: 1, proxy: 1, "proxy and relay": 2 }[this.plan.channel];
    return leg < legs ? leg : undefined;
  }

  #countsAsMoney(url, { headers, body }) {
    const path = headers["x-eiotclub-path"]?.slice("/api/v3/".length);
    const operation = path ? PATHS[path] : JSON.parse(body).operation;
    return isMoney(operation);
  }

  async #platform(url, { body, signal }) {
    const at = callOf.getStore();
    const operation = PATHS[url.slice(url.indexOf("/v3/") + 4)];
    const text = typeof body === "string" ? body : new TextDecoder().decode(body);
    const params = JSON.parse(text);
    const respond = (status, content) => new Response(bodiless(status) ? null : content, { status, headers: { date: new Date(BASE + time.now).toUTCString() } });
    const state = this.sent[at];
    if (!isMoney(operation)) {
      state.lookups++;
      await wait(signal, 30);
      if (state.lookups <= this.plan.calls[at].failedLookups && !this.isSettled) throw connectionReset();
      return respond(200, JSON.stringify({ code: "200", data: this.platform.lookUp(operation, params) }));
    }
    state.attempts++;
    const fault = this.#fault();
    this.log.push(`${time.now} ms, call ${at}, attempt ${state.attempts}: ${operation} ${params.outTradeNo ?? ""} ${JSON.stringify(fault)}`);
    if (fault.kind === "not sent") {
      await wait(signal, 10);
      throw notConnected();
    }
    if (fault.kind === "lose before") {
      await wait(signal, 15);
      throw connectionReset();
    }
    const isTaken = !(fault.kind === "instead" && !fault.taken);
    // What has left is taken, whether anybody still waits for the response or not.
    const reached = new Promise((resolve) => later(20 + (fault.kind === "hold" ? fault.wait : 0), () => {
      let answer = isTaken ? this.platform.take(operation, params, at, now()) : undefined;
      if (fault.kind === "twice" && ["packages.order", "esim.purchase"].includes(operation)) answer = this.platform.take(operation, params, at, now());
      this.log.push(`${time.now} ms, platform, of call ${at}: ${JSON.stringify(answer)}`);
      resolve(JSON.stringify(answer));
    }));
    const answer = await within(signal, (resolve) => void reached.then(resolve));
    if (fault.kind === "hold") return within(signal, () => undefined);
    await wait(signal, fault.kind === "late" ? fault.wait : 20);
    if (fault.kind === "lose after" && this.#leg(fault) === undefined) throw connectionReset();
    if (fault.kind === "instead") return respond(...fault.answer);
    if (fault.kind === "cut") {
      const cut = answer.slice(0, Math.min(fault.length, answer.length - 1));
      return respond(200, fault.breaks ? broken(cut) : cut);
    }
    return respond(200, answer);
  }

  async #call(call, at) {
    const { operation, card, number, abortsAt } = call;
    const params = {
      "packages.order": { iccid: card, packageCode: call.package },
      "cloudEsim.purchase": { eid: card, packageCode: call.package },
      "esim.purchase": { eSIMGoodsCode: call.package },
      "packages.refund": { iccid: card, orderId: card === "A" ? "71" : "72", remark: "r" },
    }[operation];
    if (number !== undefined && operation !== "packages.refund") params.outTradeNo = number;
    const controller = new AbortController();
    if (abortsAt !== undefined) later(abortsAt, () => controller.abort(new Error("enough")));
    const [group, method] = operation.split(".");
    const ending = await this.client[group][method](params, { signal: controller.signal }).then(
      (data) => ({ word: "done", data, number: data.outTradeNo, isRecovered: data.recovered !== undefined }),
      (error) => endingOf(error),
    );
    this.log.push(`${time.now} ms, call ${at} ended ${ending.word}: ${ending.error ?? JSON.stringify(ending.data)}`);
    this.endings[at] = ending;
  }

  /** Looks every unknown call up again, when everything that was taken shows. Returns how many were found. */
  async recheckAll() {
    this.platform.settle();
    this.isSettled = true;
    let found = 0;
    this.endings.forEach((ending, at) => {
      if (ending.word !== "unknown") return;
      callOf.run(at, () => {
        void this.client.recheck(ending.error.pending).then((one) => {
          if (!one) return;
          found++;
          this.endings[at] = { word: "done", data: one.result, number: one.outTradeNo };
        });
      });
    });
    await pass();
    return found;
  }

  /** What is wrong, if anything. */
  violation() {
    for (const [at, call] of this.plan.calls.entries()) {
      const ending = this.endings[at];
      const placed = this.platform.placedBy(at);
      if (!ending) return `call ${at} did not end`;
      if (placed > 1) return `call ${at} was placed ${placed} times`;
      if (ending.word === "failed" && placed > 0) return `call ${at} was placed and is told as failed: ${ending.error}`;
      if (ending.word === "exists" && !this.#exists(ending)) return `call ${at} is told of an order that has not its number: ${JSON.stringify(ending.data)}`;
      if (ending.word === "done" && !this.#isOwn(call, at, ending)) return `call ${at} is told as done: ${JSON.stringify(ending.data)}`;
      if (call.operation !== "packages.refund" && ending.number === undefined && !ending.isUnsent) return `call ${at} does not tell its number`;
    }
    return undefined;
  }

  #exists({ data, number }) {
    return this.platform.orders.some((order) => String(order.id) === idOf(data) && order.number === number);
  }

  /** Whether an order is what the call was for. */
  #isOwn(call, at, { data, number }) {
    if (call.operation === "packages.refund") return this.platform.refunds.some(({ order }) => order === (call.card === "A" ? "71" : "72"));
    const order = this.platform.orders.find((one) => String(one.id) === idOf(data) && one.operation === call.operation);
    if (!order) return false;
    // Each purchase of a cloud eSIM is another one, whatever its number.
    if (call.operation === "cloudEsim.purchase") return order.by === at;
    // The response about a taken number does not tell the goods.
    return order.number === number && (call.operation === "esim.purchase" || (order.card === call.card && order.package === call.package));
  }
}

const isMoney = (operation) => /\.(order|purchase|refund)$/.test(operation);
const idOf = (data) => String(data.eshopOrderId ?? data.orderId);

function endingOf(error) {
  const number = error.outTradeNo;
  if (error.kind === "outcome_unknown") return { word: "unknown", error, number };
  if (error.existing) return { word: "exists", error, number, data: error.existing };
  return { word: "failed", error, number, isUnsent: error.message === "enough" };
}

/** A body whose connection breaks. */
function broken(text) {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    pull(controller) {
      if (bytes.length > 0 && !controller.began) {
        controller.began = true;
        controller.enqueue(bytes);
      } else controller.error(connectionReset());
    },
  });
}
