import type { Groups, OperationName } from "../generated/operations.js";
import type { KnownNotification } from "../generated/types.js";

/** Which of the calls or notifications that it concerns a rule strikes. Without any of these: all of them. */
interface Strikes {
  /** How likely each is struck, from 0 to 1. Drawn from the sandbox's seed. Default: 1. */
  rate?: number | undefined;
  /** How many are let pass first. Default: 0. */
  skip?: number | undefined;
  /** How many are struck at the most. Default: all. */
  count?: number | undefined;
}

type OneOrMore<T> = T | readonly T[];

interface Acting {
  /** Whether the platform did what it was asked before it went wrong. Default: false. */
  acted?: boolean | undefined;
}

interface Refusing extends Acting {
  /** Seconds that the answer's `Retry-After` asks for. Default: it has none. */
  retryAfter?: number | undefined;
}

/** Something that goes wrong with a call. Of several that end a call, the first in the list does. */
export type CallFault = Strikes & {
  /** Operations such as `packages.order`, groups such as `packages`, or a list of such. Default: all. */
  operation?: OneOrMore<OperationName | keyof Groups> | undefined;
} & (
    | {
        /** The answer comes late. */
        kind: "latency";
        /** Milliseconds of real time, or the least and the most of them. */
        ms: number | readonly [least: number, most: number];
      }
    /** No answer comes. `fetch` rejects when the caller's signal aborts, and after five minutes by itself. */
    | ({ kind: "timeout" } & Acting)
    /** The connection breaks: `fetch` rejects. */
    | ({ kind: "reset" } & Acting)
    | ({
        /** A gateway answers in HTML. */
        kind: "http";
        /** From 400 to 599. Default: 503. */
        status?: number | undefined;
      } & Refusing)
    | ({
        /** The platform answers with a code. */
        kind: "code";
        /** Such as "500", "501" or "43331". */
        code: string | number;
      } & Refusing)
    /** The platform acts, but its answer arrives as broken JSON, cut in half, or without a body. */
    | { kind: "malformed" | "truncated" | "empty" }
    | {
        /** The platform's clock is off; the answer's `Date` tells it. */
        kind: "clock";
        /** Seconds that it is ahead; behind where negative. */
        seconds: number;
      }
  );

/** Something that goes wrong with a notification. Seconds are of simulated time. */
export type NotificationFault = Strikes & {
  /** Names of events, such as `SubPkgList`. Default: all. */
  event?: OneOrMore<KnownNotification["event"]> | undefined;
} & (
    | {
        /** It is posted more than once, whatever it is answered. */
        kind: "duplicate";
        /** How often more, to 100. Default: 1. */
        copies?: number | undefined;
        /** Seconds between them. Default: 0, all at once. */
        seconds?: number | undefined;
      }
    /** It is held back until the next one has been posted, a minute at the most. */
    | { kind: "reorder" }
    | {
        /** It is posted late. */
        kind: "delay";
        seconds: number;
      }
    | {
        /** Its first tries are lost on the way. */
        kind: "drop";
        /** How many, to 100. Default: 1. */
        tries?: number | undefined;
      }
  );

/** A rule by which something goes wrong. The same rules, seed and calls go wrong in the same places. */
export type Fault = CallFault | NotificationFault;

/** Rules as the core reads them. What JSON has no form for must not turn into a default. */
export function faultsText(rules: readonly Fault[]): string {
  const text = JSON.stringify(rules, (_, value: unknown) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value));
  return text ?? "null";
}
