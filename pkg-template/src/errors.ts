// Classes are for `instanceof`, `kind` is for everything else: two copies of the package in one
// process, or one that came as JSON from a proxy, still agree on `kind`.

const MARK = Symbol.for("eiotclub.error");

/** The stable words for the kinds of error. */
export type ErrorKind =
  | "api"
  | "signature"
  | "validation"
  | "cdr"
  | "network"
  | "outcome_unknown"
  | "timeout"
  | "decode"
  | "proxy"
  | "not_ready"
  | "internal";

/** What every error of this package is. */
export class EiotError extends Error {
  /** A stable word for the kind of error. */
  readonly kind: ErrorKind;
  /** The platform's code, as text, where it gave one. */
  readonly code: string | undefined;
  /** The operation that was called, such as `packages.order`. */
  operation: string | undefined;
  /** Whether the same call can succeed later without being changed. */
  readonly retryable: boolean;

  constructor(
    kind: ErrorKind,
    message: string,
    options: { code?: string | undefined; operation?: string | undefined; retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "EiotError";
    this.kind = kind;
    this.code = options.code;
    this.operation = options.operation;
    this.retryable = options.retryable ?? false;
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

/** The platform refused. */
export class ApiError extends EiotError {
  declare readonly kind: "api";
  declare readonly code: string;
  /** The platform's own message, in whatever language it chose. */
  readonly platformMessage: string;
  /** What is known of the code; nothing for one that is not documented. */
  readonly known: ErrorCode | undefined;

  constructor(fields: { code: string; platformMessage: string; known?: ErrorCode | undefined; operation?: string | undefined }) {
    const { code, platformMessage, known, operation } = fields;
    const what = known ? known.en : "a code that is not documented";
    const said = platformMessage && platformMessage !== what ? ` (${platformMessage})` : "";
    super("api", `${operation ?? "call"}: the platform refused with ${code}: ${what}${said}${HINTS[code] ?? ""}`, {
      code,
      operation,
      retryable: known?.retryable ?? false,
    });
    this.name = "ApiError";
    this.platformMessage = platformMessage;
    this.known = known;
  }
}

const ADDRESS =
  " The platform takes calls from allow-listed addresses only: add the address this call left from in the platform's console, or send it through a signing proxy on an address that is listed.";
const HINTS: Record<string, string> = { "502": ADDRESS, "42104": ADDRESS };

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
  readonly reason: SignatureReason;
  /** The HTTP status to refuse it with. */
  readonly status: number;

  constructor(fields: { reason: SignatureReason; message: string; status: number }) {
    super("signature", `${fields.reason}: ${fields.message}`);
    this.name = "SignatureError";
    this.reason = fields.reason;
    this.status = fields.status;
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
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], operation?: string) {
    const list = problems.map(({ field, reason }) => `${field} ${reason}`).join("; ");
    super("validation", operation ? `${operation}: ${list}` : list, { operation });
    this.name = "ValidationError";
    this.problems = problems;
  }
}

/** No answer came. */
export class NetworkError extends EiotError {
  declare readonly kind: "network";

  constructor(message: string, options?: { operation?: string | undefined; cause?: unknown }) {
    super("network", message, { ...options, retryable: true });
    this.name = "NetworkError";
  }
}

/** No answer came in time. */
export class TimeoutError extends EiotError {
  declare readonly kind: "timeout";

  constructor(message: string, options?: { operation?: string | undefined }) {
    super("timeout", message, { ...options, retryable: true });
    this.name = "TimeoutError";
  }
}

/**
 * An order was sent and its answer lost: it may have been taken, and paid for. Find out before ordering
 * again, or order again with the same `outTradeNo`, which cannot buy twice.
 */
export class OutcomeUnknownError extends EiotError {
  declare readonly kind: "outcome_unknown";
  /** Your number of the order. */
  readonly outTradeNo: string;
  /** How to find out. */
  readonly nextStep: string;

