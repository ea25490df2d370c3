/**
 * A signing proxy: a page calls the platform through it and never sees the secret.
 * @module
 */

import { type OperationName, operations } from "../generated/operations.js";
import { readBody } from "./body.js";
import { BASE_URL, UNDECLARED, core, glue, randomBits } from "./core.js";
import { withDeadline } from "./deadline.js";
import { type ErrorFields, TimeoutError, ValidationError, isEiotError } from "./errors.js";
import { unixNow } from "./notification.js";
import { FAILED } from "./text.js";

export * from "./public-errors.js";
import type { ModuleSource } from "./instance.js";
export type { ModuleSource };
export type { OperationName } from "../generated/operations.js";

/**
 * Resolves when synchronous functions can be called. Needed in browsers only, and there only before
 * the first of them: everything asynchronous waits by itself.
 * @param source Where the module is, if not beside this file: a URL, a response, a compiled module.
 */
export const ready: (source?: ModuleSource) => Promise<void> = core.ready;

export interface SigningProxyOptions {
  appkey: string;
  secret: string;
  /** What may be called: names such as `packages.order`, or paths for what is not declared here. Everything else is refused. */
  allow: readonly (OperationName | `/api/${string}`)[];
  /** Says whether this caller may make this call. A `Response` is sent as it is. Default: everyone may. */
  authorize?: ((request: Request, operation: string, params: Record<string, unknown>) => boolean | Response | Promise<boolean | Response>) | undefined;
  /** Pages of other origins that may use the proxy. Default: only those of its own. */
  cors?: { origins: readonly string[]; credentials?: boolean } | undefined;
  /** Default: the platform's public address. */
  baseUrl?: string | undefined;
  /** The `fetch` to call the platform with: one that leaves from an allow-listed address. Default: the global one. */
  fetch?: ((input: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Milliseconds to wait for the platform. Default: 30,000. */
  timeout?: number | undefined;
  /** Bytes of a question accepted. Default: 64 KiB. */
  maxBody?: number | undefined;
  /** Unix seconds, for tests. Default: the clock. */
  now?: (() => number) | undefined;
}

/** A web-standard handler for one address: mount it and give that address to the page's `Client` as `proxyUrl`. */
export function createSigningProxy(options: SigningProxyOptions): (request: Request, context?: unknown) => Promise<Response> {
  const { appkey, secret, allow, authorize, cors, timeout = 30_000, maxBody = 65_536, now = unixNow } = options;
  checkOptions(options);
  const baseUrl = (options.baseUrl ?? BASE_URL).replace(/\/+$/, "");
  const allowed = allow.join(" ");
  const origins = (cors?.origins ?? []).join(" ");
  const send = options.fetch ?? ((input: string, init: RequestInit) => fetch(input, init));

  async function answer(request: Request): Promise<Response> {
    await core.ready();
    const { headers } = request;
    const head = core.run(() =>
      glue.admit(
        request.method,
        headers.get("content-type") ?? "",
        Number(headers.get("content-length") ?? 0),
        headers.has("x-eiotclub"),
        headers.get("origin") ?? "",
        new URL(request.url).origin,
        origins,
        maxBody,
      ),
    );
    if (head === FAILED) return refuse(JSON.parse(glue.take()) as ErrorFields);
    const body = await readBody(request, maxBody);
    if (!body) return refuse({ kind: "proxy", status: 413, reason: "too_large", message: "the body is larger than the proxy accepts" });
    const read = core.run(() => glue.question(body, allowed));
    const text = glue.take();
    if (read === FAILED) return refuse(JSON.parse(text) as ErrorFields);
    const line = text.indexOf("\n");
    const { operation, path } = JSON.parse(text.slice(0, line)) as { operation?: OperationName; path: string };
    const params = text.slice(line + 1);
    if (authorize) {
      const verdict = await authorize(request, operation ?? path, JSON.parse(params) as Record<string, unknown>);
      if (verdict instanceof Response) return verdict;
      if (verdict !== true) return refuse({ kind: "proxy", status: 403, reason: "not_authorized", message: "this caller may not make this call" });
    }
    const index = operation ? operations.findIndex(([name]) => name === operation) : UNDECLARED;
    const [at, random] = [now(), randomBits()];
    const signed = core.run(() => glue.request(index, operation ? "" : path, params, appkey, secret, at, random));
    const signedText = glue.take();
    if (signed === FAILED) return refuse({ ...(JSON.parse(signedText) as ErrorFields), status: 400 });
    return pass(path, signedText, request.signal);
  }

  async function pass(path: string, body: string, signal: AbortSignal): Promise<Response> {
    try {
      return await withDeadline(timeout, signal, () => new TimeoutError("no answer"), async (inner) => {
        const init = { method: "POST", headers: { "content-type": "application/json;charset=utf-8" }, body, signal: inner };
        const response = await send(baseUrl + path, init);
        const bytes = await response.arrayBuffer();
        const type = response.headers.get("content-type") ?? "application/json";
        return new Response(bytes, { status: response.status, headers: { ...SAFE, "content-type": type } });
      });
    } catch (error) {
      return isEiotError(error) && error.kind === "timeout"
        ? refuse({ kind: "timeout", status: 504, message: `the platform did not answer within ${timeout} ms` })
        : refuse({ kind: "network", status: 502, message: "the platform could not be reached from the proxy" });
    }
  }

  return async (request) => {
    const origin = request.headers.get("origin") ?? "";
    const foreign = cors?.origins.includes(origin) ?? false;
    if (request.method === "OPTIONS" && foreign) return new Response(null, { status: 204, headers: crossOrigin(origin, cors?.credentials) });
    const answered = await answer(request);
    if (!foreign) return answered;
    const response = new Response(answered.body, answered);
    for (const [name, value] of Object.entries(crossOrigin(origin, cors?.credentials))) response.headers.set(name, value);
    return response;
  };
}

// What the platform answers is JSON for a script, never a page, and never for a shared cache.
const SAFE = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

function refuse(error: ErrorFields): Response {
  const headers: Record<string, string> = { ...SAFE, "content-type": "application/json" };
  if (error.status === 405) headers["allow"] = "POST";
  return new Response(JSON.stringify({ error }), { status: error.status ?? 400, headers });
}

function crossOrigin(origin: string, credentials = false): Record<string, string> {
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "content-type, x-eiotclub, authorization",
    "access-control-max-age": "7200",
    vary: "origin",
    ...(credentials ? { "access-control-allow-credentials": "true" } : {}),
  };
}

function checkOptions({ appkey, secret, allow, cors, baseUrl }: SigningProxyOptions): void {
  const problems: { field: string; reason: string }[] = [];
  for (const [field, value] of [["appkey", appkey], ["secret", secret]] as const) {
    if (typeof value !== "string" || value === "" || value.trim() !== value) {
      problems.push({ field, reason: "must be a non-empty string without white space around: is the configuration value missing?" });
    }
  }
  const known = (one: string) => one.startsWith("/api/") || operations.some(([name]) => name === one);
  if (!Array.isArray(allow) || allow.length === 0) {
    problems.push({ field: "allow", reason: "must list the operations that may be called, such as [\"cards.list\"]" });
  } else {
    for (const one of allow as readonly string[]) {
      if (typeof one !== "string" || !known(one)) problems.push({ field: "allow", reason: `holds ${JSON.stringify(one)}, which is no operation` });
    }
  }
  for (const origin of cors?.origins ?? []) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      problems.push({ field: "cors.origins", reason: `holds ${JSON.stringify(origin)}: give origins such as "https://app.example", without a path` });
    }
  }
  if (baseUrl !== undefined && !URL.canParse(baseUrl)) problems.push({ field: "baseUrl", reason: "must be a URL" });
  if (problems.length) throw new ValidationError(problems);
}
