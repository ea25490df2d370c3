// Waits and limits in time that end with the caller's own signal, and leave nothing behind.

/** Runs `work` until it ends, `timeout` milliseconds pass, or `signal` says so. A `fetch` that ignores its signal is left behind. */
export async function withDeadline<T>(
  timeout: number,
  signal: AbortSignal | undefined,
  expired: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  let stop!: (reason: unknown) => void;
  const stopped = new Promise<never>((_, reject) => {
    stop = (reason) => {
      reject(reason as Error);
      controller.abort(reason);
    };
  });
  const aborted = () => stop(signal?.reason);
  const timer = Number.isFinite(timeout) ? setTimeout(() => stop(expired()), timeout) : undefined;
  signal?.addEventListener("abort", aborted, { once: true });
  try {
    return await Promise.race([work(controller.signal), stopped]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", aborted);
    // Nobody waits for it any more once the work is done.
    stopped.catch(() => undefined);
  }
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
