/**
 * The platform, emulated: for tests, for a laptop, for a page.
 * @module
 */

import * as glue from "#glue/sandbox";
import { source } from "#load/sandbox";
import { readBody } from "./body.js";
import { EiotError, ValidationError, type Problem } from "./errors.js";
import { type ModuleSource, instance } from "./instance.js";
import { unixNow } from "./notification.js";

export * from "./public-errors.js";
export type { ModuleSource };

const core = instance(glue, source);

/**
 * Resolves when synchronous functions can be called. Needed in browsers only, and there only before
 * the first of them: everything asynchronous waits by itself.
 */
export const ready: (source?: ModuleSource) => Promise<void> = core.ready;

export interface SandboxOptions {
  /** The appkey it knows. */
  appkey: string;
  /** The secret it checks requests and signs notifications with. */
  secret: string;
  /** Where notifications are posted. */
  notifyUrl?: string | URL | undefined;
  /** Takes the posts instead of the network, such as `(request) => receiver.handle(request)`. */
  notify?: ((request: Request) => Response | Promise<Response>) | undefined;
  /** What everything random is made from: cards, ids, usage. Default: 1. */
  seed?: number | undefined;
  /** The clock, Unix seconds. A number stands still, and makes runs that are the same to the byte. Default: the real one. */
  now?: number | (() => number) | undefined;
  /** Simulated time follows the clock; otherwise it moves by `advance` only. */
  realTime?: boolean | undefined;
}

/** A notification and what became of it. */
export interface SandboxDelivery {
  id: string;
  event: string;
  /** How often it was posted. */
  tries: number;
  /** The last answer: its status and body, or why there was none. */
  answered: string;
  /** Whether it was acknowledged. */
  done: boolean;
}

interface Context {
  waitUntil?(promise: Promise<unknown>): void;
}

const MAX_BODY = 1_048_576;

// A sandbox that nobody holds any more must not stay in the module's memory.
const forgotten = typeof FinalizationRegistry === "undefined" ? undefined : new FinalizationRegistry<number>((handle) => glue.close(handle));

