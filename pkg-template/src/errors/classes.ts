// Classes are for `instanceof`, `kind` is for everything else: two copies of the package in one
// process, or one that came as JSON from a proxy, still agree on `kind`.

const MARK = /* @__PURE__ */ Symbol.for("eiotclub.error");

/** The stable words for the kinds of error. */
export type ErrorKind =
  | "api"
  | "signature"
  | "validation"
  | "cdr"
  | "network"
  | "outcome_unknown"
  | "partial"
  | "timeout"
  | "decode"
  | "proxy"
  | "not_ready"
  | "internal";

interface Fields {
  code?: string | undefined;
  operation?: string | undefined;
  retryable?: boolean;
  cause?: unknown;
  /** What a kind of error has besides. */
  [field: string]: unknown;
}

/** What every error of this package is. */
export class EiotError extends Error {
  /** A stable word for the kind of error. */
  declare readonly kind: ErrorKind;
  /** The platform's code, as text, where it gave one. */
  declare readonly code: string | undefined;
  /** The operation that was called, such as `packages.order`. */
  declare operation: string | undefined;
  /** Of an order: its number, also where the client made it. */
  declare outTradeNo?: string;
  /** Whether the same call can succeed later without being changed. */
  declare readonly retryable: boolean;

  constructor(kind: ErrorKind, message: string, { cause, ...fields }: Fields = {}) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, { name: "EiotError", kind, code: undefined, operation: undefined, retryable: false }, fields);
    Object.defineProperty(this, MARK, { value: true });
  }

  /** The answer that could not be used, where there was one. Not part of `message`, and not shown by a logger. */
  get body(): string | undefined {
    return bodies.get(this);
  }

  /** @internal */
  static keepBody(error: EiotError, body: string): void {
    bodies.set(error, body);
  }
}

const bodies = new WeakMap<EiotError, string>();

/** What kind of trouble a code of the platform speaks of. */
export type ErrorCategory = "auth" | "parameter" | "not_found" | "state" | "balance" | "rate_limit" | "platform";

/** What is known of a code of the platform. */
export interface ErrorCode {
  code: number;
  /** English text. */
  en: string;
  /** The platform's Chinese text. */
  zh: string;
  category: ErrorCategory;
  /** Whether the same call can succeed later without being changed. */
  retryable: boolean;
}

interface Refused {
  code: string;
  platformMessage: string;
  known?: ErrorCode | undefined;
  operation?: string | undefined;
  existing?: Record<string, unknown> | undefined;
}

/** The platform refused. */
export class ApiError extends EiotError {
  declare readonly kind: "api";
  declare readonly code: string;
  /** The platform's own message, in whatever language it chose. */
  declare readonly platformMessage: string;
  /** What is known of the code; nothing for one that is not documented. */
  declare readonly known: ErrorCode | undefined;
  /** Where the platform refused the address that the call left from: that address, if it was named. */
  declare readonly address: string | undefined;
  /** If the order's `outTradeNo` is taken: what is known of the order that has it. */
  declare readonly existing: Record<string, unknown> | undefined;

  constructor(fields: Refused, message?: string, retryable = fields.known?.retryable ?? false) {
    const { code, platformMessage, known, operation, existing } = fields;
    const address = REFUSED_ADDRESS.includes(code) ? IP.exec(platformMessage)?.[0] : undefined;
    const what = known ? known.en : "a code that is not documented";
    const said = platformMessage && platformMessage !== what ? ` (${platformMessage})` : "";
    super("api", message ?? `${operation ?? "call"}: the platform refused with ${code}: ${what}${said}${REFUSED_ADDRESS.includes(code) ? allowList(address) : ""}`, {
      name: "ApiError",
      code,
      operation,
      retryable,
      platformMessage,
      known,
      address,
      ...(existing && { existing }),
    });
  }
}

/** Too many calls, or too soon after the last. */
export class RateLimitError extends ApiError {
  /** Seconds after which the call may succeed, where that is known. */
  declare readonly retryAfter: number | undefined;
  /** Whether the platform was asked: a call that is known to be refused is not sent. */
  declare readonly sent: boolean;

  constructor(fields: Refused, retryAfter?: number, sent = true) {
    super(fields, sent ? undefined : `${fields.operation}: not sent, since it would be refused with ${fields.code}: try again in ${retryAfter} seconds`, true);
    Object.assign(this, { name: "RateLimitError", retryAfter, sent });
  }
}

const REFUSED_ADDRESS = ["502", "42104"];
const IP = /\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}/i;

const allowList = (address: string | undefined) =>
  ` The platform takes calls from at most 15 allow-listed addresses: add ${address ?? "the address that this call left from"} in the platform's console, or send the call through a signing proxy or a relay on an address that is listed.`;

/** Why a notification is refused. */
export type SignatureReason =
  | "malformed"
  | "missing_signature"
  | "bad_signature"
  | "ambiguous"
  | "invalid"
  | "stale"
  | "future";

/** A notification that is not to be trusted, or text that cannot be signed. */
export class SignatureError extends EiotError {
  declare readonly kind: "signature";
  /** Of several things wrong, the first. */
  declare readonly reason: SignatureReason;
  /** The HTTP status to refuse it with. */
  declare readonly status: number;

  constructor({ reason, message, status }: { reason: SignatureReason; message: string; status: number }) {
    super("signature", `${reason}: ${message}`, { name: "SignatureError", reason, status });
  }
}

/** A field that cannot be used as it is. */
export interface Problem {
  field: string;
  /** What is wrong and what would be right. */
  reason: string;
}

/** Nothing was sent: fields are wrong. */
export class ValidationError extends EiotError {
  declare readonly kind: "validation";
  /** Every wrong field. */
  declare readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], operation?: string) {
    const list = problems.map(({ field, reason }) => `${field} ${reason}`).join("; ");
    super("validation", operation ? `${operation}: ${list}` : list, { name: "ValidationError", operation, problems });
  }
}

