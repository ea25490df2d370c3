// Calls whose outcome is unknown.

import type { PendingCall } from "../errors/classes.js";
import type { Confidence } from "./method.js";

/** A pending call that was found to have been done. */
export interface Reconciled {
  operation: string;
  /** Of an order: its idempotency key. */
  outTradeNo: string | undefined;
  /** What its response would have been, as far as it is known. */
  result: Record<string, unknown>;
  confidence: Confidence;
  pending: PendingCall;
}

// Enough for what can be under way, and little enough to keep.
const KEPT = 1000;

/** The last pending calls of a client, oldest first. */
export class PendingCalls implements Iterable<PendingCall> {
  readonly #calls = new Set<PendingCall>();

  add(call: PendingCall): void {
    this.#calls.add(call);
    if (this.#calls.size > KEPT) for (const oldest of this.#calls) return void this.#calls.delete(oldest);
  }

  delete(call: PendingCall): void {
    this.#calls.delete(call);
  }

  [Symbol.iterator](): Iterator<PendingCall> {
    return [...this.#calls][Symbol.iterator]();
  }
}
