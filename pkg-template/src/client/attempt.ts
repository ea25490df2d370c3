// One try of a call: signed, sent, read.

import { operations } from "../generated/operations.js";
import { readBody } from "../http/body.js";
import type { ClientOptions, RequestInfo, ResponseInfo, Warning } from "./options.js";
import { core, glue } from "../core/client.js";
import { randomBits } from "../core/platform.js";
import type { Limit } from "../http/deadline.js";
import { DecodeError, EiotError, NetworkError, isEiotError } from "../errors/classes.js";
import { type Drift, unixNow } from "../webhook/notification.js";
import { scrub, shown } from "../errors/redact.js";
import type { ErrorFields } from "../errors/fields.js";
import { errorFromFields } from "../errors/from-fields.js";
import { decodeText } from "../core/text.js";

const MAX_BODY = 8_388_608;

/** A try, as it goes. */
export interface Try {
  readonly index: number;
  readonly name: string;
  /** Of what is not declared: its path. */
  readonly path: string;
  /** The parameters. */
  readonly text: string;
  readonly info: RequestInfo;
  /** Unix seconds that it was signed with, by the platform's clock as far as it is known. */
  signedAt: number;
  /** What was added to the caller's clock for that. */
  offset: number;
  /** Whether it left. */
  sent: boolean;
  /** Whether a success was read to its end. */
  read: boolean;
  /** The answer, where one came. Its headers are read only where something went wrong. */
  response: Response | undefined;
}

export class Attempts {
  readonly #options: ClientOptions;
  readonly #url: string;
  readonly #drifted = new Set<string>();
  readonly #warned = new Set<string>();
  /** Seconds that the platform's clock is ahead. */
  #offset = 0;

  constructor(options: ClientOptions, url: string) {
    this.#options = options;
    this.#url = url;
  }