/** An emulated platform with cards, packages and a balance of 500 USD. */
export class Sandbox {
  readonly #options: SandboxOptions;
  #handle = 0;
  #closed = false;
  #posting: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SandboxOptions) {
    checkOptions(options);
    this.#options = options;
  }

  /** The platform: give it to a `Client` as `fetch`. */
  readonly fetch = async (input: Request | string | URL, init?: RequestInit, context?: Context): Promise<Response> => {
    const request = new Request(input, init);
    const handle = await this.#open();
    const body = await readBody(request, MAX_BODY);
    init?.signal?.throwIfAborted();
    if (!body) return answer(413, '{"error":{"sandbox":"the body is larger than 1 MiB"}}', this.#now());
    const { pathname } = new URL(request.url);
    const reply = this.#run((now) => glue.handle(handle, request.method, pathname, body, now));
    const posting = this.#post();
    context?.waitUntil?.(posting);
    return answer(Number(reply.slice(0, 3)), reply.slice(3), this.#now());
  };

  /** Moves simulated time: usage, packages, alerts, repeats. Resolves when everything that fell due has been posted. */
  async advance(seconds: number): Promise<void> {
    if (!(seconds >= 0)) throw new ValidationError([{ field: "seconds", reason: "must be a number, 0 or more: time does not go back" }]);
    const handle = await this.#open();
    const now = this.#now();
    core.run(() => glue.advance(handle, seconds, now));
    await this.#post();
  }

  /** Resolves when everything that is due has been posted. */
  async settled(): Promise<void> {
    await this.#open();
    await this.#post();
  }

  /** Simulated time, Unix seconds. */
  get clock(): number {
    return this.#handle ? (core.run(() => glue.clock(this.#handle)) ?? this.#now()) : this.#now();
  }

  /** Every notification so far, oldest first. */
  get deliveries(): SandboxDelivery[] {
    return this.#handle ? (JSON.parse(core.run(() => glue.sent(this.#handle)) ?? "[]") as SandboxDelivery[]) : [];
  }

  /** Ends it. Nothing has to be closed: one that nobody holds is forgotten by itself. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    if (this.#handle) core.run(() => glue.close(this.#handle));
  }

  #now(): number {
    const { now } = this.#options;
    return typeof now === "number" ? now : now ? now() : unixNow();
  }

  async #open(): Promise<number> {
    await core.ready();
    if (this.#closed) throw new EiotError("internal", "the sandbox was closed");
    if (!this.#handle) {
      const { appkey, secret, seed = 1, now, realTime = false } = this.#options;
      const options = { appkey, secret, seed, started: this.#now(), fixedClock: typeof now === "number", follow: realTime };
      this.#handle = core.run(() => glue.open(options));
      forgotten?.register(this, this.#handle);
      this.#schedule();
    }
    return this.#handle;
  }

  #run(call: (now: number) => string | undefined): string {
    // Asked outside: what the caller's clock throws is no fault of the core.
    const now = this.#now();
    const result = core.run(() => call(now));
    if (result === undefined) throw new EiotError("internal", "the sandbox was closed, or lost to an inner fault: make a new one");
    return result;
  }

  /** Posts what is due, one after the other so that their order holds, and after what is being posted already. */
  #post(): Promise<void> {
    this.#posting = this.#posting.then(async () => {
      for (;;) {
        const due = JSON.parse(this.#run((now) => glue.due(this.#handle, now))) as [number, string][];
        if (due.length === 0) break;
        for (const [number, body] of due) await this.#deliver(number, body);
      }
      this.#schedule();
    });
    // One failure must not stop what comes later; whoever waits for this one still hears of it.
    const posted = this.#posting;
    this.#posting = posted.catch(() => undefined);
    return posted;
  }

  async #deliver(number: number, body: string): Promise<void> {
    const { notify, notifyUrl } = this.#options;
    let answered = "there is nobody to notify";
    let success = !notify && !notifyUrl;
    if (!success) {
      const headers = { "content-type": "application/json;charset=utf-8" };
      const request = new Request(notifyUrl ?? "https://callback.invalid/", { method: "POST", headers, body });
      try {
        const response = await (notify ? notify(request) : fetch(request));
        const text = (await response.text()).slice(0, 1000);
        answered = `${response.status} ${text}`;
        success = response.ok && acknowledged(text);
      } catch (error) {
        answered = error instanceof Error ? error.message : String(error);
      }
    }
    core.run(() => glue.settled(this.#handle, number, answered, success));
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#options.realTime || this.#closed || !this.#handle) return;
    const seconds = core.run(() => glue.nextDue(this.#handle));
    if (seconds === undefined) return;
    // An hour at the most: a longer timer would overflow, and nothing is lost by looking again.
    this.#timer = setTimeout(() => void this.#post().catch(() => undefined), Math.min(seconds, 3600) * 1000 + 50);
    (this.#timer as { unref?: () => void }).unref?.();
  }
}

function acknowledged(text: string): boolean {
  try {
    return (JSON.parse(text) as { status?: unknown }).status === "SUCCESS";
  } catch {
    return false;
  }
}

function answer(status: number, body: string, now: number): Response {
  const headers: Record<string, string> = { "content-type": "application/json;charset=utf-8", date: new Date(now * 1000).toUTCString() };
  if (status === 405) headers["allow"] = "POST";
  return new Response(body, { status, headers });
}

function checkOptions(options: SandboxOptions): void {
  const problems: Problem[] = [];
  for (const field of ["appkey", "secret"] as const) {
    const value: unknown = options?.[field];
    if (typeof value !== "string" || value === "") problems.push({ field, reason: "must be a non-empty string: any will do, the client needs the same" });
  }
  const { seed, now, notify, notifyUrl } = options ?? {};
  if (seed !== undefined && !Number.isFinite(seed)) problems.push({ field: "seed", reason: "must be a number" });
  if (now !== undefined && typeof now !== "function" && !Number.isFinite(now)) problems.push({ field: "now", reason: "must be Unix seconds, or a function that tells them" });
  if (notify !== undefined && typeof notify !== "function") problems.push({ field: "notify", reason: "must be a function that takes a Request" });
  if (notifyUrl !== undefined && !URL.canParse(String(notifyUrl))) problems.push({ field: "notifyUrl", reason: "must be a URL" });
  if (problems.length) throw new ValidationError(problems);
}
