/** Calls a hook. What it throws or rejects with is ignored: a hook must not change what happens. */
export function callHook<Args extends readonly unknown[]>(hook: ((...args: Args) => unknown) | undefined, ...args: Args): void {
  try {
    const result = hook?.(...args);
    if (result instanceof Promise) result.catch(() => undefined);
  } catch {
    // Ignored, as said above.
  }
}
