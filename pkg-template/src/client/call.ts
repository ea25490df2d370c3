// A call: its tries, the waits between them, and what it comes to. The core decides each step.

import { type Facts, operations } from "../generated/operations.js";
import { Attempts, type Try, askedOf } from "./attempt.js";
import type { ClientOptions, RequestInfo } from "./options.js";
import { Cooldown } from "./cooldown.js";
import { core, glue } from "../core/client.js";
import { randomBits } from "../core/platform.js";
import { type Limit, pause, withLimit } from "../http/deadline.js";
import { type EiotError, OutcomeUnknownError, RateLimitError, TimeoutError, isEiotError } from "../errors/classes.js";
import type { CallOptions, Certainty } from "./method.js";
import { Orders } from "./orders.js";
import { type Pacer, createPacer } from "./pace.js";
import { encodeParams } from "../core/text.js";

/** What has happened to a call. */
interface Course {
  readonly index: number;
  readonly name: string;
  readonly path: string;
  readonly facts: Facts;
  text: string;
  /** Of an order: its number, and whether it was made here. */
  number?: string;
  own: boolean;
  /** How its tries ended, in the core's words. */
  readonly endings: string[];
  /** The try that is under way. */
  open?: Try | undefined;
  /** When it was first sent, by the platform's clock. */
  since: number;
  /** Its error is what it came to, and not merely what ended it. */
  decided: boolean;
  likeness: string;
}

/** Repeats that may be made, and what a success earns: the core's `Budget`. */
const BUDGET = 20;
const EARNED = 0.1;
// Decisions of the core below 0, and what it is told.
const FAIL = -1;
const CLOCK = -4;
const AFFORDABLE = 1;
const DATED = 2;
const OWN = 4;
const EVER = 0xffffffff;

export class Calls {
  readonly orders = new Orders((index, params, options) => this.call(index, operations[index]?.[0] ?? "", "", params, options));
  readonly #options: ClientOptions;
  readonly #attempts: Attempts;
  readonly #pacer: Pacer | undefined;
  readonly #cooldown: Cooldown | undefined;
  #budget = BUDGET;
  /** Whether the core has not to be waited for. */
  #ready = false;

  constructor(options: ClientOptions, url: string) {
    this.#options = options;
    this.#attempts = new Attempts(options, url);
    const { pace, fetch } = options;
    const uncounted = pace === undefined && fetch && Symbol.for("eiotclub.unpaced") in fetch;
    if (pace === false || uncounted) return;
    this.#pacer = pace && "enter" in pace ? pace : createPacer(pace);
    this.#cooldown = new Cooldown();
  }

