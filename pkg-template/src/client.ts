import { type Groups, type OperationName, type Paging, operations } from "../generated/operations.js";
import { BASE_URL, UNDECLARED, core, glue, randomBits } from "./core.js";
import { readBody } from "./body.js";
import { pause, withDeadline } from "./deadline.js";
import { DecodeError, EiotError, type ErrorFields, NetworkError, OutcomeUnknownError, TimeoutError, ValidationError, isEiotError, revive } from "./errors.js";
import type { CallOptions } from "./method.js";
import { type Drift, unixNow } from "./notification.js";
import { DRIFT, FAILED, REPAIRED, decodeText, encodeParams, taken } from "./text.js";

/** What a hook is told before a request leaves. Nothing in it is secret. */
export interface RequestInfo {
  operation: string;
  path?: string;
}

/** What a hook is told when a request has ended. */
export interface ResponseInfo extends RequestInfo {
  /** The HTTP status; nothing where no answer came. */
  status: number | undefined;
  /** The platform's code; nothing where it gave none. */
  code: string | undefined;
  /** Milliseconds. */
  duration: number;
}

/** How calls are repeated. */
export interface RetryOptions {
  /** Tries in all. Default: 3. */
  tries?: number | undefined;
  /** Milliseconds after which a try is given up. Default: a third of the call's `timeout`. */
  tryTimeout?: number | undefined;
}

/** A parameter that looks wrong. */
export interface Warning {
  operation: string;
  field: string;
  reason: string;
}

