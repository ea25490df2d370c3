// How often one caller may ask.

/** Counts calls by key. The rate limiting binding of Workers is one as it stands. */
export interface RateLimiter {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

export interface MemoryLimiterOptions {
  /** Calls of one key in a period. */
  limit: number;
  /** Seconds. Default: 60. */
  period?: number | undefined;
  /** Most keys counted at once; when there are more, the oldest are forgotten. Default: 10,000. */
  max?: number | undefined;
  /** Unix milliseconds, for tests. Default: the clock. */
  now?: (() => number) | undefined;
}

/** Counts in this process only: for one long-lived server, and for runtimes that have no limiter of their own. */
export function memoryLimiter({ limit, period = 60, max = 10_000, now = Date.now }: MemoryLimiterOptions): RateLimiter {
  const counts = new Map<string, { until: number; left: number }>();
  return {
    async limit({ key }) {
      let count = counts.get(key);
      if (!count || count.until <= now()) {
        counts.delete(key);
        count = { until: now() + period * 1000, left: limit };
        counts.set(key, count);
        if (counts.size > max) counts.delete(counts.keys().next().value as string);
      }
      return { success: count.left-- > 0 };
    },
  };
}
