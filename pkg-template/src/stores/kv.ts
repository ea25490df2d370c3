import { atLeast } from "../errors/classes.js";
import { type DuplicateStore, RETENTION, type RetentionOptions } from "./memory.js";

export interface KvStoreOptions extends RetentionOptions {
  /** Put before each id. Default: `eiotclub:`. */
  prefix?: string | undefined;
}

/** What is used of a Workers KV namespace. */
export interface KvNamespace {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options?: { expirationTtl?: number }): Promise<void>;
  delete(key: string): Promise<void>;
}

/**
 * Remembers in Workers KV, which is eventually consistent: a place may go on reading "not there" for a minute
 * and more after another, or the same one, has written. So it stops repeats that come later than that; two
 * deliveries that come at once or shortly after one another can both be handled. Where a handler must run
 * once, use `durableStore` or `d1Store`.
 */
export function kvStore(namespace: KvNamespace, { retention = RETENTION, prefix = "eiotclub:" }: KvStoreOptions = {}): DuplicateStore {
  atLeast(1, { retention });
  // Keys of their own: KV refuses a second write to one within a second, and a quick handler is done sooner.
  const claimOf = (id: string) => `${prefix}claim:${id}`;
  const doneOf = (id: string) => `${prefix}done:${id}`;
  // KV refuses a shorter life than a minute.
  const life = (seconds: number) => ({ expirationTtl: Math.max(60, Math.ceil(seconds)) });
  const holder = async (id: string): Promise<string | undefined> => {
    const [until, token] = (await namespace.get(claimOf(id)))?.split(" ") ?? [];
    return Number(until) > Date.now() ? token : undefined;
  };
  return {
    async claim(id, lease, token) {
      const [done, held] = await Promise.all([namespace.get(doneOf(id)), holder(id)]);
      if (done !== null) return "done";
      if (held !== undefined) return "busy";
      await namespace.put(claimOf(id), `${Date.now() + lease * 1000} ${token}`, life(lease));
      return "claimed";
    },
    async done(id, token) {
      const held = await holder(id);
      if (held !== undefined && held !== token) return false;
      await namespace.put(doneOf(id), "", life(retention));
      return true;
    },
    async release(id, token) {
      if ((await holder(id)) === token) await namespace.delete(claimOf(id));
    },
  };
}