interface CommonOptions {
  /** The `fetch` to call with. Default: the global one. */
  fetch?: ((input: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Milliseconds until a call is given up, all told. Default: 30,000. */
  timeout?: number | undefined;
  /**
   * How calls are repeated whose answer did not come, or was 500, 501 or an HTTP error: only those that
   * change nothing, and orders with an `outTradeNo`. `false`: never. A repeat is signed anew.
   */
  retry?: RetryOptions | false | undefined;
  /** Bytes up to which an answer is read. Default: 8,388,608. The longest pages that are documented have a fraction of it. */
  maxBody?: number | undefined;
  /** Unix seconds, for tests. Default: the clock. */
  now?: (() => number) | undefined;
  /** Told once for each field in which an answer departs from the platform's documentation. */
  onDrift?: ((drift: Drift) => void) | undefined;
  /**
   * Whether such a departure fails the call with a `DecodeError` instead: for tests. A call that
   * changes something has done so all the same.
   */
  strict?: boolean | undefined;
  /** Told once for each parameter that does not look like the identifier it should be. It is sent nevertheless. */
  onWarning?: ((warning: Warning) => void) | undefined;
  onRequest?: ((info: RequestInfo) => void) | undefined;
  onResponse?: ((info: ResponseInfo) => void) | undefined;
}

/** A client that signs: for servers and edge functions. */
export interface SigningOptions extends CommonOptions {
  appkey: string;
  secret: string;
  /** Default: the platform's public address. */
  baseUrl?: string | undefined;
  proxyUrl?: undefined;
}

/** A client without a secret, which calls through a signing proxy: for browsers. */
export interface ProxyOptions extends CommonOptions {
  /** Where the proxy is mounted. */
  proxyUrl: string | URL;
  /** Sent along, such as the application's own authorization. */
  headers?: Record<string, string> | undefined;
  appkey?: undefined;
  secret?: undefined;
}

export type ClientOptions = SigningOptions | ProxyOptions;

export interface Client extends Groups {}

const BUDGET = 20;
const MAX_BODY = 8_388_608;
const NEXT_FAIL = -1;
const NEXT_UNKNOWN = -2;
const NEXT_CLOCK = -4;

interface Try {
  readonly info: RequestInfo;
  readonly index: number;
  readonly name: string;
  readonly path: string;
  readonly text: string;
  sent?: boolean;
  status: number;
  /** Unix seconds, by the platform's clock. */
  answeredAt: number | undefined;
  /** Unix seconds that the try was signed with. */
  signedAt: number;
  /** The difference that was known then. */
  offset: number;
  /** Milliseconds that `Retry-After` asks for. */
  asked: number;
}

/** A client of the platform. Methods are grouped: `client.cards.list(…)`, `client.packages.order(…)`. */
export class Client {
  readonly #options: ClientOptions;
  readonly #url: string;
  readonly #drifted = new Set<string>();
  readonly #warned = new Set<string>();
  /** Repeats that may still be made: a platform that is down is not asked three times as much. */
  #budget = BUDGET;
  /** Seconds that the platform's clock is ahead. */
  #offset = 0;

  constructor(options: ClientOptions) {
    this.#url = checkOptions(options);
    this.#options = options;
    const groups: Record<string, Record<string, unknown>> = {};
    operations.forEach(([name, , paging], index) => {
      const [group, method] = name.split(".") as [string, string];
      const call = (params?: object, callOptions?: CallOptions) => this.#call(index, name, "", params, callOptions);
      if (paging) {
        Object.assign(call, { all: (params?: object, callOptions?: CallOptions) => this.#all(index, name, paging, params, callOptions) });
      }
      (groups[group] ??= {})[method] = call;
    });
    Object.assign(this, groups);
  }

  /** Calls any path with any parameters, signed, for what is not declared here. Resolves to the answer's `data`. */
  request(path: string, params?: object | string, options?: CallOptions): Promise<unknown> {
    return this.#call(UNDECLARED, path, path, params, options);
  }

  async *#all(
    index: number,
    name: OperationName,
    [page, size, items, last, counter]: Paging,
    params: object = {},
    options?: CallOptions,
  ): AsyncGenerator<unknown, void, undefined> {
    const given = params as Record<string, unknown>;
    const first = Number(given[page] ?? 1);
    let full = 0;
    for (let number = first, read = 0; ; number++) {
      const result = (await this.#call(index, name, "", { ...params, [page]: number }, options)) as Record<string, unknown> | unknown[] | undefined;
      const list = ((items ? (result as Record<string, unknown> | undefined)?.[items] : result) ?? []) as unknown[];
      yield* list;
      read += list.length;
      // Neither every size nor every default is documented, so a full page is as long as the first.
      full ||= list.length;
      const count = Number((result as Record<string, unknown> | undefined)?.[counter] ?? 0);
      if (list.length === 0) return;
      if (last === "pages" && number >= count) return;
      if (last === "rows" && (first - 1) * full + read >= count) return;
      if (last === "short" && list.length < Number(given[size] ?? 0)) return;
    }
  }

  async #call(index: number, name: string, path: string, params: object | string | undefined, options: CallOptions = {}): Promise<unknown> {
    const { timeout = this.#options.timeout ?? 30_000, signal } = options;
    const expired = () => new TimeoutError(`${name}: no answer within ${timeout} ms`, { operation: name });
    let sent: string | undefined;
    const gone = () => {
      // Asked as if this were the last try: an order that was sent may have been taken.
      const unknown = sent !== undefined && core.run(() => glue.nextTry(index, 1, 1, 0, "", 0, 0)) === NEXT_UNKNOWN;
      return unknown ? new OutcomeUnknownError(name, orderNumber(sent as string), expired()) : expired();
    };
    const info: RequestInfo = { operation: name };
    const { retry = {} } = this.#options;
    const most = retry === false ? 1 : (retry.tries ?? 3);
    const tryTimeout = retry === false || most === 1 ? Infinity : (retry.tryTimeout ?? timeout / 3);
    const until = performance.now() + timeout;
    return withDeadline(timeout, signal, gone, async (inner) => {
      const text = encodeParams(params, name);
      await core.ready();
      for (let tries = 1; ; tries++) {
        const one: Try = { info, index, name, path, text, status: 0, answeredAt: undefined, signedAt: 0, offset: 0, asked: 0 };
        try {
          const data = await withDeadline(tryTimeout, inner, expired, (signal) => {
            const answered = this.#try(one, signal);
            if (one.sent) sent = text;
            return answered;
          });
          this.#budget = Math.min(BUDGET, this.#budget + 0.1);
          return data;
        } catch (error) {
          // What was refused before it was sent, and what the caller ended, is not repeated.
          if (inner.aborted || !one.sent) throw error;
          const code = isEiotError(error) && error.kind === "api" ? (error.code ?? "") : "";
          const status = isEiotError(error) && error.kind === "decode" ? one.status : 0;
          if (isEiotError(error) && !["api", "decode", "network", "timeout"].includes(error.kind)) throw error;
          const decide = (most: number) => core.run(() => glue.nextTry(index, tries, most, status, code, one.asked, randomBits()));
          let next = decide(most);
          const possible = this.#budget >= 1 && performance.now() + next < until;
          if (next >= 0 && !possible) next = decide(tries);
          if (next === NEXT_FAIL) throw error;
          if (next === NEXT_CLOCK) {
            if (this.#options.proxyUrl !== undefined || one.answeredAt === undefined || retry === false) throw error;
            this.#offset = one.answeredAt - (one.signedAt - one.offset);
            continue;
          }
          if (next >= 0) {
            this.#budget -= 1;
            await pause(next, inner);
            continue;
          }
          const found = await this.#find(name, orderNumber(text), inner);
          if (found) return found;
          throw new OutcomeUnknownError(name, orderNumber(text), error);
        }
      }
    });
  }

  /** Looks an order up whose answer was lost. The rows are filtered here: how the platform joins its filters is not documented. */
  async #find(name: string, number: string, signal: AbortSignal): Promise<unknown> {
    if (name !== "packages.order") return undefined;
    const index = operations.findIndex(([name]) => name === "packages.orderDetails");
    for (const state of [1, 0, 2]) {
      try {
        const params = { state, page: 1, pageSize: 50, outTradeNoArrStr: [number] };
        const rows = (await this.#call(index, "packages.orderDetails", "", params, { signal })) as Record<string, unknown>[];
        const row = rows.find((row) => row["outTradeNo"] === number);
        if (row) return { orderNumber: row["orderNumber"], orderId: row["orderId"] };
      } catch (error) {
        if (signal.aborted) throw error;
        // Not found out: that is what the caller is told.
        return undefined;
      }
    }
    return undefined;
  }

  /** One signing, sending and reading. */
  async #try(one: Try, signal: AbortSignal): Promise<unknown> {
    const { info, index, name, path, text } = one;
    const { appkey = "", secret = "", now = unixNow } = this.#options;
    const random = appkey ? randomBits() : 0;
    one.offset = this.#offset;
    // Asked outside: what the caller's clock throws is no fault of the core.
    one.signedAt = now() + one.offset;
    let made = core.run(() => glue.request(index, path, text, appkey, secret, one.signedAt, random));
    if (made >= DRIFT) {
      made -= DRIFT;
      this.#warn(name, JSON.parse(glue.takeDrift()) as Omit<Warning, "operation">[]);
    }
    const body = taken(glue, made, name);
    this.#options.onRequest?.(info);
    one.sent = true;
    const started = performance.now();
    let code: string | undefined;
    try {
      const response = await this.#send(path || `/api/v3/${operations[index]?.[1]}`, body, signal);
      one.status = response.status;
      const answeredAt = Date.parse(response.headers.get("date") ?? "");
      if (answeredAt) one.answeredAt = Math.floor(answeredAt / 1000);
      const seconds = Number(response.headers.get("retry-after") ?? 0);
      if (seconds > 0) one.asked = Math.min(seconds * 1000, 0xffffffff);
      const { maxBody = MAX_BODY } = this.#options;
      const bytes = await readBody(response, maxBody);
      if (!bytes) throw new DecodeError(`${name}: HTTP ${one.status}, and the answer is longer than the ${maxBody} bytes of maxBody`, { operation: name, status: one.status });
      const data = this.#read(index, name, one.status, bytes);
      code = "200";
      return data;
    } catch (error) {
      if (isEiotError(error)) {
        code = error.code;
        throw error;
      }
      if (signal.aborted && error === signal.reason) throw error;
      // The platform's and the proxy's addresses are no secret, but a fetch's own message may quote headers.
      throw new NetworkError(`${name}: the request could not be sent, or its answer not read to the end`, { operation: name, cause: error });
    } finally {
      this.#options.onResponse?.({ ...info, status: one.status || undefined, code, duration: performance.now() - started });
    }
  }

  #send(path: string, body: string, signal: AbortSignal): Promise<Response> {
    const options = this.#options;
    const headers: Record<string, string> = { "content-type": "application/json;charset=utf-8" };
    let url = this.#url;
    if (options.proxyUrl !== undefined) {
      Object.assign(headers, options.headers, { "x-eiotclub": "1" });
    } else {
      url += path;
    }
    const send = options.fetch ?? ((input: string, init: RequestInit) => fetch(input, init));
    return send(url, { method: "POST", headers, body, signal });
  }

  #read(index: number, name: string, httpStatus: number, bytes: Uint8Array): unknown {
    if (this.#options.proxyUrl !== undefined && httpStatus >= 400) {
      const refusal = proxyRefusal(bytes);
      if (refusal) throw revive(refusal, name);
    }
    let status = core.run(() => glue.answer(index, bytes));
    const drifted = status >= DRIFT;
    if (drifted) {
      status -= DRIFT;
      const all = JSON.parse(glue.takeDrift()) as Omit<Drift, "operation">[];
      if (this.#options.strict && status !== FAILED) {
        const fields = all.map(({ field, expected, received }) => `${field} should be ${expected}, not ${received}`).join("; ");
        throw new DecodeError(`${name}: the answer departs from the platform's documentation: ${fields}`, { operation: name, status: httpStatus, body: decodeText(bytes) });
      }
      for (const drift of all) {
        const key = `${name} ${drift.field}`;
        if (this.#drifted.has(key)) continue;
        this.#drifted.add(key);
        this.#options.onDrift?.({ operation: name, ...drift });
      }
    }
    if (status === FAILED) {
      const fields = JSON.parse(glue.take()) as ErrorFields;
      if (fields.kind === "decode") {
        throw new DecodeError(`${name}: HTTP ${httpStatus}, and the answer cannot be read: ${fields.message}`, {
          operation: name,
          status: httpStatus,
          body: decodeText(bytes),
        });
      }
      const error = revive(fields, name);
      EiotError.keepBody(error, decodeText(bytes));
      throw error;
    }
    const text = status === REPAIRED ? glue.take() : decodeText(bytes);
    const answer = JSON.parse(text) as Record<string, unknown>;
    if (!operations[index]?.[3]) return answer["data"];
    const { code, message, ...rest } = answer;
    return rest;
  }

  #warn(operation: string, warnings: Omit<Warning, "operation">[]): void {
    for (const warning of warnings) {
      const key = `${operation} ${warning.field}`;
      if (this.#warned.has(key)) continue;
      this.#warned.add(key);
      this.#options.onWarning?.({ operation, ...warning });
    }
  }

  /** Credentials are private fields: neither this nor an inspector shows them. */
  toJSON(): { url: string } {
    return { url: this.#url };
  }
}

/** The caller's number of an order. */
function orderNumber(params: string): string {
  const { outTradeNo, out_trade_no } = JSON.parse(params) as Record<string, unknown>;
  return String(outTradeNo ?? out_trade_no);
}

function proxyRefusal(bytes: Uint8Array): ErrorFields | undefined {
  try {
    const { error } = JSON.parse(decodeText(bytes)) as { error?: ErrorFields };
    return typeof error?.kind === "string" ? error : undefined;
  } catch {
    return undefined;
  }
}

function checkOptions(options: ClientOptions): string {
  const fail = (field: string, reason: string): never => {
    throw new ValidationError([{ field, reason }]);
  };
  if (typeof options !== "object" || options === null) fail("options", "must be an object: { appkey, secret } or { proxyUrl }");
  const { timeout, maxBody, fetch: custom } = options;
  if (timeout !== undefined && !(timeout > 0)) fail("timeout", "must be a number of milliseconds above 0");
  if (maxBody !== undefined && !(maxBody > 0)) fail("maxBody", "must be a number of bytes above 0");
  if (custom !== undefined && typeof custom !== "function") fail("fetch", "must be a function");
  if (options.proxyUrl !== undefined) {
    if ((options as { secret?: unknown }).secret !== undefined) fail("secret", "must not be given together with proxyUrl: the proxy holds it");
    // A path alone is right in a page, where it is resolved against the page's address.
    const base = (globalThis as { location?: { href?: string } }).location?.href;
    const url = URL.canParse(String(options.proxyUrl), base) ? new URL(String(options.proxyUrl), base) : fail("proxyUrl", "must be a URL, or in a page a path");
    return url.href;
  }
  for (const field of ["appkey", "secret"] as const) {
    const value: unknown = options[field];
    if (typeof value !== "string" || value === "") fail(field, "must be a non-empty string: is the configuration value missing? In a browser use proxyUrl instead");
    if ((value as string).trim() !== value || /[\u0000-\u001f\u007f]/.test(value as string)) {
      fail(field, "has white space or control characters around or in it: was it copied with its line end?");
    }
  }
  const baseUrl = options.baseUrl ?? BASE_URL;
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) fail("baseUrl", "must be an http or https URL");
  if (baseUrl === BASE_URL && !custom && "document" in globalThis && "location" in globalThis) {
    fail("secret", "would be readable by everyone who opens this page: use proxyUrl, and createSigningProxy of \"eiotclub/proxy\" on a server");
  }
  return baseUrl.replace(/\/+$/, "");
}
