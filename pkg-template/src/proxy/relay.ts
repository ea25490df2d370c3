// The platform takes calls from allow-listed addresses only, and an edge function has none of its own: a
// relay on a fixed address sends on what the edge function signed. Both prove to each other who they are.

import { readBody } from "../http/body.js";
import { withDeadline } from "../http/deadline.js";
import { type Problem, ProxyError, TimeoutError, ValidationError } from "../errors/classes.js";
import { decodeText } from "../core/text.js";
import { unixNow } from "../webhook/notification.js";
import { neverLeft } from "../http/sent.js";
import { BASE_URL } from "../core/platform.js";
import type * as web from "../core/web-types.js";
import { ADDRESS_HEADER, SAFE, refusal } from "./responses.js";
import { Crowded, type Turns, turns } from "./pace.js";

const HEADER = "x-eiotclub-relay";
const PATH = "x-eiotclub-path";
/** Before the name of a header of the platform's response: servers write a `Date` of their own. */
const PLATFORM = "x-eiotclub-platform-";
/** The type of the relay's own failures. Like every type it is part of what is proven, so no answer of the platform can pass for one. */
const OWN_FAILURE = "application/vnd.eiotclub.relay+json";
/** Headers of the platform's response that the client reads. */
const TOLD = ["date", "retry-after"];
const SHORTEST_KEY = 32;
const TIMEOUT = 30_000;

const encoder = /* @__PURE__ */ new TextEncoder();

/** A proof that whoever has the key said this: HMAC-SHA-256, in hex. */
interface Mac {
  make(head: string, body: Uint8Array): Promise<string>;
  holds(mac: string, head: string, body: Uint8Array): Promise<boolean>;
}

function macWith(key: string): Mac {
  let imported: Promise<CryptoKey> | undefined;
  const use = () => (imported ??= crypto.subtle.importKey("raw", encoder.encode(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]));
  const message = (head: string, body: Uint8Array) => {
    // A line feed ends each part of the head, and no part holds one.
    const start = encoder.encode(head);
    const all = new Uint8Array(start.length + body.length);
    all.set(start);
    all.set(body, start.length);
    return all;
  };
  return {
    async make(head, body) {
      const mac = new Uint8Array(await crypto.subtle.sign("HMAC", await use(), message(head, body)));
      return Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("");
    },
    async holds(mac, head, body) {
      if (!/^[0-9a-f]{64}$/.test(mac)) return false;
      const bytes = Uint8Array.from(mac.match(/../g) as string[], (two) => Number.parseInt(two, 16));
      // Compares in constant time.
      return crypto.subtle.verify("HMAC", await use(), bytes, message(head, body));
    },
  };
}

const askedHead = (at: string, nonce: string, path: string) => `eiotclub relay 1 request\n${at}\n${nonce}\n${path}\n`;
const answeredHead = (nonce: string, status: number, told: (name: string) => string) =>
  ["eiotclub relay 2 answer", nonce, status, ...["content-type", ADDRESS_HEADER, ...TOLD.map((name) => PLATFORM + name)].map(told), ""].join("\n");

function checkKey(key: unknown, problems: Problem[]): void {
  if (typeof key !== "string" || key.length < SHORTEST_KEY) {
    problems.push({ field: "key", reason: `must be a string of ${SHORTEST_KEY} characters or more: make one with \`openssl rand -hex 32\`, and give the same to both sides` });
  }
}

export interface ThroughRelayOptions {
  /** Where the relay is. */
  url: string | web.URL;
  /** The key that it shares with the relay, 32 characters or more. */
  key: string;
  /** The `fetch` to call the relay with. Default: the global one. */
  fetch?: ((input: string, init: web.RequestInit) => Promise<web.Response>) | undefined;
  /** Unix seconds, for tests. Default: the clock. */
  now?: (() => number) | undefined;
}

/**
 * A `fetch` that sends signed calls through a relay: for `createSigningProxy` and for `Client`. What does not come from the
 * relay, or is an answer to another call, is a `ProxyError`.
 */
