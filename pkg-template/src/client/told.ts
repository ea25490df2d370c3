// Hooks that hear of each field of an operation once.

import { callHook } from "../core/hooks.js";

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
