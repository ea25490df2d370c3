// What a signing proxy can be told, and what is wrong with it.

import { type Groups, type OperationName, operations } from "../generated/operations.js";
import { type Problem, ValidationError } from "../errors/classes.js";
import type * as web from "../core/web-types.js";
import type { OrderOptions } from "./order-quotas.js";
import type { Turns } from "./pace.js";
import type { RateLimiter } from "./caller-rate-limit.js";

/** A group of operations, such as `cards`; `cards.*` is the same. */
export type OperationGroup = keyof Groups | `${keyof Groups}.*`;

/** An operation, a group, or a path for what is not declared here. */
export type Allowed = OperationName | OperationGroup | `/api/${string}`;

/** What a page may send to an operation. Every rule has to be kept. */
export interface ParameterRules {
  /** Fields that have one value. A page may leave them out, or say the same. */
  pin?: { readonly [field: string]: string | number | boolean | readonly (string | number)[] } | undefined;
  /**
   * Fields that have to be there with one of these values; of a list, every item. `iccid` stands for every
   * field that names a card by its ICCID (`iccids`, `oldIccid`, …), and `eid` likewise: an operation that names
   * none is refused.
   */
  allow?: { readonly [field: string]: readonly (string | number)[] } | undefined;
  /** Fields that may not be there. */
  deny?: readonly string[] | undefined;
}

/** Rules that hold whoever calls. */
export interface OperationRules extends ParameterRules {
  /** Fields that are not declared here and may be sent nevertheless. */
  extra?: readonly string[] | undefined;
}

/** Who calls, and what that caller's session adds to the rules. It can narrow them only. */
export interface Grant extends ParameterRules {
  /** Whom calls and orders are counted for. */
  caller: string;
}

/** `true`: go on. A `Response` is sent as it is. Anything else is a refusal. */
export type Verdict = boolean | web.Response | Grant;

/** What happened to one request. Holds no parameter, no credential and nothing of a body. */
export interface ProxyEvent {
  /** Whether the platform answered, whatever it said; otherwise the proxy did. */
  outcome: "answered" | "refused";
  /** The HTTP status that was answered. */
  status: number;
  /** Why it was refused: the `reason` of the error, or its `kind`. */
  reason?: string | undefined;
  /** The operation or path, once it was found to be allowed. */
  operation?: string | undefined;
  caller?: string | undefined;
  /** The platform's code. */
  code?: string | undefined;
  /** Milliseconds. */
  duration: number;
}

export interface SigningProxyOptions {
  appkey: string;
  secret: string;
  /** What may be called: operations, groups, paths. Everything else is refused. `readOnly` is every operation that changes nothing. */
  allow: readonly Allowed[];
  /** Rules for parameters, by operation, group, path, or `*` for all. */
  rules?: { readonly [operation in Allowed | "*"]?: OperationRules } | undefined;
  /** Says whether this caller may make this call, and with which parameters. Default: everyone may, which suits demonstrations only. */
  authorize?: ((request: web.Request, operation: string, params: Record<string, unknown>, context: unknown) => Verdict | undefined | Promise<Verdict | undefined>) | undefined;
  /** Pages of other origins that may use the proxy, and the headers they may send beside `content-type` and `authorization`. Default: only those of its own. */
  cors?: { origins: readonly string[]; credentials?: boolean | undefined; headers?: readonly string[] | undefined } | undefined;
  /** How much one caller may order. */
  orders?: OrderOptions | undefined;
  /** How often one caller may call: a limiter of the runtime, such as the rate limiting binding of Workers, or `memoryLimiter`. */
  rateLimit?: RateLimiter | undefined;
  /** Whom calls are counted for where not for `caller`, such as an address that the runtime vouches for. */
  rateLimitKey?: ((request: web.Request, caller: string) => string) | undefined;
  /** Where calls wait for their turn, since the platform takes ten a second from an account. Default: a queue for this account in this process; `false`: none. */
  pace?: Turns | false | undefined;
  /** Default: the platform's public address. */
  baseUrl?: string | undefined;
  /** The `fetch` to call the platform with: one that leaves from an allow-listed address, such as `throughRelay`. Default: the global one. */
  fetch?: ((input: string, init: web.RequestInit) => Promise<web.Response>) | undefined;
  /** The address that calls leave from, where it is known: named when the platform refuses it. */
  address?: string | undefined;
  /** Milliseconds to wait for the platform. Default: 30,000. */
  timeout?: number | undefined;
  /** Bytes of a question accepted. Default: 64 KiB. */
  maxBody?: number | undefined;
  /** Told of every request when it has been answered. */
  onEvent?: ((event: ProxyEvent) => void) | undefined;
  /** Told of what `authorize`, a store or a limiter threw. The page is told that something failed, no more. Default: `console.error`. */
  onError?: ((error: unknown) => void) | undefined;
  /** Unix seconds, for tests. Default: the clock. */
  now?: (() => number) | undefined;
}