  constructor(operation: string, outTradeNo: string, cause: unknown) {
    const nextStep = LOOK_UP[operation] ?? "ask the platform: no operation finds such an order by its outTradeNo";
    super("outcome_unknown", `${operation}: the order may have been taken, but no answer says so; ${nextStep}`, { operation, cause });
    this.name = "OutcomeUnknownError";
    this.outTradeNo = outTradeNo;
    this.nextStep = nextStep;
  }
}

const LOOK_UP: Readonly<Record<string, string>> = {
  "packages.order": "look for the outTradeNo with packages.orderDetails",
  "pools.subscribe": "look for the out_trade_no with pools.listRecords",
  "cloudEsim.purchase": "compare packages and times with cloudEsim.listOrders, or wait for CloudESimSubPkgList",
};

/** A line of a CDR file that is no record, or a file that could not be read to its end. */
export class CdrError extends EiotError {
  declare readonly kind: "cdr";
  /** The file's name or its place in the list, where it has one. */
  readonly file?: string;
  /** From 1. */
  readonly line: number;
  /** Nothing where it is the line as a whole. */
  readonly column: string;
  readonly reason: string;

  constructor({ file, line, column, reason, cause }: { file?: string; line: number; column: string; reason: string; cause?: unknown }) {
    super("cdr", `${file ? `${file}: ` : ""}line ${line}${column && `, ${column}`}: ${reason}`, { cause });
    this.name = "CdrError";
    if (file !== undefined) this.file = file;
    this.line = line;
    this.column = column;
    this.reason = reason;
  }
}

/** The answer is not what the platform documents. The text is in `body`. */
export class DecodeError extends EiotError {
  declare readonly kind: "decode";
  /** The HTTP status it came with. */
  readonly status: number | undefined;

  constructor(message: string, options: { operation?: string | undefined; status?: number; body?: string } = {}) {
    super("decode", message, { operation: options.operation });
    this.name = "DecodeError";
    this.status = options.status;
    if (options.body !== undefined) EiotError.keepBody(this, options.body);
  }
}

/** A signing proxy refused. */
export class ProxyError extends EiotError {
  declare readonly kind: "proxy";
  /** A stable word for the reason, such as `operation` or `origin`. */
  readonly reason: string;
  /** The HTTP status it refused with. */
  readonly status: number;

  constructor(fields: { reason: string; message: string; status: number; operation?: string | undefined }) {
    super("proxy", `${fields.operation ?? "call"}: the proxy refused: ${fields.message}`, { operation: fields.operation });
    this.name = "ProxyError";
    this.reason = fields.reason;
    this.status = fields.status;
  }
}

/** Whether something is an error of this package, of whichever copy of it. */
export function isEiotError(error: unknown): error is EiotError {
  return typeof error === "object" && error !== null && (error as Record<symbol, unknown>)[MARK] === true;
}

/** @internal The fields of an error as the core and a proxy write them. */
export interface ErrorFields {
  kind: ErrorKind;
  message?: string;
  reason?: string;
  status?: number;
  code?: string;
  platformMessage?: string;
  known?: ErrorCode;
  problems?: Problem[];
}

/** @internal */
export function revive(fields: ErrorFields, operation?: string): EiotError {
  const message = fields.message ?? "";
  const status = fields.status ?? 0;
  switch (fields.kind) {
    case "api":
      return new ApiError({
        code: fields.code ?? "",
        platformMessage: fields.platformMessage ?? "",
        known: fields.known,
        operation,
      });
    case "signature":
      return new SignatureError({ reason: fields.reason as SignatureReason, message, status });
    case "validation":
      return new ValidationError(fields.problems ?? [], operation);
    case "network":
      return new NetworkError(message, { operation });
    case "timeout":
      return new TimeoutError(message, { operation });
    case "decode":
      return new DecodeError(`${operation ?? "call"}: the answer cannot be read: ${message}`, { operation });
    case "proxy":
      return new ProxyError({ reason: fields.reason ?? "", message, status, operation });
    default:
      return new EiotError("internal", message, { operation });
  }
}