  async call(index: number, name: string, path: string, params: object | string | undefined, options: CallOptions = {}): Promise<unknown> {
    const { timeout = this.#options.timeout ?? 30_000, signal } = options;
    const facts = operations[index]?.[3] ?? {};
    const course: Course = { index, name, path, facts, text: "", own: false, endings: [], since: 0, decided: false, likeness: "" };
    let end: (() => void) | undefined;
    const late = () => new TimeoutError(`${name}: ${course.since ? "no answer" : "its turn to be sent (see `pace`) did not come"} within ${timeout} ms`, { operation: name });
    try {
      const begin = (limit: Limit) => {
        this.#prepare(course, params);
        if (facts.money) end = this.orders.begin(course.likeness);
        return this.#run(course, timeout, limit);
      };
      return await withLimit(timeout, signal, late, (limit) => (this.#ready ? begin(limit) : this.#begin().then(() => begin(limit))));
    } catch (error) {
      throw this.#ended(course, error);
    } finally {
      end?.();
    }
  }

  async #begin(): Promise<void> {
    await core.ready();
    this.#ready = true;
  }

  #prepare(course: Course, params: object | string | undefined): void {
    const { name, facts } = course;
    const { number, rare } = facts;
    if (number && typeof params !== "string") {
      const given = (params as Record<string, unknown> | undefined)?.[number];
      course.own = String(given ?? "") === "";
      course.number = course.own ? makeNumber(this.#attempts.now()) : String(given);
      if (course.own) params = { ...params, [number]: course.number };
    }
    course.text = encodeParams(params, name);
    // The number makes an order unlike every other; without it, two may be alike.
    if (facts.money) course.likeness = `${name} ${course.text.replace(JSON.stringify(course.number), "")}`;
    const left = rare && this.#cooldown?.left(rareKey(course), this.#attempts.now());
    if (left) throw new RateLimitError({ code: "44001", platformMessage: "", operation: name }, left, false);
  }

  async #run(course: Course, timeout: number, limit: Limit): Promise<unknown> {
    const { index, name, path, facts } = course;
    const { retry = {} } = this.#options;
    const most = retry === false ? 1 : (retry.tries ?? 3);
    const tryTimeout = retry === false || most === 1 ? Infinity : (retry.tryTimeout ?? timeout / (most + 1));
    const until = performance.now() + timeout;
    const late = () => new TimeoutError(`${name}: no answer within ${tryTimeout} ms`, { operation: name });
    for (let tries = 1; ; tries++) {
      const info: RequestInfo = { operation: name, try: tries };
      if (course.number !== undefined) info.outTradeNo = course.number;
      const one: Try = { index, name, path, text: course.text, info, signedAt: 0, offset: 0, sent: false, read: false, response: undefined };
      try {
        if (this.#pacer) await this.#pacer.enter(limit);
        try {
          const data = await withLimit(tryTimeout, limit, late, (inner) => {
            const answered = this.#attempts.run(one, inner);
            if (one.sent) course.open = one;
            course.since ||= one.signedAt;
            return answered;
          });
          course.open = undefined;
          this.#earn(tries - 1);
          if (facts.rare) this.#cooldown?.note(rareKey(course), this.#attempts.now());
          return this.#done(course, data);
        } finally {
          this.#pacer?.leave();
        }
      } catch (error) {
        // What was refused before it was sent, and what the caller or the deadline ended, is not repeated.
        if (limit.aborted || !one.sent) throw error;
        course.open = undefined;
        course.decided = one.read;
        if (one.read) throw error;
        const [ending, repeatable] = endingOf(one, error);
        course.endings.push(ending);
        const asked = askedOf(one);
        if (asked) this.#pacer?.hold(asked);
        const dated = ending === "42203" && this.#attempts.learn(one) && retry !== false;
        const left = until - performance.now();
        const flags = (repeatable && this.#budget >= 1 ? AFFORDABLE : 0) + (dated ? DATED : 0) + (course.own ? OWN : 0);
        const next = decide(index, course.endings, most, asked, left, flags);
        if (next >= 0) {
          this.#budget -= 1;
          await pause(next, limit.signal);
        } else if (next !== CLOCK) {
          const found = next === FAIL ? undefined : await this.orders.find(lostCall(course), course.likeness, { signal: limit.signal, timeout: left });
          course.decided = true;
          if (found?.data) {
            this.#earn(tries - 1);
            return this.#done(course, found.data, found.certainty);
          }
          // A refusal that stands alone, of an order that the platform knows nothing of.
          const refused = found?.denied && decide(index, [ending], 1, 0, 0, 0) === FAIL;
          throw next === FAIL || refused ? error : this.#unknown(course, error);
        }
      }
    }
  }

  /** Repeats that helped are given back. */
  #earn(repeats: number): void {
    this.#budget = Math.min(BUDGET, this.#budget + repeats + EARNED);
  }

  #done(course: Course, data: unknown, certainty?: Certainty): unknown {
    const { name, facts, number, own } = course;
    if (!facts.money || typeof data !== "object" || data === null) return data;
    this.orders.remember(name, data);
    if (facts.number && !(facts.number in data)) Object.defineProperty(data, facts.number, { value: number, enumerable: own });
    if (certainty) Object.defineProperty(data, "recovered", { value: certainty });
    return data;
  }

  #unknown(course: Course, cause: unknown): OutcomeUnknownError {
    const lost = lostCall(course);
    this.orders.lose(lost);
    return new OutcomeUnknownError(lost, course.number, core.run(() => glue.nextStep(course.index)), cause);
  }

  /** The error that the caller gets. */
  #ended(course: Course, error: unknown): unknown {
    const { index, number, decided, open } = course;
    const endings = open ? [...course.endings, "-"] : course.endings;
    let final = error;
    if (endings.length) {
      // Ended from outside, maybe while a try was under way or after one that may have been taken.
      if (!decided && decide(index, endings, 1, 0, 0, course.own ? OWN : 0) !== FAIL) final = this.#unknown(course, error);
      // Whether to do it again is not for the error to say where doing it twice does harm.
      const again = decide(index, ["-"], 2, 0, EVER, AFFORDABLE) >= 0;
      if (isEiotError(final) && /^(network|timeout)$/.test(final.kind) && !again) (final as { retryable: boolean }).retryable = false;
    }
    if (number !== undefined && isEiotError(final)) (final as EiotError).outTradeNo = number;
    return final;
  }
}

function decide(index: number, endings: readonly string[], most: number, asked: number, left: number, flags: number): number {
  return core.run(() => glue.nextTry(index, endings.join(" "), most, asked, Math.max(0, left), randomBits(), flags));
}

/** How a try ended, in the core's words, and whether another may be made at all. */
function endingOf(one: Try, error: unknown): [ending: string, repeatable: boolean] {
  if (!isEiotError(error)) return ["-", true];
  switch (error.kind) {
    case "api":
      return [error.code ?? "", true];
    case "decode":
      return [`h${one.response?.status ?? 0}`, true];
    case "network":
    case "timeout":
      return ["-", true];
    case "internal":
      // The answer came, and the core stopped over it: it would do so again.
      return ["h200", false];
    default:
      return [error.kind, false];
  }
}

function lostCall({ name, text, since }: Course): { operation: string; params: Record<string, unknown>; since: number } {
  return { operation: name, params: JSON.parse(text) as Record<string, unknown>, since };
}

function rareKey({ name, text, facts }: Course): string {
  return `${name} ${(JSON.parse(text) as Record<string, unknown>)[facts.rare ?? ""]}`;
}

function makeNumber(now: number): string {
  const [a = 0, b = 0, c = 0] = crypto.getRandomValues(new Uint32Array(3));
  return core.run(() => glue.makeNumber(now, a, b, c));
}
