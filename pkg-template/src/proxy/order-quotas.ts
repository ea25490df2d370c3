// How much one caller may order in a period: counted before an order leaves, given back where it
// provably was not placed.

import type * as web from "../core/web-types.js";
import { type ObjectNamespace, askObject } from "./pace.js";

/** Whether an order was counted, had been counted before (a repeat), or would be too much. */
export type Counted = "counted" | "again" | "full";

/** Where orders are counted. */
export interface OrderStore {
  /**
   * Adds `cost` to the sum of `key` unless that would be more than `most`. One order is counted once, however often
   * it is sent. What is counted may be forgotten at `until`, in Unix seconds.
   */
  count(key: string, order: string, cost: number, most: number, until: number): Counted | Promise<Counted>;
  /** The order was not placed. */
  giveBack(key: string, order: string): void | Promise<void>;
}

/** One limit on a caller's orders. */
export interface OrderCap {
  /** The most in a period: orders, or whatever `cost` counts. */
  most: number;
  /** Seconds of a period. Periods begin at multiples of it since 1970, so a day begins at midnight UTC. */
  period: number;
  /** What an order counts, such as its price in cents by a list of your own. Default: 1. One whose cost is not a number of 0 or more is refused. */
  cost?: ((operation: string, params: Record<string, unknown>, caller: string) => number | Promise<number>) | undefined;
}

export interface OrderOptions {
  /** Default: {@link memoryOrders}, this process. */
  store?: OrderStore | undefined;
  caps: readonly OrderCap[];
  /** Further operations that count as orders, such as `sms.send`. Those that buy always do. */
  operations?: readonly string[] | undefined;
}

interface Period {
  until: number;
  orders: Record<string, number>;
}

function add(period: Period | undefined, order: string, cost: number, most: number, until: number): [Counted, Period] {
  const orders = period?.orders ?? {};
  const known: Period = { until, orders };
  if (Object.hasOwn(orders, order)) return ["again", known];
  const sum = Object.values(orders).reduce((sum, one) => sum + one, 0);
  if (sum + cost > most) return ["full", known];
  return ["counted", { until, orders: { ...orders, [order]: cost } }];
}

/** Counts in this process only. */
export function memoryOrders({ now = Date.now }: { now?: () => number } = {}): OrderStore {
  const periods = new Map<string, Period>();
  return {
    count(key, order, cost, most, until) {
      // A count is never dropped for want of room, which would lift the cap: only when its period is over.
      for (const [key, period] of periods) if (period.until * 1000 <= now()) periods.delete(key);
      const [counted, period] = add(periods.get(key), order, cost, most, until);
      periods.set(key, period);
      return counted;
    },
    giveBack(key, order) {
      delete periods.get(key)?.orders[order];
    },
  };
}

/** What is used of a Workers KV namespace. */
export interface OrderKv {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options?: { expirationTtl?: number }): Promise<void>;
}

/**
 * Counts in Workers KV. KV is eventually consistent: orders that come at once in several places may all be
 * counted as the first, so that a cap holds about, not exactly. Use `durableOrders` where it has to.
 */
export function kvOrders(namespace: OrderKv, { prefix = "eiotclub-orders:" }: { prefix?: string } = {}): OrderStore {
  const read = async (key: string) => JSON.parse((await namespace.get(prefix + key)) ?? "null") as Period | null;
  const write = (key: string, period: Period) =>
    // KV refuses a shorter life than a minute.
    namespace.put(prefix + key, JSON.stringify(period), { expirationTtl: Math.max(60, Math.ceil(period.until - Date.now() / 1000)) });
  return {
    async count(key, order, cost, most, until) {
      const [counted, period] = add((await read(key)) ?? undefined, order, cost, most, until);
      if (counted === "counted") await write(key, period);
      return counted;
    },
    async giveBack(key, order) {
      const period = await read(key);
      if (!period) return;
      delete period.orders[order];
      await write(key, period);
    },
  };
}

/** Counts in Durable Objects of the class `OrderKeeper`, one for each caller and period: exact, anywhere. */
export function durableOrders(namespace: ObjectNamespace): OrderStore {
  return {
    count: async (key, order, cost, most, until) => (await askObject(namespace, key, { order, cost, most, until })) as Counted,
    giveBack: async (key, order) => void (await askObject(namespace, key, { order, giveBack: true })),
  };
}

/** What is used of a Durable Object's storage. */
export interface OrderStorage {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  deleteAll(): Promise<void>;
  setAlarm(at: number): Promise<void>;
}

/** The Durable Object behind `durableOrders`: export it from the Worker, and bind it. It forgets a period when that is over. */
export class OrderKeeper {
  readonly #storage: OrderStorage;

  constructor(state: { storage: OrderStorage }) {
    this.#storage = state.storage;
  }

  async fetch(request: web.Request): Promise<web.Response> {
    const { order, cost = 0, most = 0, until = 0, giveBack } = (await request.json()) as { order: string; cost?: number; most?: number; until?: number; giveBack?: true };
    // Nothing comes between reading and writing: an object takes no other request while it waits for its storage.
    const known = (await this.#storage.get("period")) as Period | undefined;
    if (giveBack) {
      if (known) {
        delete known.orders[order];
        await this.#storage.put("period", known);
      }
      return new Response("");
    }
    const [counted, period] = add(known, order, cost, most, until);
    if (counted === "counted") {
      await this.#storage.put("period", period);
      await this.#storage.setAlarm(until * 1000 + 60_000);
    }
    return new Response(counted);
  }

  async alarm(): Promise<void> {
    await this.#storage.deleteAll();
  }
}
