import { type Problem, ValidationError, wrong } from "../errors/classes.js";
import type * as web from "../core/web-types.js";
import type { Fault } from "./faults.js";

export interface SandboxOptions {
  /** The appkey it knows. */
  appkey: string;
  /** The secret it checks requests and signs notifications with. */
  secret: string;
  /** Where notifications are posted. */
  notifyUrl?: string | web.URL | undefined;
  /** Takes the posts instead of the network, such as `(request) => receiver.handle(request)`. */
  notify?: ((request: web.Request) => web.Response | Promise<web.Response>) | undefined;
  /** Milliseconds after which a post that is not answered has failed. Default: 10,000. */
  notifyTimeout?: number | undefined;
  /** What everything random is made from: cards, ids, usage, faults. Default: 1. */
  seed?: number | undefined;
  /** The clock, Unix seconds. A number stands still, and makes runs that are the same to the byte. Default: the real one. */
  now?: number | (() => number) | undefined;
  /** Simulated time follows the clock; otherwise it moves by `advance` only. */
  realTime?: boolean | undefined;
  /** How many cards the account has, to 200,000. Default: 24. */
  cards?: number | undefined;
  /** The balance to begin with, in US dollars. Default: 500. */
  balance?: number | string | undefined;
  /** What goes wrong: see `sandbox.faults`. */
  faults?: readonly Fault[] | undefined;
  /**
   * Whether a call is refused, with 43332, whose signature came before: the same parameters with the same
   * timestamp and nonce. Whether the platform does so is not documented. Default: false.
   */
  refuseReplays?: boolean | undefined;
  /** The addresses that may call, 15 at the most; others are refused with 42104. Calls come from 127.0.0.1, over HTTP from where they come. Default: all. */
  allowlist?: readonly string[] | undefined;
  /** How many calls are taken in a second; more are refused with 501. Integrators report 10. Default: any number. */
  rateLimit?: number | undefined;
  /** Told of each request as it comes. Nothing in it is secret. */
  onRequest?: ((request: SandboxRequest) => void) | undefined;
}

/** A request that came, and what became of it. */
export interface SandboxRequest {
  /** Such as `packages.order`; the path where it is no operation's. */
  operation: string;
  /** The HTTP status. */
  status: number;
  /** The platform's code, where the answer has one. */
  code: string | undefined;
  /** Whether the answer arrives, or never comes, or the connection breaks: by a rule of the faults. */
  fate: "answer" | "silence" | "reset";
}

/** The last second of the year 9999: what is above was meant as milliseconds. */
const LAST_SECOND = 253_402_300_799;
const MOST_CARDS = 200_000;
const MOST_CENTS = 1e12;

const SECONDS = "must be Unix seconds, not milliseconds";

/** What a clock says, if it can be a time. */
export function checkedNow(now: unknown): number {
  if (isTime(now)) return now;
  wrong("now", SECONDS);
}

const isTime = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= LAST_SECOND;

/** US cents, or nothing where it is no amount. */
export function centsOf(balance: number | string): number | undefined {
  const cents = Math.round(Number(balance) * 100);
  const written = typeof balance === "number" || (typeof balance === "string" && /^\d{1,10}(\.\d{1,2})?$/.test(balance));
  return written && cents >= 0 && cents <= MOST_CENTS ? cents : undefined;
}

const isAllowlist = (list: unknown) => Array.isArray(list) && list.length > 0 && list.length <= 15 && list.every((one) => typeof one === "string" && one !== "");

export function checkOptions(options: SandboxOptions): void {
  const problems: Problem[] = [];
  const demand = (field: keyof SandboxOptions, good: (value: unknown) => boolean, reason: string) => {
    const value: unknown = options?.[field];
    if (value !== undefined && !good(value)) problems.push({ field, reason });
  };
  for (const field of ["appkey", "secret"] as const) {
    const value: unknown = options?.[field];
    if (typeof value !== "string" || value === "") problems.push({ field, reason: "must be a non-empty string: any will do, the client needs the same" });
  }
  const isFlag = (value: unknown) => typeof value === "boolean";
  demand("seed", Number.isFinite, "must be a number");
  demand("now", (now) => typeof now === "function" || isTime(now), `${SECONDS}, or a function that tells them`);
  demand("notify", (notify) => typeof notify === "function", "must be a function that takes a Request");
  demand("onRequest", (told) => typeof told === "function", "must be a function");
  demand("notifyUrl", (url) => URL.canParse(String(url)), "must be a URL");
  demand("notifyTimeout", (ms) => typeof ms === "number" && ms > 0, "must be milliseconds, more than 0");
  demand("realTime", isFlag, "must be true or false");
  if (options?.realTime === true && typeof options.now === "number") {
    problems.push({ field: "realTime", reason: "cannot follow a clock that stands still: leave `now` out, or give a function" });
  }
  demand("cards", (cards) => Number.isInteger(cards) && (cards as number) >= 1 && (cards as number) <= MOST_CARDS, `must be a whole number from 1 to ${MOST_CARDS}`);
  demand("balance", (balance) => centsOf(balance as number | string) !== undefined, 'must be an amount in US dollars, such as 500 or "500.00"');
  demand("refuseReplays", isFlag, "must be true or false");
  demand("allowlist", isAllowlist, "must be a list of addresses, 15 at the most");
  demand("rateLimit", (calls) => Number.isInteger(calls) && (calls as number) > 0 && (calls as number) < 1e6, "must be a whole number of calls a second, more than 0");
  if (problems.length) throw new ValidationError(problems);
}
