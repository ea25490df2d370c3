// What a client can be told.

import { BASE_URL } from "../core/platform.js";
import type * as web from "../core/web-types.js";
import { wrong } from "../errors/classes.js";
import type { Drift } from "../webhook/notification.js";
import type { PaceOptions, Pacer } from "./pace.js";

/** What a hook is told before a request leaves. Nothing in it is secret. */
export interface RequestInfo {
  operation: string;
  /** The attempt, counted from 1. */
  attempt: number;
  /** Of an order: its number, to be kept before the order leaves. */
  outTradeNo?: string;
}

/** What a hook is told when a request has ended. */
export interface ResponseInfo extends RequestInfo {
  /** The HTTP status; nothing where no answer came. */
  status: number | undefined;
  /** The platform's code; nothing where it gave none. */
  code: string | undefined;
  /** Milliseconds from the sending to the end of the answer. */
  duration: number;
}

/** How calls are retried. */
export interface RetryOptions {
  /** Attempts in all. Default: 3. */
  attempts?: number | undefined;
  /** Milliseconds for each attempt. Default: what is left of the call's `timeout`, less the time of a look-up. */
  attemptTimeout?: number | undefined;
}

/** A parameter that looks wrong. */
export interface Warning {
  operation: string;
  field: string;
  reason: string;
}

interface CommonOptions {
  /** The `fetch` to call with. Default: the global one. */
  fetch?: ((input: string, init: web.RequestInit) => Promise<web.Response>) | undefined;
  /** Milliseconds until a call is given up, all told. Default: 30,000. */
  timeout?: number | undefined;
  /**
   * How calls are repeated whose answer did not come, or was 500, 501 or an HTTP error: only those that
   * change nothing, and orders, which have a number. `false`: never. A repeat is signed anew.
   */
  retry?: RetryOptions | false | undefined;
  /**
   * How fast it calls. Default: 10 a second, 50 at once, and no call that is known to come too soon (44001).
   * `false`: nothing is held back, as with a sandbox's own `fetch`. A pace made by `createPacer` is shared.
   */
  pace?: PaceOptions | Pacer | false | undefined;
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
  /** Told before each try. What this and the other hooks throw is ignored: they must not lose an order. */
  onRequest?: ((info: RequestInfo) => void) | undefined;
  /** Told after each try. */
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
  proxyUrl: string | web.URL;
  /** Sent along, such as the application's own authorization. */
  headers?: Record<string, string> | undefined;
  appkey?: undefined;
  secret?: undefined;
}

export type ClientOptions = SigningOptions | ProxyOptions;

/** Rejects what cannot be a time to wait. More than a timer can wait, `Infinity` too, means no limit. */
export function checkTimeout(field: string, timeout: unknown): void {
  if (timeout === undefined || (typeof timeout === "number" && timeout > 0)) return;
  wrong(field, `must be a number of milliseconds above 0 (received ${JSON.stringify(timeout)})`);
}

export function checkRetry(retry: RetryOptions | false | undefined): void {
  if (!retry) return;
  const { attempts, attemptTimeout } = retry;
  if (attempts !== undefined && !(Number.isInteger(attempts) && attempts >= 1)) wrong("retry.attempts", `must be an integer, 1 or more (received ${JSON.stringify(attempts)})`);
  checkTimeout("retry.attemptTimeout", attemptTimeout);
}

/** The address to call. Throws for what cannot be right. */
export function checkOptions(options: ClientOptions): string {
  if (typeof options !== "object" || options === null) wrong("options", "must be an object: { appkey, secret } or { proxyUrl }");
  const { timeout, retry, maxBody, fetch: custom } = options;
  checkTimeout("timeout", timeout);
  if (maxBody !== undefined && !(maxBody > 0)) wrong("maxBody", "must be a number of bytes above 0");
  checkRetry(retry);
  if (custom !== undefined && typeof custom !== "function") wrong("fetch", "must be a function");
  if (options.proxyUrl !== undefined) {
    if ((options as { secret?: unknown }).secret !== undefined) wrong("secret", "must not be given together with proxyUrl: the proxy holds it");
    // A path alone is right in a page, where it is resolved against the page's address.
    const base = (globalThis as { location?: { href?: string } }).location?.href;
    const url = URL.canParse(String(options.proxyUrl), base) ? new URL(String(options.proxyUrl), base) : wrong("proxyUrl", "must be a URL, or in a page a path");
    return url.href;
  }
  for (const field of ["appkey", "secret"] as const) {
    const value: unknown = options[field];
    if (typeof value !== "string" || value === "") wrong(field, "must be a non-empty string: is the configuration value missing? In a browser use proxyUrl instead");
    if ((value as string).trim() !== value || /[\u0000-\u001f\u007f]/.test(value as string)) {
      wrong(field, "has white space or control characters around or in it: was it copied with its line end?");
    }
  }
  const baseUrl = options.baseUrl ?? BASE_URL;
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) wrong("baseUrl", "must be an http or https URL");
  if (baseUrl === BASE_URL && !custom && "document" in globalThis && "location" in globalThis) {
    wrong("secret", "would be readable by everyone who opens this page: use proxyUrl, and createSigningProxy of \"eiotclub/proxy\" on a server");
  }
  return baseUrl.replace(/\/+$/, "");
}