export function throughRelay({ url, key, fetch: custom, now = unixNow }: ThroughRelayOptions): (input: string, init: web.RequestInit) => Promise<web.Response> {
  const problems: Problem[] = [];
  checkKey(key, problems);
  const place = URL.canParse(String(url)) ? new URL(String(url)) : undefined;
  const local = place && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(place.hostname);
  if (!place || !(place.protocol === "https:" || (place.protocol === "http:" && local))) {
    problems.push({ field: "url", reason: "must be an https URL: what is sent is signed, not hidden. http is for this machine only" });
  }
  if (problems.length) throw new ValidationError(problems);
  const mac = macWith(key);
  const send = custom ?? ((input: string, init: RequestInit) => fetch(input, init));
  return async (input, { body, signal }) => {
    const path = new URL(input).pathname;
    const text = encoder.encode(String(body));
    const at = String(now());
    const nonce = crypto.randomUUID();
    const proof = await mac.make(askedHead(at, nonce, path), text);
    const headers = { "content-type": "application/json;charset=utf-8", [PATH]: path, [HEADER]: `${at} ${nonce} ${proof}` };
    const init: RequestInit = { method: "POST", headers, body: text as BodyInit, redirect: "manual" };
    if (signal) init.signal = signal;
    const response = await send((place as URL).href, init);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const field = (name: string) => response.headers.get(name) ?? "";
    const head = answeredHead(nonce, response.status, field);
    if (!(await mac.holds(field(HEADER), head, bytes))) {
      // Without the key nobody can tell that it was the relay; what it says about its refusal is a hint, no more.
      throw new ProxyError({ reason: "relay", status: 502, message: `${hint(response.status)} (HTTP ${response.status} from the relay's address)` });
    }
    if (field("content-type") === OWN_FAILURE) {
      const { reason, sent } = JSON.parse(decodeText(bytes)) as { reason: string; sent: boolean };
      const error = new ProxyError({ reason: reason === "busy" ? reason : "relay", status: response.status, message: `${hint(response.status)} (HTTP ${response.status}, proven to be the relay's)` });
      // Only what the relay proves: everything else may have reached the platform.
      if (!sent) Object.assign(error, { sent });
      throw error;
    }
    const passedOn: Record<string, string> = {};
    for (const name of ["content-type", ADDRESS_HEADER]) if (field(name)) passedOn[name] = field(name);
    // The relay's own are not the platform's.
    for (const name of TOLD) if (field(PLATFORM + name)) passedOn[name] = field(PLATFORM + name);
    return new Response(bytes as BodyInit, { status: response.status, headers: passedOn });
  };
}

function hint(status: number): string {
  switch (status) {
    case 401:
      return "the relay did not accept the call: the keys differ, or one of the two clocks is wrong";
    case 429:
      return "too many calls wait at the relay";
    case 502:
    case 504:
      return "the relay did not reach the platform";
    default:
      return "the answer is not proven to be the relay's";
  }
}

export interface RelayOptions {
  /** The key that it shares with those it serves, 32 characters or more; several while they are rotated. */
  key: string | readonly string[];
  /** Default: the platform's public address. */
  baseUrl?: string | undefined;
  /** The address that calls leave from, where it is known: named when the platform refuses it. */
  address?: string | undefined;
  /** Seconds that the two clocks may differ. Default: 60. */
  window?: number | undefined;
  /** Where calls wait for their turn. Default: ten a second; `false`: they do not. */
  pace?: Turns | false | undefined;
  /** Milliseconds to wait for the platform. Default: 30,000. */
  timeout?: number | undefined;
  /** Bytes of a call accepted. Default: 64 KiB. */
  maxBody?: number | undefined;
  /** The `fetch` to call the platform with. Default: the global one. */
  fetch?: ((input: string, init: web.RequestInit) => Promise<web.Response>) | undefined;
  /** Unix seconds, for tests. Default: the clock. */
  now?: (() => number) | undefined;
}

/**
 * A web-standard handler that sends signed calls on to the platform, for whoever has the key. It knows neither appkey nor
 * secret. A call goes once: what was sent before, or was made before the relay began, is refused.
 */