  /** The caller's clock, Unix seconds. */
  now(): number {
    return (this.#options.now ?? unixNow)();
  }

  /** Corrects the clock by what an answer told. Through a proxy, the proxy's clock signs. */
  learn(one: Try): boolean {
    const answeredAt = Date.parse(one.response?.headers?.get("date") ?? "");
    if (!answeredAt || this.#options.proxyUrl !== undefined) return false;
    const { signedAt, offset } = one;
    this.#offset = core.run(() => glue.learnClock(Math.floor(answeredAt / 1000), signedAt, offset));
    return true;
  }

  async run(one: Try, limit: Limit): Promise<unknown> {
    const { info, index, name, path, text } = one;
    const { appkey = "", secret = "", headers = {} } = this.#options as { appkey?: string; secret?: string; headers?: Record<string, string> };
    const random = appkey ? randomBits() : 0;
    one.offset = this.#offset;
    // Asked outside: what the caller's clock throws is no fault of the core.
    one.signedAt = this.now() + one.offset;
    const made = core.run(() => glue.request(index, path, text, appkey, secret, one.signedAt, random), (fields) => errorFromFields(fields, name));
    const { body, warnings } = JSON.parse(made) as { body: string; warnings: Omit<Warning, "operation">[] };
    tellOnce(this.#warned, this.#options.onWarning, name, warnings);
    // Looked for only where something goes wrong.
    const secrets = () => [secret, /"sign":"(\w+)"}$/.exec(body)?.[1] ?? "", ...Object.values(headers)];
    tell(this.#options.onRequest, info);
    one.sent = true;
    const { onResponse } = this.#options;
    const started = onResponse ? performance.now() : 0;
    let code: string | undefined;
    try {
      const response = await this.#send(path || `/api/v3/${operations[index]?.[1]}`, body, limit.signal);
      one.response = response;
      const { maxBody = MAX_BODY } = this.#options;
      const bytes = await readBody(response, maxBody);
      if (!bytes) throw new DecodeError(`${name}: HTTP ${response.status}, and the answer is longer than the ${maxBody} bytes of maxBody`, { operation: name, status: response.status });
      const data = this.#read(one, response.status, bytes, secrets);
      code = "200";
      return data;
    } catch (error) {
      if (isEiotError(error)) {
        code = error.code;
        throw error;
      }
      if (limit.aborted && error === limit.reason) throw error;
      throw new NetworkError(`${name}: the request could not be sent, or its answer not read to the end`, { operation: name, cause: shown(error, secrets()) });
    } finally {
      if (onResponse) tell<ResponseInfo>(onResponse, { ...info, status: one.response?.status || undefined, code, duration: performance.now() - started });
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

  #read(one: Try, http: number, bytes: Uint8Array, secrets: () => readonly string[]): unknown {
    const { index, name } = one;
    // The platform might quote what it was sent, so this is the only body that an error may have.
    const shownBody = () => scrub(decodeText(bytes), secrets());
    if (this.#options.proxyUrl !== undefined && http >= 400) {
      const refusal = proxyRefusal(bytes);
      if (refusal) throw errorFromFields(refusal, name);
    }
    const checked = core.run(() => glue.answer(index, bytes), (fields) => this.#failure(one, http, fields, shownBody(), secrets()));
    const { value, drift = [] } = (checked === undefined ? {} : JSON.parse(checked)) as { value?: Record<string, unknown>; drift?: Omit<Drift, "operation">[] };
    if (drift.length) {
      if (this.#options.strict) {
        one.read = true;
        const fields = drift.map(({ field, expected, received }) => `${field} should be ${expected}, not ${received}`).join("; ");
        throw new DecodeError(`${name}: the answer departs from the platform's documentation: ${fields}`, { operation: name, status: http, body: shownBody() });
      }
      tellOnce(this.#drifted, this.#options.onDrift, name, drift);
    }
    const answer = value ?? (JSON.parse(decodeText(bytes)) as Record<string, unknown>);
    one.read = true;
    if (!operations[index]?.[3]?.whole) return answer["data"];
    const { code, message, ...rest } = answer;
    return rest;
  }

  /** Makes the error of a response that is no success. */
  #failure(one: Try, http: number, fields: ErrorFields, body: string, secrets: readonly string[]): EiotError {
    const { name } = one;
    // Its texts alone: a header's value may be so short that it is a part of a code, or of the JSON.
    fields.platformMessage &&= scrub(fields.platformMessage, secrets);
    if (fields.code && !/^\d+$/.test(fields.code)) fields.code = scrub(fields.code, secrets);
    if (fields.kind === "decode") {
      return new DecodeError(`${name}: HTTP ${http}, and the answer cannot be read: ${fields.message}`, { operation: name, status: http, body });
    }
    const error = errorFromFields(fields, name, Math.ceil(askedOf(one) / 1000) || undefined);
    EiotError.keepBody(error, body);
    return error;
  }
}

/** Tells each field of an operation once. */
function tellOnce<T extends { field: string }>(seen: Set<string>, hook: ((info: T & { operation: string }) => void) | undefined, operation: string, all: T[]): void {
  for (const one of all) {
    const key = `${operation} ${one.field}`;
    if (!seen.has(key)) tell(hook, { operation, ...one });
    seen.add(key);
  }
}

/** What a hook throws must not turn an order that was taken into one that failed. */
function tell<T>(hook: ((info: T) => void) | undefined, info: T): void {
  try {
    hook?.(info);
  } catch {
    // Its own affair.
  }
}

/** Milliseconds that an answer's `Retry-After` asks for: seconds, or a date. */
export function askedOf({ response }: Try): number {
  const header = response?.headers?.get("retry-after");
  if (!header) return 0;
  const seconds = Number(header);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return milliseconds > 0 ? Math.min(milliseconds, 0xffffffff) : 0;
}

function proxyRefusal(bytes: Uint8Array): ErrorFields | undefined {
  try {
    const { error } = JSON.parse(decodeText(bytes)) as { error?: ErrorFields };
    return typeof error?.kind === "string" ? error : undefined;
  } catch {
    return undefined;
  }
}
