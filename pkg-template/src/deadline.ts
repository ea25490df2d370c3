// Waits and limits in time that end with the caller's own signal, and leave nothing behind.

/** Runs `work` until it ends, `timeout` milliseconds pass, or `signal` says so. A `fetch` that ignores its signal is left behind. */
export function withDeadline<T>(
  timeout: number,
  signal: AbortSignal | undefined,
  expired: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // One promise and not a race of several: there are two of these in every call.
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const controller = new AbortController();
    const clear = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", aborted);
    };
    const stop = (reason: unknown) => {
      clear();
      reject(reason as Error);
      controller.abort(reason);
    };
    const aborted = () => stop(signal?.reason);
    const timer = Number.isFinite(timeout) ? setTimeout(() => stop(expired()), timeout) : undefined;
    signal?.addEventListener("abort", aborted, { once: true });
    work(controller.signal).then(
      (done) => {
        clear();
        resolve(done);
      },
      (error: unknown) => {
        clear();
        reject(error as Error);
      },
    );
  });
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
