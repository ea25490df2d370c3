// What the call machine is told, and what it says: see bindings/src/call_machine.rs.

import type { Confidence } from "./method.js";
import type { PendingCall } from "../errors/classes.js";

export type Event =
  | { type: "started" | "acquired" | "timer" | "aborted" | "looked_up" }
  | { type: "response"; status: number; date: string | null; retryAfter: string | null }
  | { type: "failed"; sent: "no" | "unknown"; reason: "network" | "timeout" };

export interface Send {
  type: "send";
  operation?: string;
  path: string;
  body: string;
  attempt: number;
  timeoutMs?: number;
}

/** Why an attempt or a call did not succeed. */
export type Failure =
  | { kind: "api"; status: number; code: string; platformMessage: string; existing?: Record<string, unknown> }
  | { kind: "rate_limit"; code?: string; platformMessage: string; retryAfterMs?: number }
  | { kind: "decode"; status: number; reason: string }
  | { kind: "proxy"; status: number; reason: string; message: string; field?: string; retryAfterMs?: number }
  | { kind: "network" | "timeout" | "aborted" };

/** A field in which a response departs from the platform's documentation. */
export interface FieldDrift {
  field: string;
  expected: string;
  received: string;
}

export type Ending =
  | { type: "done"; answer: "as_received" | "repaired" | "recovered"; value?: unknown; confidence?: Confidence; drift: FieldDrift[]; number?: string }
  | { type: "refused"; error: Failure }
  | { type: "failed"; error: Failure; sent: boolean }
  | { type: "unknown"; pending: PendingCall; number?: string; nextStep: string; lookup: "absent" | "unavailable" | "ambiguous"; cause: Failure };

export type Command =
  | { type: "acquire"; timeoutMs?: number }
  | Send
  | { type: "wait_until"; atMs: number }
  | { type: "look_up"; operation: string; params: string; timeoutMs?: number }
  | Ending;
