// Waits and limits in time that end with the caller's own signal, and leave nothing behind.

/** How far something may go. Its signal is made for who asks: an AbortController and its listeners are a tenth of a call. */
export class Limit {
  aborted = false;
  reason: unknown;
  /** Ends what runs within this limit, under one of its own. */
  inner: ((reason: unknown) => void) | undefined;
  #controller: AbortController | undefined;

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.aborted) this.#controller.abort(this.reason);
    }
    return this.#controller.signal;
  }

  end(reason: unknown): void {
    this.aborted = true;
    this.reason = reason;
    this.inner?.(reason);
    this.#controller?.abort(reason);
  }
}

/** Runs `work` until it ends, `timeout` milliseconds pass, or `above` says so: one after the other within a limit, never two at once. */
export function withLimit<T>(timeout: number, above: AbortSignal | Limit | undefined, expired: () => Error, work: (limit: Limit) => Promise<T>): Promise<T> {
  // One promise and not a race of several: there are two of these in every call.
  return new Promise((resolve, reject) => {
    if (above?.aborted) throw above.reason;
    const within = above instanceof Limit ? above : undefined;
    const signal = within ? undefined : (above as AbortSignal | undefined);
    const limit = new Limit();
    const clear = () => {
      clearTimeout(timer);
      if (within) within.inner = undefined;
      signal?.removeEventListener("abort", aborted);
    };
    const fail = (reason: unknown) => {
      clear();
      reject(reason as Error);
    };
    const stop = (reason: unknown) => {
      fail(reason);
      limit.end(reason);
    };
    const aborted = () => stop(signal?.reason);
    const timer = Number.isFinite(timeout) ? setTimeout(() => stop(expired()), timeout) : undefined;
    if (within) within.inner = stop;
    signal?.addEventListener("abort", aborted, { once: true });
    try {
      work(limit).then((done) => {
        clear();
        resolve(done);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}

/** The same for work that wants a signal. A `fetch` that ignores its signal is left behind. */
export function withDeadline<T>(timeout: number, signal: AbortSignal | undefined, expired: () => Error, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return withLimit(timeout, signal, expired, (limit) => work(limit.signal));
}

/** Resolves after so long, or rejects when `signal` says so. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const aborted = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", aborted);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", aborted, { once: true });
  });
}
