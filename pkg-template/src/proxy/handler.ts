// One request to a signing proxy, from its head to its answer. What is decided is decided in the core.

import { type OperationName, operations } from "../generated/operations.js";
import { orders as orderNumbers } from "../generated/safety.js";
import { readBody } from "../http/body.js";
import { withDeadline } from "../http/deadline.js";
import { neverLeft } from "../http/sent.js";
import { type ProxyError, TimeoutError, isEiotError } from "../errors/classes.js";
import { unixNow } from "../webhook/notification.js";
import { type OrderStore, memoryOrders } from "./order-quotas.js";
import { BASE_URL, UNDECLARED, randomBits } from "../core/platform.js";
import { crossOrigin, named, passed, preflightPassed, refusal } from "./responses.js";
import { callHook } from "../core/hooks.js";
import { core, glue } from "../core/proxy.js";
import type * as web from "../core/web-types.js";
import { type Grant, type OperationRules, type ProxyEvent, type SigningProxyOptions, checkOptions, covers } from "./options.js";
import { Crowded, type Turns, turns } from "./pace.js";
import type { ErrorFields } from "../errors/fields.js";

/** Ends a request with a refusal. */
class Refuse extends Error {
  constructor(readonly fields: ErrorFields, readonly headers?: Record<string, string>) {
    super(fields.reason);
  }
}

const refuse = (status: number, reason: string, message: string, headers?: Record<string, string>): never => {
  throw new Refuse({ kind: "proxy", status, reason, message }, headers);
};

/** Runs a decision of the core: what it throws rejects the request. */
const decide = <T>(call: () => T): T => core.run(call, (fields) => new Refuse({ ...fields, status: fields.status ?? 400 }));

// Proxies of one account in one process share its pace.
const paces = new Map<string, Turns>();

function paceOf({ appkey, pace }: SigningProxyOptions): Turns | undefined {
  if (pace === false) return undefined;
  if (pace) return pace;
  const shared = paces.get(appkey) ?? turns();
  paces.set(appkey, shared);
  return shared;
}

const MAX_ANSWER = 8 * 1_048_576;

// No body can go with these, and none of them is an answer of the platform.
const BODILESS = (status: number) => status < 200 || status === 204 || status === 205 || (status >= 300 && status < 400);

interface Call {
  readonly request: Request;
  readonly operation: OperationName | undefined;
  readonly path: string;
  readonly name: string;
  readonly index: number;
  readonly caller: string;
  readonly params: string;
  /** Whether it may have reached the platform. */
  left: boolean;
  /** Whether an answer proves that nothing was done. */
  undone: boolean;
}