function isKnown(entry: unknown): boolean {
  if (typeof entry !== "string" || /\s/.test(entry)) return false;
  return entry.startsWith("/api/") || (entry !== "*" && operations.some(([name]) => covers(entry, name)));
}

export function covers(entry: string, name: string): boolean {
  return entry === "*" || entry === name || entry.replace(/\.\*$/, "") === name.split(".")[0];
}

/** @throws ValidationError with everything that is wrong. */
export function checkOptions(options: SigningProxyOptions): void {
  const { appkey, secret, allow, rules = {}, authorize, cors, orders, rateLimit, baseUrl, timeout, maxBody } = options;
  const problems: Problem[] = [];
  const wrong = (field: string, reason: string) => void problems.push({ field, reason });
  for (const [field, value] of [["appkey", appkey], ["secret", secret]] as const) {
    if (typeof value !== "string" || value === "" || value.trim() !== value || /[\u0000-\u001f\u007f]/.test(value)) {
      wrong(field, "must be a non-empty string without white space around: is the configuration value missing?");
    }
  }
  if (!Array.isArray(allow) || allow.length === 0) {
    wrong("allow", "must list what may be called, such as [\"cards.list\"]");
  } else {
    for (const one of allow as unknown[]) {
      if (!isKnown(one)) wrong("allow", `holds ${JSON.stringify(one)}, which is no operation, no group of them and no path`);
    }
  }
  for (const [entry, rule] of Object.entries(rules) as [string, OperationRules][]) {
    if (entry !== "*" && !isKnown(entry)) wrong("rules", `holds ${JSON.stringify(entry)}, which is no operation, no group of them and no path`);
    for (const [name, reason] of badRules(rule, ["pin", "allow", "deny", "extra"])) wrong(`rules[${JSON.stringify(entry)}].${name}`, reason);
  }
  if (authorize !== undefined && typeof authorize !== "function") wrong("authorize", "must be a function");
  for (const origin of cors?.origins ?? []) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      wrong("cors.origins", `holds ${JSON.stringify(origin)}: give origins such as "https://app.example", without a path`);
    }
  }
  for (const name of cors?.headers ?? []) {
    if (!/^[\w-]+$/.test(name)) wrong("cors.headers", `holds ${JSON.stringify(name)}, which is no name of a header`);
  }
  if (orders && (!Array.isArray(orders.caps) || orders.caps.length === 0)) wrong("orders.caps", "must list at least one cap, such as { most: 10, period: 86400 }");
  for (const cap of orders?.caps ?? []) {
    if (!(cap.most >= 0)) wrong("orders.caps", "has a cap whose `most` is no number of 0 or more");
    if (!(cap.period > 0)) wrong("orders.caps", "has a cap whose `period` is no number of seconds above 0");
  }
  if (rateLimit !== undefined && typeof rateLimit?.limit !== "function") wrong("rateLimit", "must have a method `limit`, as the rate limiting binding of Workers has: is the binding missing?");
  if (baseUrl !== undefined && !(URL.canParse(baseUrl) && /^https?:$/.test(new URL(baseUrl).protocol))) wrong("baseUrl", "must be an http or https URL");
  if (timeout !== undefined && !(timeout > 0)) wrong("timeout", "must be a number of milliseconds above 0");
  if (maxBody !== undefined && !(maxBody > 0)) wrong("maxBody", "must be a number of bytes above 0");
  if (problems.length) throw new ValidationError(problems);
}

/** What is wrong with rules: a misspelt one would be one that is not kept. */
function* badRules(rules: OperationRules, known: readonly string[]): Generator<[string, string]> {
  for (const [name, value] of Object.entries(rules ?? {})) {
    if (!known.includes(name)) yield [name, `is no rule: the rules are ${known.join(", ")}`];
    else if (value === undefined) continue;
    else if (name === "deny" || name === "extra") {
      if (!Array.isArray(value) || value.some((one) => typeof one !== "string")) yield [name, "must be a list of names"];
    } else if (typeof value !== "object" || value === null || Array.isArray(value)) {
      yield [name, "must be an object, by field"];
    } else if (name === "allow" && Object.values(value as object).some((set) => !Array.isArray(set))) {
      yield [name, "must have a list of values for each field"];
    }
  }
}
