// One request and its response.

import { DecodeError, NetworkError, TimeoutError, isEiotError } from "../errors/classes.js";
import { callHook } from "../core/hooks.js";
import { scrub, shown } from "../errors/redact.js";
import { readBody } from "../http/body.js";
import { withDeadline } from "../http/deadline.js";
import { neverLeft } from "../http/sent.js";
import type { Running } from "./running.js";
import type { Event, Send } from "./command.js";
import type { ClientOptions, RequestInfo, ResponseInfo } from "./options.js";

const MAX_BODY = 8_388_608;

export class Exchange {
  readonly #options: ClientOptions;
  readonly #url: string;

  constructor(options: ClientOptions, url: string) {
    this.#options = options;
    this.#url = url;
  }

  async send(running: Running, command: Send): Promise<Event> {
    const { name, number, signal } = running;
    const { attempt, timeoutMs = Infinity } = command;
    const { onRequest, onResponse } = this.#options;
    const info: RequestInfo = { operation: name, attempt, ...(number !== undefined && { outTradeNo: number }) };
    const late = () => new TimeoutError(`${name}: no response within ${timeoutMs} ms`, { operation: name });
    let started = performance.now();
    let response: Response | undefined;
    let hasLeft = false;
    let event: Event;
    running.cause = undefined;
    const signature = /"sign":"(\w+)"}$/.exec(command.body)?.[1];
    if (signature) running.signatures.push(signature);
    try {
      running.body = await withDeadline(timeoutMs, signal, late, async (inner) => {
        const waiting = callHook(onRequest, info);
        if (waiting) await waiting;
        inner.throwIfAborted();
        started = performance.now();
        hasLeft = true;
        response = await this.#fetch(running, command, inner);
        return this.#read(running, response);
      });
      const header = (of: string) => response?.headers?.get(of) ?? null;
      event = { type: "response", status: (response as Response | undefined)?.status ?? 0, date: header("date"), retryAfter: header("retry-after") };
    } catch (error) {
      event = this.#failure(running, error, hasLeft);
    }
    if (onResponse) {
      const code = event.type === "response" ? /^\s*\{\s*"code"\s*:\s*"?(\d+)/.exec(new TextDecoder().decode(running.body.subarray(0, 200)))?.[1] : undefined;
      callHook(onResponse, { ...info, status: (response as Response | undefined)?.status || undefined, code, duration: performance.now() - started });
    }
    return event;
  }

  /** Returns a text without what must not be shown. */
  scrub(running: Running, text: string): string {
    return scrub(text, this.#secrets(running));
  }

  #fetch(running: Running, { path, body }: Send, signal: AbortSignal): Promise<Response> {
    const options = this.#options;
    const isProxied = options.proxyUrl !== undefined;
    const headers = { "content-type": "application/json;charset=utf-8", ...(isProxied && { ...options.headers, ...running.headers, "x-eiotclub": "1" }) };
    const send = options.fetch ?? ((input: string, init: RequestInit) => fetch(input, init));
    // A redirect would carry a signed body to wherever it points.
    return send(isProxied ? this.#url : this.#url + path, { method: "POST", headers, body, signal, redirect: "manual" });
  }

  async #read({ name }: Running, response: Response): Promise<Uint8Array> {
    const { maxBody = MAX_BODY } = this.#options;
    const bytes = await readBody(response, maxBody);
    if (bytes) return bytes;
    throw new DecodeError(`${name}: HTTP ${response.status}, and the response is longer than the ${maxBody} bytes of maxBody`, { operation: name, status: response.status });
  }

  #failure(running: Running, error: unknown, hasLeft: boolean): Event {
    const { name, signal } = running;
    if (signal?.aborted && error === signal.reason) {
      running.cause = error;
      return hasLeft ? { type: "aborted" } : { type: "failed", sent: "no", reason: "network" };
    }
    const sent = !hasLeft || neverLeft(error) ? "no" : "unknown";
    if (error instanceof TimeoutError) {
      running.cause = error;
      return { type: "failed", sent, reason: "timeout" };
    }
    running.cause = isEiotError(error)
      ? error
      : new NetworkError(`${name}: ${sent === "no" ? "the request could not be sent" : "the response did not arrive, or not to its end"}`, { operation: name, cause: shown(error, this.#secrets(running)) });
    return { type: "failed", sent, reason: "network" };
  }

  #secrets({ headers, signatures }: Running): string[] {
    const { secret = "" } = this.#options;
    const own = this.#options.proxyUrl === undefined ? {} : this.#options.headers;
    return [secret, ...signatures, ...Object.values({ ...own, ...headers })];
  }
}
