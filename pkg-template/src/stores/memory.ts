import { atLeast } from "../errors/classes.js";

/** Whose turn it is to handle an id: ours, nobody's (it is done), or another delivery's. */
export type Claim = "claimed" | "done" | "busy";

/**
 * Where a receiver remembers what it has handled. `storeConformance` of `eiotclub/testing` tells whether
 * one of your own does what is asked here.
 */
export interface DuplicateStore {
  /**
   * Takes the id for `lease` seconds. An id whose lease ran out without `done` can be claimed again: whoever
   * held it has crashed, or is slow. `token` is another one at every claim.
   */
  claim(id: string, lease: number, token: string): Claim | Promise<Claim>;
  /**
   * It was handled by the holder of `token`. While another's lease runs it changes nothing and says `false`:
   * this holder was too slow, and the other one decides.
   */
  done(id: string, token: string): boolean | void | Promise<boolean | void>;
  /** It was not: the next delivery may claim it. Changes nothing where another holds it, or where it is done. */
  release(id: string, token: string): void | Promise<void>;
}

export interface RetentionOptions {
  /** Seconds for which a handled id is remembered. Default: 604,800, seven days. Keep it above the receiver's `window.past`. */
  retention?: number | undefined;
}

export const RETENTION = 7 * 86_400;

export interface MemoryStoreOptions {
  /** Most ids remembered; the oldest that are done are forgotten first. Default: 10,000. */
  max?: number | undefined;
  /** Unix milliseconds, for tests. Default: the clock. */
  now?: (() => number) | undefined;
}

interface Held {
  token: string;
  until: number;
}

/**
 * Remembers in this process only. Right for tests and for one long-lived server; an edge runtime
 * starts many isolates, and each has a memory of its own.
 */
export function memoryStore({ max = 10_000, now = Date.now }: MemoryStoreOptions = {}): DuplicateStore {
  atLeast(1, { max });
  // A Map keeps insertion order, which is age.
  const ids = new Map<string, Held | "done">();
  const holder = (id: string): Held | undefined => {
    const found = ids.get(id);
    return found && found !== "done" && found.until > now() ? found : undefined;
  };
  const forgetOldest = (): boolean => {
    for (const id of ids.keys()) if (!holder(id)) return ids.delete(id);
    return false;
  };
  return {
    claim(id, lease, token) {
      if (ids.get(id) === "done") return "done";
      if (holder(id)) return "busy";
      ids.delete(id);
      // To forget one that is being handled would be to handle it twice: rather let the new one come again.
      if (ids.size >= max && !forgetOldest()) return "busy";
      ids.set(id, { token, until: now() + lease * 1000 });
      return "claimed";
    },
    done(id, token) {
      const held = holder(id);
      if (held && held.token !== token) return false;
      ids.set(id, "done");
      return true;
    },
    release(id, token) {
      if (holder(id)?.token === token) ids.delete(id);
    },
  };
}
