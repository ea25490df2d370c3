/** Whose turn it is to handle an id: ours, nobody's (it is done), or another delivery's. */
export type Claim = "claimed" | "done" | "busy";

/** Where a receiver remembers what it has handled. */
export interface DuplicateStore {
  /** Takes the id for `lease` seconds; an id whose lease ran out without `done` can be claimed again. */
  claim(id: string, lease: number): Claim | Promise<Claim>;
  /** It was handled. */
  done(id: string): void | Promise<void>;
  /** It was not: the next delivery may claim it. */
  release(id: string): void | Promise<void>;
}

export interface MemoryStoreOptions {
  /** Most ids remembered; the oldest are forgotten first. Default: 10,000. */
  max?: number;
  /** Unix milliseconds, for tests. Default: the clock. */
  now?: () => number;
}

/**
 * Remembers in this process only. Right for tests and for one long-lived server; an edge runtime
 * starts many isolates, and each has a memory of its own.
 */
export function memoryStore({ max = 10_000, now = Date.now }: MemoryStoreOptions = {}): DuplicateStore {
  // 0 stands for done, anything else for the end of a lease. A Map keeps insertion order, which is age.
  const ids = new Map<string, number>();
  return {
    claim(id, lease) {
      const until = ids.get(id);
      if (until === 0) return "done";
      if (until !== undefined && until > now()) return "busy";
      ids.delete(id);
      ids.set(id, now() + lease * 1000);
      if (ids.size > max) {
        // One that is being handled must not be forgotten while a finished one is there.
        for (const [oldest, state] of ids) {
          if (state === 0) {
            ids.delete(oldest);
            break;
          }
        }
        if (ids.size > max) ids.delete(ids.keys().next().value as string);
      }
      return "claimed";
    },
    done(id) {
      ids.set(id, 0);
    },
    release(id) {
      ids.delete(id);
    },
  };
}
