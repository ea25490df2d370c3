// When a call may leave: so many a second, so many at once.

import { wrong } from "../errors/classes.js";

/** How fast a client calls. */
export interface PaceOptions {
  /** Calls that may begin within any second. Default: 10, which integrators report as an account's limit. */
  perSecond?: number | undefined;
  /** Calls that may be under way at once. Default: 50. */
  concurrency?: number | undefined;
}

/** Where calls wait for their turn. One for several clients holds all of them together to the account's limit. */
export interface Pacer {
  /** @internal Takes a place, at once where it can. */
  enter(within: { readonly signal: AbortSignal }): Promise<void> | undefined;
  /** @internal Gives it back. */
  leave(): void;
  /** @internal Lets nobody in for so many milliseconds. */
  hold(milliseconds: number): void;
}

/**
 * A pace that several clients share: `new Client({ …, pace })`. It holds within this process; where
 * several processes call for one account, give each its part.
 */
export function createPacer({ perSecond = 10, concurrency = 50 }: PaceOptions = {}): Pacer {
  for (const [field, value] of Object.entries({ perSecond, concurrency })) {
    if (!(value > 0)) wrong(`pace.${field}`, "must be a number above 0");
  }
  // The times of the last calls, as many as may fall into one window: a new one has to be a window
  // later than the oldest. So the first leave at once, and no second ever sees more than it may.
  const begun = new Array<number>(Math.max(1, Math.floor(perSecond))).fill(-Infinity);
  // A fiftieth longer, since calls do not arrive as evenly as they leave.
  const window = (begun.length / perSecond) * 1020;
  const waiting = new Set<() => void>();
  let oldest = 0;
  let underWay = 0;
  let closedUntil = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const delay = () => (underWay >= concurrency ? Infinity : Math.max(0, Math.max((begun[oldest] as number) + window, closedUntil) - performance.now()));
  const take = () => {
    begun[oldest] = performance.now();
    oldest = (oldest + 1) % begun.length;
    underWay++;
  };
  const next = () => {
    clearTimeout(timer);
    for (const admit of waiting) {
      const milliseconds = delay();
      if (milliseconds > 0) {
        if (milliseconds < Infinity) timer = setTimeout(next, Math.ceil(milliseconds));
        return;
      }
      admit();
    }
  };

  return {
    enter(within) {
      if (waiting.size === 0 && delay() === 0) {
        take();
        return undefined;
      }
      const { signal } = within;
      return new Promise((resolve, reject) => {
        const admit = () => {
          waiting.delete(admit);
          signal.removeEventListener("abort", gone);
          take();
          resolve();
        };
        const gone = () => {
          waiting.delete(admit);
          // A timer that nobody waits for must not keep a process alive.
          if (waiting.size === 0) clearTimeout(timer);
          reject(signal.reason as Error);
        };
        signal.addEventListener("abort", gone, { once: true });
        waiting.add(admit);
        if (waiting.size === 1) next();
      });
    },
    leave() {
      underWay--;
      if (waiting.size) next();
    },
    hold(milliseconds) {
      closedUntil = Math.max(closedUntil, performance.now() + milliseconds);
    },
  };
}