export function createRelay(options: RelayOptions): (request: web.Request) => Promise<web.Response> {
  const { window = 60, timeout = TIMEOUT, maxBody = 65_536, address = "", now = unixNow } = options;
  const keys = typeof options.key === "string" ? [options.key] : [...(options.key ?? [])];
  const problems: Problem[] = [];
  for (const key of keys.length ? keys : [undefined]) checkKey(key, problems);
  if (!(window > 0)) problems.push({ field: "window", reason: "must be a number of seconds above 0" });
  if (!/^[\w.:]*$/.test(address)) problems.push({ field: "address", reason: "must be an IP address" });
  if (problems.length) throw new ValidationError(problems);
  const macs = keys.map(macWith);
  const baseUrl = (options.baseUrl ?? BASE_URL).replace(/\/+$/, "");
  const send = options.fetch ?? ((input: string, init: RequestInit) => fetch(input, init));
  const pace = options.pace === false ? undefined : (options.pace ?? turns());
  const began = now();
  /** What was sent, until its time is over. */
  const sent = new Map<string, number>();
  const refuse = (status: number, reason: string, message: string) => refusal({ kind: "proxy", status, reason, message });

  return async (request) => {
    if (request.method !== "POST") return refuse(405, "method", "the relay takes POST");
    const path = request.headers.get(PATH) ?? "";
    const [at = "", nonce = "", proof = "", more] = (request.headers.get(HEADER) ?? "").split(" ");
    const wellFormed = /^\d{1,11}$/.test(at) && /^[\w-]{16,64}$/.test(nonce) && more === undefined && /^\/api(\/[\w-]+)+$/.test(path);
    if (!wellFormed) return refuse(401, "malformed", "the relay takes what throughRelay of this package sends");
    const body = await readBody(request, maxBody);
    if (!body) return refuse(413, "too_large", "the body is larger than the relay accepts");
    const head = askedHead(at, nonce, path);
    let mac: Mac | undefined;
    for (const one of macs) if (await one.holds(proof, head, body)) mac = one;
    if (!mac) return refuse(401, "bad_signature", "the call is not signed with the relay's key");
    const time = now();
    // What was sent before it began it cannot remember.
    if (Math.abs(time - Number(at)) > window || Number(at) < began) return refuse(401, "stale", "the call was made at another time: is a clock wrong, or did the relay just begin?");
    for (const [old, until] of sent) {
      if (until >= time) break;
      sent.delete(old);
    }
    if (sent.has(nonce)) return refuse(401, "replayed", "the call was sent before");
    sent.set(nonce, time + 2 * window);

    const prove = async (status: number, told: Record<string, string>, bytes: Uint8Array) => {
      if (address) told[ADDRESS_HEADER] = address;
      const proven = await (mac as Mac).make(answeredHead(nonce, status, (name) => told[name] ?? ""), bytes);
      return new Response(bytes as BodyInit, { status, headers: { ...SAFE, ...told, [HEADER]: proven } });
    };
    const fail = (status: number, reason: string, wasSent: boolean) =>
      prove(status, { "content-type": OWN_FAILURE }, encoder.encode(JSON.stringify({ reason, sent: wasSent })));
    let hasLeft = false;
    try {
      return await withDeadline(timeout, request.signal, () => new TimeoutError("no answer"), async (signal) => {
        await pace?.enter(signal);
        try {
          const init: RequestInit = { method: "POST", headers: { "content-type": "application/json;charset=utf-8" }, body: body as BodyInit, signal, redirect: "manual" };
          hasLeft = true;
          const response = await send(baseUrl + path, init);
          const bytes = new Uint8Array(await response.arrayBuffer());
          if (response.status < 200 || response.status === 204 || response.status === 205 || (response.status >= 300 && response.status < 400)) {
            return await fail(502, "platform", true);
          }
          const type = response.headers.get("content-type") ?? "application/json";
          const told: Record<string, string> = { "content-type": type === OWN_FAILURE ? "application/json" : type };
          for (const name of TOLD) {
            const value = response.headers.get(name);
            if (value !== null) told[PLATFORM + name] = value;
          }
          return await prove(response.status, told, bytes);
        } finally {
          pace?.leave?.();
        }
      });
    } catch (error) {
      const wasSent = hasLeft && !neverLeft(error);
      if (error instanceof Crowded) return fail(429, "busy", wasSent);
      return error instanceof TimeoutError ? fail(504, "timeout", wasSent) : fail(502, "network", wasSent);
    }
  };
}
