// Hooks. What they throw or reject with is ignored: it must not turn an order that was taken into one that failed.

/** Calls a hook, and returns what to wait for if it returns a promise. */
export function callHook<T>(hook: ((info: T) => unknown) | undefined, info: T): Promise<unknown> | undefined {
  try {
    const result = hook?.(info);
    return result instanceof Promise ? result.catch(() => undefined) : undefined;
  } catch {
    return undefined;
  }
}

/** Reports each field of an operation once. */
export class Told<T extends { operation: string; field: string }> {
  readonly #seen = new Set<string>();
  readonly #hook: ((info: T) => unknown) | undefined;

  constructor(hook: ((info: T) => unknown) | undefined) {
    this.#hook = hook;
  }

  tell(operation: string, all: readonly Omit<T, "operation">[]): void {
    for (const one of all) {
      const info = { operation, ...one } as T;
      const key = `${operation} ${info.field}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      callHook(this.#hook, info);
    }
  }
}
