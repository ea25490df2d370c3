// What became of orders, refunds and transfers whose answers were lost.

import { operations } from "../generated/operations.js";
import type { KnownNotification } from "../generated/types.js";
import { core, glue } from "../core/client.js";
import type { LostCall } from "../errors/classes.js";
import type { CallOptions, Certainty } from "./method.js";
import type { Notification } from "../webhook/notification.js";

/** A lost call that was found to have been done. */
export interface Settled {
  operation: string;
  /** Of an order: its number. */
  outTradeNo: string | undefined;
  /** What its answer would have told, as far as it is known. */
  result: Record<string, unknown>;
  certainty: Certainty;
  lost: LostCall;
}

/** What a look-up came to. */
export interface Found {
  data?: Record<string, unknown>;
  certainty?: Certainty;
  /** Whether the platform was asked and knows of no such call. */
  denied: boolean;
}

type Ask = (index: number, params: string, options: CallOptions) => Promise<unknown>;

// Enough for what can be under way, and little enough to keep for ever.
const KEPT = 1000;

export class Orders {
  readonly #ask: Ask;
  /** Lost calls that are not settled, oldest first. */
  readonly #lost = new Set<LostCall>();
  /** Ids of orders that are known to be other calls', so that a likeness is not taken for the lost one. */
  readonly #known = new Map<string, Set<string>>();
  readonly #underWay = new Map<string, number>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Two calls alike at once cannot be told apart by package and time. Returns what ends this one. */
  begin(likeness: string): () => void {
    const count = (change: number) => {
      const now = (this.#underWay.get(likeness) ?? 0) + change;
      if (now) this.#underWay.set(likeness, now);
      else this.#underWay.delete(likeness);
    };
    count(1);
    return () => count(-1);
  }

  remember(name: string, data: unknown): void {
    const ids = this.#ids(name);
    for (const id of Object.values(data as object)) if (typeof id !== "object") add(ids, String(id));
  }

  /** Asks the platform, in every way there is. */
  async find({ operation, params, since }: LostCall, likeness: string, options: CallOptions): Promise<Found> {
    const index = indexOf(operation);
    const text = JSON.stringify(params);
    for (let round = 0; ; round++) {
      const question = core.run(() => glue.lookUp(index, text, round));
      if (question === undefined) return { denied: round > 0 };
      const asked = JSON.parse(question) as { operation: number; params: string };
      let answer: unknown;
      try {
        answer = await this.#ask(asked.operation, asked.params, options);
      } catch (error) {
        if (options.signal?.aborted) throw error;
        return { denied: false };
      }
      const known = [...this.#ids(operation)].join(" ");
      const response = JSON.stringify(answer ?? null);
      const said = core.run(() => glue.outcome(index, text, since, known, round, "", response));
      if (said === undefined) continue;
      const found = read(said);
      if (found && (found.certainty === "sure" || (this.#underWay.get(likeness) ?? 0) < 2)) return { ...found, denied: false };
      return { denied: false };
    }
  }

  lose(call: LostCall): void {
    add(this.#lost, call);
  }

  /** Holds a notification against lost calls: those of this client, or those that are given. */
  settle(notification: Notification, calls: Iterable<LostCall> = this.#lost): Settled[] {
    const text = JSON.stringify(notification);
    const settled: Settled[] = [];
    for (const lost of [...calls]) {
      const { operation, params, since } = lost;
      const event = (notification as KnownNotification).event;
      const pending = JSON.stringify(params);
      const found = read(core.run(() => glue.outcome(indexOf(operation), pending, since, "", 0, event, text)));
      if (!found) continue;
      this.#lost.delete(lost);
      settled.push(settle(lost, found));
    }
    return settled;
  }

  async lookUp(lost: LostCall, options: CallOptions): Promise<Settled | undefined> {
    await core.ready();
    const found = await this.find(lost, "", options);
    if (!found.data) return undefined;
    this.#lost.delete(lost);
    return settle(lost, found as Required<Found>);
  }

  #ids(name: string): Set<string> {
    // Each counts its orders in its own way.
    const group = /^(cloudEsim|pools)\./.exec(name)?.[1] ?? "";
    let ids = this.#known.get(group);
    if (!ids) this.#known.set(group, (ids = new Set()));
    return ids;
  }
}

function add<T>(all: Set<T>, one: T): void {
  all.add(one);
  if (all.size > KEPT) for (const oldest of all) return void all.delete(oldest);
}

function indexOf(name: string): number {
  return operations.findIndex(([known]) => known === name);
}

function read(said: string | undefined): { data: Record<string, unknown>; certainty: Certainty } | undefined {
  const { data, confidence } = (said === undefined ? {} : JSON.parse(said)) as { data?: Record<string, unknown>; confidence?: Certainty };
  return data && confidence && { data, certainty: confidence };
}

function settle(lost: LostCall, { data, certainty }: { data: Record<string, unknown>; certainty: Certainty }): Settled {
  const { operation, params } = lost;
  const number = operations[indexOf(operation)]?.[3]?.number;
  return { operation, outTradeNo: number && String(params[number]), result: data, certainty, lost };
}
