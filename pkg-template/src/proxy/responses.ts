// What a signing proxy answers.

import { core, glue } from "../core/proxy.js";
import { decodeText } from "../core/text.js";
import type { ErrorFields } from "../errors/fields.js";

/** The header in which a relay, or a proxy that knows it, names the address that a call left from. */
export const ADDRESS_HEADER = "x-eiotclub-address";

// What is answered is JSON for a script: never a page, never part of one, never for a shared cache.
export const SAFE: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** An error of the proxy, as the client turns back into the same class. */
export function refusal(error: ErrorFields, headers: Record<string, string> = {}): Response {
  const all: Record<string, string> = { ...SAFE, "content-type": "application/json", ...headers };
  if (error.status === 405) all["allow"] = "POST";
  return new Response(JSON.stringify({ error }), { status: error.status ?? 400, headers: all });
}

/** Of the platform's answer nothing is passed on but its status, its body, and how long to wait. */
export function passed(status: number, from: Headers, bytes: Uint8Array, appkey: string, secret: string): Response {
  const cleaned = core.run(() => glue.clean(bytes, appkey, secret));
  if (cleaned === "") {
    return refusal({ kind: "proxy", status: 502, reason: "withheld", message: "the platform's answer held what must not leave the proxy" });
  }
  // What is not JSON is for a person who looks for the fault, and must not be taken for a page.
  const json = /^application\/(?:[\w.-]+\+)?json\b/i.test(from.get("content-type") ?? "application/json");
  const headers: Record<string, string> = { ...SAFE, "content-type": json ? "application/json;charset=utf-8" : "text/plain;charset=utf-8" };
  const retryAfter = from.get("retry-after");
  if (retryAfter && /^\d{1,5}$/.test(retryAfter)) headers["retry-after"] = retryAfter;
  return new Response(cleaned ?? (bytes as BodyInit), { status, headers });
}

/** The platform's refusal of an address, which may not say which: so that whoever reads it knows what to allow. */
export function named(bytes: Uint8Array, from: Headers, configured: string | undefined): Uint8Array {
  const address = from.get(ADDRESS_HEADER) ?? configured;
  const answer = JSON.parse(decodeText(bytes)) as { message?: unknown };
  const message = typeof answer.message === "string" ? answer.message : "";
  if (!address || message.includes(address)) return bytes;
  return new TextEncoder().encode(JSON.stringify({ ...answer, message: `${message} [${address}]` }));
}

/** Leave for a script of a listed origin to ask; kept by the browser for two hours. */
export function preflightPassed(headers: readonly string[]): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...SAFE,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": headers.join(", "),
      "access-control-max-age": "7200",
    },
  });
}

/** Lets scripts of a listed origin read an answer. */
export function crossOrigin(response: Response, origin: string, credentials: boolean): Response {
  const open = new Response(response.body, response);
  open.headers.set("access-control-allow-origin", origin);
  open.headers.set("access-control-expose-headers", "retry-after");
  open.headers.append("vary", "origin");
  if (credentials) open.headers.set("access-control-allow-credentials", "true");
  return open;
}