/** A web-standard handler for one address: mount it and give that address to the page's `Client` as `proxyUrl`. */
export function createSigningProxy(options: SigningProxyOptions): (request: web.Request, context?: unknown) => Promise<web.Response> {
  checkOptions(options);
  const { appkey, secret, allow, authorize, cors, rateLimit, timeout = 30_000, maxBody = 65_536, now = unixNow } = options;
  const baseUrl = (options.baseUrl ?? BASE_URL).replace(/\/+$/, "");
  const allowed = allow.join(" ");
  const rules = Object.entries(options.rules ?? {}) as [string, OperationRules][];
  const origins = cors?.origins ?? [];
  const headersAllowed = ["content-type", "x-eiotclub", "authorization", ...(cors?.headers ?? [])].map((name) => name.toLowerCase());
  const send = options.fetch ?? ((input: string, init: RequestInit) => fetch(input, init));
  const pace = paceOf(options);
  const store: OrderStore = options.orders?.store ?? memoryOrders({ now: () => now() * 1000 });
  const report = options.onError ?? ((error: unknown) => console.error("eiotclub: the signing proxy refused a request because a part of it failed:", error));

  /** What others wrote and let down is told to whoever runs the proxy; the page is refused. */
  async function relyOn<T>(part: string, work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      callHook(report, error);
      return refuse(503, "unavailable", `the proxy's ${part} failed: try again later`, { "retry-after": "5" });
    }
  }

  function preflight({ headers }: Request): Response {
    const [origin, method, names] = ["origin", "access-control-request-method", "access-control-request-headers"].map((name) => headers.get(name) ?? "") as [string, string, string];
    decide(() => glue.preflight(origin, method, names, origins.join(" "), headersAllowed.join(" ")));
    return preflightPassed(headersAllowed);
  }

  function admit({ method, url, headers }: Request): void {
    const header = (name: string) => headers.get(name) ?? "";
    const length = Number(header("content-length"));
    const isMarked = headers.has("x-eiotclub");
    const [type, origin, site] = ["content-type", "origin", "sec-fetch-site"].map(header) as [string, string, string];
    decide(() => glue.admit(method, type, length, isMarked, origin, site, new URL(url).origin, origins.join(" "), maxBody));
  }

  async function ask(request: Request, context: unknown, event: Partial<ProxyEvent>, progress: { left: boolean }): Promise<Response> {
    await core.ready();
    if (request.method === "OPTIONS") return preflight(request);
    admit(request);
    if (request.bodyUsed) refuse(500, "consumed", "the body was read before the proxy saw it: hand the request over first, or a copy made with request.clone()");
    const body = (await readBody(request, maxBody)) ?? refuse(413, "too_large", "the body is larger than the proxy accepts");
    const question = decide(() => glue.question(body, allowed));
    const { operation, path, params: asked } = JSON.parse(question) as { operation?: OperationName; path: string; params: string };
    const name = operation ?? path;
    event.operation = name;

    const verdict = authorize ? await relyOn("authorize", () => authorize(request, name, JSON.parse(asked) as Record<string, unknown>, context)) : true;
    if (verdict instanceof Response) return verdict;
    if (verdict !== true && !isGrant(verdict)) refuse(403, "not_authorized", "this caller may not make this call");
    const { caller, ...session } = typeof verdict === "object" ? verdict : { caller: "" };
    event.caller = caller;
    if (rateLimit) {
      const { success } = await relyOn("rate limit", () => rateLimit.limit({ key: options.rateLimitKey?.(request, caller) ?? (caller || "anyone") }));
      if (!success) refuse(429, "rate_limit", "this caller asks too often", { "retry-after": "10" });
    }

    const index = operation ? operations.findIndex(([one]) => one === operation) : UNDECLARED;
    // A session can narrow what is allowed, never widen it.
    const layers = [...rules.filter(([entry]) => covers(entry, name)).map(([, rule]) => rule), { ...session, extra: undefined }];
    const layersText = JSON.stringify(layers);
    const ruled = decide(() => glue.policy(index, asked, layersText));
    // Checked before it is counted and before it waits.
    decide(() => glue.request(index, operation ? "" : path, ruled, "", "", 0, 0));
    const call: Call = { request, operation, path, name, index, caller, params: ruled, left: false, undone: false };
    try {
      return await (isOrder(call) ? order(call, event) : leave(call, event));
    } finally {
      progress.left = call.left;
    }
  }

  const isOrder = ({ name }: Call) =>
    options.orders !== undefined && (Object.hasOwn(orderNumbers, name) || (options.orders.operations ?? []).includes(name));

  /** Counts an order under every cap before it leaves. */
  async function order(call: Call, event: Partial<ProxyEvent>): Promise<Response> {
    const params = JSON.parse(call.params) as Record<string, unknown>;
    const number = params[orderNumbers[call.operation as OperationName] ?? ""];
    // What carries no number of its own is another order each time.
    const id = `${call.name} ${number === undefined ? crypto.randomUUID() : String(number)}`;
    const taken: string[] = [];
    const giveBack = async () => {
      for (const key of taken) await relyOn("order count", () => store.giveBack(key, id));
    };
    try {
      for (const [at, { most, period, cost }] of (options.orders?.caps ?? []).entries()) {
        const amount = cost ? await relyOn("order cost", () => cost(call.name, params, call.caller)) : 1;
        if (!(amount >= 0)) refuse(403, "order_cost", "what this order costs is not known, so it cannot be counted");
        const began = Math.floor(now() / period) * period;
        const key = `${at} ${began} ${call.caller}`;
        const counted = await relyOn("order count", () => store.count(key, id, amount, most, began + period));
        if (counted === "full") {
          refuse(429, "order_cap", "this caller has ordered as much as it may for now", { "retry-after": String(Math.max(1, Math.ceil(began + period - now()))) });
        }
        // One that was sent before may have been taken then, whatever becomes of it now.
        if (counted === "counted") taken.push(key);
      }
      return await leave(call, event);
    } finally {
      if (!call.left || call.undone) await giveBack();
    }
  }

  /** Waits for its turn, signs, sends. */
  async function leave(call: Call, event: Partial<ProxyEvent>): Promise<Response> {
    const { path, request } = call;
    try {
      return await withDeadline(timeout, request.signal, () => new TimeoutError("no answer"), async (signal) => {
        await pace?.enter(signal);
        try {
          // The clock is asked outside: what it throws is no fault of the core.
          const [at, random] = [now(), randomBits()];
          const made = decide(() => glue.request(call.index, call.operation ? "" : path, call.params, appkey, secret, at, random));
          const { body } = JSON.parse(made) as { body: string };
          call.left = true;
          // A redirect would carry a signed body to wherever it points.
          const init: RequestInit = { method: "POST", headers: { "content-type": "application/json;charset=utf-8" }, body, signal, redirect: "manual" };
          const response = await send(baseUrl + path, init);
          return await read(call, response, event);
        } finally {
          pace?.leave?.();
        }
      });
    } catch (error) {
      if (error instanceof Refuse) throw error;
      if (neverLeft(error)) call.left = false;
      if (error instanceof Crowded) refuse(429, "busy", "too many calls wait for the platform, which takes ten a second", { "retry-after": "5" });
      if (isEiotError(error) && error.kind === "proxy") {
        const { reason, message } = error as ProxyError;
        refuse(reason === "busy" ? 429 : 502, reason, message, reason === "busy" ? { "retry-after": "5" } : undefined);
      }
      if (isEiotError(error) && error.kind === "timeout") {
        throw new Refuse({ kind: "timeout", status: 504, message: `the platform did not answer within ${timeout} ms` });
      }
      throw new Refuse({ kind: "network", status: 502, message: "the platform could not be reached from the proxy" });
    }
  }

  async function read(call: Call, response: Response, event: Partial<ProxyEvent>): Promise<Response> {
    const { status, headers } = response;
    let bytes = await readBody(response, MAX_ANSWER);
    if (!bytes) throw new Refuse({ kind: "network", status: 502, message: "the platform's answer is larger than 8 MiB" });
    const whole = bytes;
    const { code, notExecuted } = JSON.parse(core.run(() => glue.outcome(call.index, status, whole))) as { code?: string; notExecuted: boolean };
    call.undone = notExecuted;
    event.outcome = "answered";
    event.code = code;
    if (BODILESS(status)) {
      throw new Refuse({ kind: "network", status: 502, message: `the platform answered ${status}, which is no answer to a call` });
    }
    if (code === "502" || code === "42104") bytes = named(bytes, headers, options.address);
    return passed(status, headers, bytes, appkey, secret);
  }

  return async (request, context) => {
    const started = performance.now();
    const event: Partial<ProxyEvent> = {};
    const progress = { left: false };
    let response: Response;
    try {
      response = await ask(request, context, event, progress);
      event.outcome ??= "refused";
    } catch (error) {
      if (!(error instanceof Refuse)) throw error;
      event.outcome ??= "refused";
      event.reason = error.fields.reason ?? error.fields.kind;
      // The client may call a failure one only where nothing was sent: see the outcome rule in ARCHITECTURE.md.
      response = refusal(progress.left ? error.fields : { ...error.fields, sent: false }, error.headers);
    }
    const origin = request.headers.get("origin") ?? "";
    if (origins.includes(origin)) response = crossOrigin(response, origin, cors?.credentials ?? false);
    callHook(options.onEvent, { ...(event as ProxyEvent), status: response.status, duration: performance.now() - started });
    return response;
  };
}

function isGrant(verdict: unknown): verdict is Grant {
  return typeof verdict === "object" && verdict !== null && typeof (verdict as Grant).caller === "string" && (verdict as Grant).caller !== "";
}
