// The platform takes ten calls a second from an account, whoever of its pages asks.

import type * as web from "../core/web-types.js";
import { pause } from "../http/deadline.js";

/** Where calls wait for their turn. */
export interface Turns {
  /** Takes a turn, at once where it can. Rejects with the signal's reason, or with {@link Crowded}. */
  enter(signal: web.AbortSignal): Promise<void> | undefined;
  /** The call has ended. */
  leave?(): void;
}

export interface TurnsOptions {
  /** Calls that may begin within any second. Default: 10. */
  perSecond?: number | undefined;
  /** Milliseconds that a call may wait; one that would wait longer is refused at once. Default: 10,000. */
  maxWait?: number | undefined;
}

/** So many wait already that a turn would come too late. */
export class Crowded extends Error {}

/** Gives out turns. No timers: the time comes in. */
class Schedule {
  /** When the last turns began, as many as fall into one second: a new one is a second later than the oldest. */
  readonly #begun: number[];
  #oldest = 0;

  constructor(perSecond: number) {
    this.#begun = new Array<number>(Math.max(1, Math.floor(perSecond))).fill(-Infinity);
  }

  /** Milliseconds to wait; nothing, and no turn is taken, where that is more than `maxWait`. */
  reserve(now: number, maxWait: number): number | undefined {
    const wait = Math.max(0, (this.#begun[this.#oldest] as number) + 1000 - now);
    if (wait > maxWait) return undefined;
    this.#begun[this.#oldest] = now + wait;
    this.#oldest = (this.#oldest + 1) % this.#begun.length;
    return wait;
  }
}

/** One queue in this process. Each call has a timer of its own: in an edge runtime a timer ends with the request that set it. */
export function turns({ perSecond = 10, maxWait = 10_000 }: TurnsOptions = {}): Turns {
  const schedule = new Schedule(perSecond);
  return {
    enter(signal) {
      const wait = schedule.reserve(performance.now(), maxWait);
      if (wait === undefined) return Promise.reject(new Crowded());
      return wait > 0 ? pause(wait, signal) : undefined;
    },
  };
}

/** What is used of a Durable Object namespace. */
export interface ObjectNamespace {
  idFromName(name: string): unknown;
  get(id: never): { fetch(url: string, init: { method: string; body: string }): Promise<{ ok: boolean; text(): Promise<string> }> };
}

/** @internal */
export async function askObject(namespace: ObjectNamespace, name: string, question: object): Promise<string> {
  const object = namespace.get(namespace.idFromName(name) as never);
  const answer = await object.fetch("https://object.invalid/", { method: "POST", body: JSON.stringify(question) });
  if (!answer.ok) throw new Error("a Durable Object of the proxy did not answer");
  return answer.text();
}

/** One queue for every isolate: a Durable Object of the class `TurnKeeper`. `name` tells accounts apart. */
export function durableTurns(namespace: ObjectNamespace, { name = "platform", perSecond = 10, maxWait = 10_000 }: TurnsOptions & { name?: string } = {}): Turns {
  return {
    async enter(signal) {
      const wait = await askObject(namespace, name, { perSecond, maxWait });
      if (wait === "") throw new Crowded();
      if (Number(wait) > 0) await pause(Number(wait), signal);
    },
  };
}

/** The Durable Object behind `durableTurns`: export it from the Worker, and bind it. One that is dropped was idle, and has nothing to remember. */
export class TurnKeeper {
  #schedule: Schedule | undefined;

  async fetch(request: web.Request): Promise<web.Response> {
    const { perSecond, maxWait } = (await request.json()) as { perSecond: number; maxWait: number };
    this.#schedule ??= new Schedule(perSecond);
    return new Response(String(this.#schedule.reserve(Date.now(), maxWait) ?? ""));
  }
}
