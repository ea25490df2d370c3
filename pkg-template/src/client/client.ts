import { type Groups, operations } from "../generated/operations.js";
import { callInParts, cut } from "./batch.js";
import { Calls } from "./call.js";
import { type ClientOptions, checkOptions } from "./options.js";
import type { PendingCall } from "../errors/classes.js";
import type { CallOptions } from "./method.js";
import type { Notification } from "../webhook/notification.js";
import type { Reconciled } from "./pending.js";
import { readAll, readPages } from "./paging.js";

export interface Client extends Groups {}

/** A client of the platform. Methods are grouped: `client.cards.list(…)`, `client.packages.order(…)`. */
export class Client {
  readonly #calls: Calls;
  readonly #url: string;

  constructor(options: ClientOptions) {
    this.#url = checkOptions(options);
    this.#calls = new Calls(options, this.#url);
    const groups: Record<string, Record<string, unknown>> = {};
    operations.forEach(([name, , paging, { most = [] } = {}]) => {
      const [group, method] = name.split(".") as [string, string];
      const one = (params?: object, options?: CallOptions) => this.#calls.call(name, "", params, options);
      const call = (params?: object, options?: CallOptions) => {
        const parts = cut(params, most);
        return parts ? callInParts(one, parts, params ?? {}, options, name) : one(params, options);
      };
      if (paging) {
        const through = (read: typeof readPages) =>
          async function* (params?: object, options?: CallOptions) {
            const { field, parts } = cut(params, most) ?? {};
            if (!field) return yield* read(one, paging, params, options);
            for (const ids of parts ?? []) yield* read(one, paging, { ...params, [field]: ids }, options);
          };
        Object.assign(call, { all: through(readAll), pages: through(readPages) });
      }
      (groups[group] ??= {})[method] = call;
    });
    // For Node.js. Not a method by this name: a class with a name that is computed is kept by bundlers though nobody uses it.
    Object.defineProperty(this, Symbol.for("nodejs.util.inspect.custom"), { value: () => this.toString() });
    Object.assign(this, groups);
  }

  /** Calls any path with any parameters, signed, for what is not declared here. Resolves to the answer's `data`. */
  request(path: string, params?: object | string, options?: CallOptions): Promise<unknown> {
    return this.#calls.call("", path, params, options);
  }

  /**
   * Holds a verified notification against calls whose outcome is unknown, and returns those that it proves to have been done.
   * @param pending The `pending` of `OutcomeUnknownError`s, from wherever you store them. Default: the last of this client's own.
   */
  reconcile(notification: Notification, pending?: Iterable<PendingCall>): Promise<Reconciled[]> {
    return this.#calls.reconcile(notification, pending);
  }

  /** Looks once more for a call whose outcome is unknown. Returns `undefined` if the platform does not show it, or not yet. */
  recheck(pending: PendingCall, options: CallOptions = {}): Promise<Reconciled | undefined> {
    return this.#calls.recheck(pending, options);
  }

  /** Credentials are in private fields: neither this nor an inspector shows them. */
  toJSON(): { url: string } {
    const { origin, pathname } = new URL(this.#url);
    return { url: origin + pathname };
  }

  toString(): string {
    return `Client(${this.toJSON().url})`;
  }
}
