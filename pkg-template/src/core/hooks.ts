/**
 * Calls a hook, and returns what to wait for if it returns a promise. What it throws or rejects with is ignored: a hook must
 * not change what happens.
 */
export function callHook<Args extends readonly unknown[]>(hook: ((...args: Args) => unknown) | undefined, ...args: Args): Promise<unknown> | undefined {
  try {
    const result = hook?.(...args);
    return result instanceof Promise ? result.catch(() => undefined) : undefined;
  } catch {
    return undefined;
  }
}
