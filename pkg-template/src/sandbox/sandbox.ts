// The platform, emulated.

import { readBody } from "../http/body.js";
import { withDeadline } from "../http/deadline.js";
import { EiotError, isEiotError, wrong } from "../errors/classes.js";
import { unixNow } from "../webhook/notification.js";
import { callHook } from "../core/hooks.js";
import { core, glue } from "../core/sandbox.js";
import type * as web from "../core/web-types.js";
import { errorFromFields } from "../errors/from-fields.js";
import { type Reply, answer, arrive, codeOf } from "./reply.js";
import { type Fault, faultsText } from "./faults.js";
import { type SandboxOptions, type SandboxRequest, centsOf, checkOptions, checkedNow } from "./options.js";
import type { SandboxOverview } from "./overview.js";

/** A notification and what became of it. */
export interface SandboxDelivery {
  id: string;
  event: string;
  /** When it happened, simulated Unix seconds. */
  at: number;
  /** What is posted. */
  body: string;
  /** How often it was posted. */
  tries: number;
  /** Each time it was posted. */
  attempts: SandboxAttempt[];
  /** The last answer: its status and body, or why there was none. Nothing where it was not posted. */
  answered: string | null;
  /** Whether it was acknowledged. */
  done: boolean;
}

/** One time that a notification was posted. */
export interface SandboxAttempt {
  /** Simulated Unix seconds. */
  at: number;
  /** The answer: its status and body, or why there was none. Empty while it is awaited. */
  answered: string;
  acknowledged: boolean;
}

/** A CDR file: the usage of an hour. */
export interface SandboxCdrFile {
  /** Such as `cdr_10001_20260115000000_20260115010000_20260115013000.csv`, in UTC. */
  name: string;
  text: string;
}

interface Context {
  /** The address that the call comes from. Default: 127.0.0.1. */
  address?: string | undefined;
  waitUntil?(promise: Promise<unknown>): void;
}

const MAX_BODY = 1_048_576;
const NOTIFY_TIMEOUT = 10_000;
/** Simulated time is counted in whole seconds of some centuries. */
const MOST_SECONDS = 3_155_760_000;

// Counted here, where a trap of the module does not reach: in a new instance no number means what it meant in the old one.
let last = 0;

// A sandbox that nobody holds any more must not stay in the module's memory.
const forgotten = typeof FinalizationRegistry === "undefined" ? undefined : new FinalizationRegistry<number>((handle) => core.run(() => glue.close(handle)));