/** No answer came. */
export class NetworkError extends EiotError {
  declare readonly kind: "network";

  constructor(message: string, options?: { operation?: string | undefined; cause?: unknown }) {
    super("network", message, { ...options, name: "NetworkError", retryable: true });
  }
}

/** No answer came in time. */
export class TimeoutError extends EiotError {
  declare readonly kind: "timeout";

  constructor(message: string, options?: { operation?: string | undefined }) {
    super("timeout", message, { ...options, name: "TimeoutError", retryable: true });
  }
}

/** A call whose outcome is unknown. Plain JSON: it can be stored, and looked for by another process. */
export interface PendingCall {
  operation: string;
  /** With the order's idempotency key. */
  params: Record<string, unknown>;
  /** When it was first sent. Unit: Unix milliseconds, by the platform's clock. */
  since: number;
}

/**
 * The call was sent, and no response proves whether it was executed. It may have been: do not repeat it before you know.
 * Store `pending`, then ask with `client.recheck`, or pass notifications to `client.reconcile`.
 */
export class OutcomeUnknownError extends EiotError {
  declare readonly kind: "outcome_unknown";
  /** How to find out. */
  declare readonly nextStep: string;
  /** For `client.recheck` and `client.reconcile`. */
  declare readonly pending: PendingCall;
  /** What looking for it came to: no row, no response, or rows that could also be another call's. None of them proves anything. */
  declare readonly lookup: "absent" | "unavailable" | "ambiguous";

  constructor(pending: PendingCall, nextStep: string, lookup: "absent" | "unavailable" | "ambiguous", cause: unknown, outTradeNo?: string) {
    const { operation } = pending;
    super("outcome_unknown", `${operation}: outcome unknown: it was sent, and may have been executed; ${nextStep}`, {
      name: "OutcomeUnknownError",
      operation,
      cause,
      nextStep,
      pending,
      lookup,
      ...(outTradeNo !== undefined && { outTradeNo }),
    });
  }
}

/** A part of a long list that was done. */
export interface Success {
  ids: string[];
  result: unknown;
}

/** A part of a long list that was not done, or not known to be. */
export interface Failure {
  ids: string[];
  error: unknown;
}

/** A list was longer than the platform takes at once, and some of its parts failed. */
export class PartialError extends EiotError {
  declare readonly kind: "partial";
  declare readonly succeeded: readonly Success[];
  declare readonly failed: readonly Failure[];

  constructor(operation: string, succeeded: readonly Success[], failed: readonly Failure[]) {
    const count = (parts: readonly { ids: string[] }[]) => parts.reduce((sum, { ids }) => sum + ids.length, 0);
    super("partial", `${operation}: failed for ${count(failed)} ids, done for ${count(succeeded)}: see \`failed\` and \`succeeded\``, {
      name: "PartialError",
      operation,
      cause: failed[0]?.error,
      succeeded,
      failed,
    });
  }
}

/** A line of a CDR file that is no record, or a file that could not be read to its end. */
export class CdrError extends EiotError {
  declare readonly kind: "cdr";
  /** The file's name or its place in the list, where it has one. */
  declare readonly file?: string;
  /** From 1. */
  declare readonly line: number;
  /** Nothing where it is the line as a whole. */
  declare readonly column: string;
  declare readonly reason: string;

  constructor({ file, line, column, reason, cause }: { file?: string; line: number; column: string; reason: string; cause?: unknown }) {
    super("cdr", `${file ? `${file}: ` : ""}line ${line}${column && `, ${column}`}: ${reason}`, {
      name: "CdrError",
      cause,
      line,
      column,
      reason,
      ...(file !== undefined && { file }),
    });
  }
}

/** The answer is not what the platform documents. The text is in `body`. */
export class DecodeError extends EiotError {
  declare readonly kind: "decode";
  /** The HTTP status it came with. */
  declare readonly status: number | undefined;

  constructor(message: string, { operation, status, body }: { operation?: string | undefined; status?: number; body?: string } = {}) {
    super("decode", message, { name: "DecodeError", operation, status });
    if (body !== undefined) EiotError.keepBody(this, body);
  }
}

/** A signing proxy refused. */
export class ProxyError extends EiotError {
  declare readonly kind: "proxy";
  /** A stable word for the reason, such as `operation` or `origin`. */
  declare readonly reason: string;
  /** The HTTP status it refused with. */
  declare readonly status: number;
  /** The parameter that it is about, where it is about one. */
  declare readonly field: string | undefined;

  constructor(fields: { reason: string; message: string; status: number; field?: string | undefined; operation?: string | undefined }) {
    const { reason, message, status, field, operation } = fields;
    // Too much at once is over by itself, and so is a part of the proxy that failed.
    const retryable = ["busy", "rate_limit", "unavailable"].includes(reason);
    super("proxy", `${operation ?? "call"}: the proxy refused: ${field ? `${field}: ` : ""}${message}`, { name: "ProxyError", operation, retryable, reason, status, field });
  }
}

/** Whether something is an error of this package, of whichever copy of it. */
export function isEiotError(error: unknown): error is EiotError {
  return (error as Record<symbol, unknown> | null | undefined)?.[MARK] === true;
}

/** @internal Refuses a field. */
export function wrong(field: string, reason: string): never {
  throw new ValidationError([{ field, reason }]);
}

/** @internal Refuses whichever of the fields is less. */
export function atLeast(least: number, numbers: Record<string, number>, what = "a number"): void {
  for (const [field, value] of Object.entries(numbers)) {
    if (!(value >= least)) wrong(field, `must be ${what}, ${least} or more`);
  }
}