/** An emulated platform with cards, packages and a balance. */
export class Sandbox {
  readonly #options: SandboxOptions;
  #faults = "[]";
  #handle = 0;
  #closed = false;
  #posting: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SandboxOptions) {
    checkOptions(options);
    this.#options = options;
    // Where nobody counts the calls, nobody need hold them back.
    if (options.rateLimit === undefined) Object.assign(this.fetch, { [Symbol.for("eiotclub.unpaced")]: true });
    if (options.faults !== undefined) this.faults = options.faults;
  }

  /** The platform: give it to a `Client` as `fetch`, which then calls as fast as it can, unless there is a `rateLimit`. */
  readonly fetch = async (input: web.Request | string | web.URL, init?: web.RequestInit, context?: Context): Promise<web.Response> => {
    const request = new Request(input, init);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const handle = await this.#open();
    const body = await readBody(request, MAX_BODY);
    signal?.throwIfAborted();
    if (!body) return answer({ status: 413, date: this.#now(), body: '{"error":{"sandbox":"the body is larger than 1 MiB"}}' });
    const { pathname } = new URL(request.url);
    const type = request.headers.get("content-type") ?? "";
    const { method } = request;
    const address = context?.address ?? "127.0.0.1";
    const reply = JSON.parse(this.#run((now) => glue.handle(handle, method, pathname, type, address, body, now))) as Reply;
    callHook(this.#options.onRequest, { operation: reply.operation ?? pathname, status: reply.status, code: codeOf(reply.body), fate: reply.fate });
    const posting = this.#post();
    // What goes wrong with a notification is no fault of the call.
    posting.catch(() => undefined);
    context?.waitUntil?.(posting);
    return arrive(reply, signal);
  };

  /**
   * Moves simulated time: usage, packages, alerts, repeats. Everything happens and is posted in its turn,
   * so that who is notified finds the platform as it was then. Resolves when all of it has been posted:
   * not to be awaited while answering a notification, which it would wait for.
   */
  async advance(seconds: number): Promise<void> {
    if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
      wrong("seconds", `must be a number from 0 to ${MOST_SECONDS}: time does not go back`);
    }
    const handle = await this.#open();
    await this.#inTurn(async () => {
      for (let left = Math.floor(seconds); ; ) {
        left = this.#run((now) => glue.step(handle, left, now));
        await this.#postDue();
        if (left <= 0) break;
      }
    });
  }

  /** Resolves when everything that is due has been posted. */
  async settled(): Promise<void> {
    await this.#open();
    await this.#post();
  }

  /** What goes wrong. Setting it takes the place of the rules before, and counts anew. */
  get faults(): readonly Fault[] {
    return JSON.parse(this.#faults) as Fault[];
  }

  set faults(rules: readonly Fault[]) {
    const text = faultsText(rules);
    try {
      core.run(() => (this.#handle ? glue.setFaults(this.#handle, text) : glue.checkFaults(text)), errorFromFields);
    } catch (error) {
      // In a browser the core may not be loaded yet: then the first call tells what is wrong.
      if (!isEiotError(error) || error.kind !== "not_ready") throw error;
    }
    this.#faults = text;
  }

  /** Simulated time, Unix seconds. */
  get clock(): number {
    return this.#handle ? (core.run(() => glue.clock(this.#handle)) ?? this.#now()) : this.#now();
  }

  /** Every notification so far, oldest first. */
  get deliveries(): SandboxDelivery[] {
    return this.#handle ? (JSON.parse(core.run(() => glue.sent(this.#handle)) ?? "[]") as SandboxDelivery[]) : [];
  }

  /** What the account holds: its first cards, its latest orders and so on, at most `limit` of each. */
  async overview(limit = 100): Promise<SandboxOverview> {
    const handle = await this.#open();
    return JSON.parse(this.#run(() => glue.overview(handle, limit))) as SandboxOverview;
  }

  /**
   * The CDR files that were made after `since` (simulated Unix seconds; the beginning unless given): one for
   * each hour, half an hour after it. They are written when they are asked for, and the same each time; their
   * sums are what `cdr.queryTraffic` tells. `since: 0` gives those from before the beginning as well.
   */
  async cdrFiles({ since }: { since?: number } = {}): Promise<SandboxCdrFile[]> {
    if (since !== undefined && !Number.isFinite(since)) {
      wrong("since", "must be a time in Unix seconds");
    }
    const handle = await this.#open();
    return JSON.parse(this.#run((now) => glue.cdrFiles(handle, since, now))) as SandboxCdrFile[];
  }

  /** Ends it. Nothing has to be closed: one that nobody holds is forgotten by itself. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    if (this.#handle) core.run(() => glue.close(this.#handle));
  }

  #now(): number {
    const { now } = this.#options;
    return typeof now === "number" ? now : now ? checkedNow(now()) : unixNow();
  }

  async #open(): Promise<number> {
    await core.ready();
    if (this.#closed) throw new EiotError("internal", "the sandbox was closed");
    if (!this.#handle) {
      const { appkey, secret, seed = 1, now, realTime = false, notify, notifyUrl, cards = 24, balance = 500, refuseReplays = false, allowlist = [], rateLimit = 0 } = this.#options;
      const options = {
        ...{ appkey, secret, seed, cards, refuseReplays, started: this.#now(), fixedClock: typeof now === "number", follow: realTime },
        ...{ allowlist, rateLimit, heard: Boolean(notify ?? notifyUrl), cents: centsOf(balance) },
      };
      const handle = ++last;
      if (!core.run(() => glue.open(handle, options))) throw new EiotError("internal", "the core did not take the sandbox's options");
      core.run(() => glue.setFaults(handle, this.#faults), errorFromFields);
      this.#handle = handle;
      forgotten?.register(this, handle);
      this.#schedule();
    }
    return this.#handle;
  }

  #run<T>(call: (now: number) => T | undefined): T {
    // Asked outside: what the caller's clock throws is no fault of the core.
    const now = this.#now();
    const result = core.run(() => call(now));
    if (result === undefined) throw new EiotError("internal", "the sandbox was closed, or lost to an inner fault: make a new one");
    return result;
  }

  #post(): Promise<void> {
    return this.#inTurn(() => this.#postDue());
  }

  /** One thing after the other, so that notifications are posted in their order. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#posting.then(work);
    // One failure must not stop what comes later; whoever waits for this one still hears of it.
    this.#posting = done.catch(() => undefined);
    return done;
  }

  async #postDue(): Promise<void> {
    for (;;) {
      const due = JSON.parse(this.#run((now) => glue.due(this.#handle, now))) as [number: number, body: string, together: boolean][];
      if (due.length === 0) break;
      let before: Promise<void> = Promise.resolve();
      for (const [number, body, together] of due) {
        if (!together) await before;
        before = Promise.all([before, this.#deliver(number, body)]).then(() => undefined);
      }
      await before;
    }
    this.#schedule();
  }

  async #deliver(number: number, body: string): Promise<void> {
    const { notify, notifyUrl = "https://callback.invalid/", notifyTimeout = NOTIFY_TIMEOUT } = this.#options;
    const headers = { "content-type": "application/json;charset=utf-8" };
    let status = 0;
    let answered: string;
    try {
      const expired = () => new Error(`no answer within ${notifyTimeout} ms`);
      answered = await withDeadline(notifyTimeout, undefined, expired, async (signal) => {
        const request = new Request(notifyUrl, { method: "POST", headers, body, signal });
        const response = await (notify ? notify(request) : fetch(request));
        const text = await response.text();
        status = response.status;
        return text;
      });
    } catch (error) {
      answered = String(error instanceof Error ? error.message : error);
    }
    core.run(() => glue.settled(this.#handle, number, status, answered));
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
