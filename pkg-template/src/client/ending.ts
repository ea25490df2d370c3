// From the machine's last word to a result or an error.

import { decodeText } from "../core/text.js";
import { ApiError, DecodeError, EiotError, NetworkError, OutcomeUnknownError, ProxyError, RateLimitError, TimeoutError, isEiotError } from "../errors/classes.js";
import { operations } from "../generated/operations.js";
import { readOnly } from "../generated/safety.js";
import type { Running } from "./running.js";
import { errorFromFields } from "../errors/from-fields.js";
import type { ErrorFields } from "../errors/fields.js";
import type { Ending, Failure } from "./command.js";
import { errorCodes } from "./error-codes.js";
import type { Exchange } from "./exchange.js";
import type { ClientOptions } from "./options.js";
import type { PendingCalls } from "./pending.js";
import { Told } from "./told.js";

// One for each set of options, so that a field is reported once for each client.
const drifts = new WeakMap<ClientOptions, Told<{ operation: string; field: string; expected: string; received: string }>>();

/** Returns the result of a call, or throws its error. */
export function finish(running: Running, ending: Ending, options: ClientOptions, pending: PendingCalls, exchange: Exchange): unknown {
  if (ending.type === "done") return resultOf(running, ending, options);
  let error: unknown;
  if (ending.type === "unknown") {
    pending.add(ending.pending);
    error = new OutcomeUnknownError(ending.pending, ending.nextStep, ending.lookup, errorOf(running, ending.cause, true, exchange), ending.number);
  } else {
    const wasSent = ending.type === "refused" || ending.sent;
    error = notRetryable(errorOf(running, ending.error, wasSent, exchange), running.name, wasSent);
  }
  if (running.number !== undefined && isEiotError(error)) (error as EiotError).outTradeNo = running.number;
  throw error;
}

function resultOf({ name, number, body }: Running, ending: Extract<Ending, { type: "done" }>, options: ClientOptions): unknown {
  let told = drifts.get(options);
  if (!told) drifts.set(options, (told = new Told(options.onDrift)));
  told.tell(name, ending.drift);
  const [, , , facts] = operations.find(([known]) => known === name) ?? [];
  let data = ending.answer === "recovered" ? ending.value : dataOf(ending.answer === "repaired" ? ending.value : parse(body), facts?.whole);
  // An order that was placed tells its number, whatever else its response lacks.
  if (facts?.number) data ??= {};
  if (!facts?.money || typeof data !== "object" || data === null) return data;
  if (facts.number && number !== undefined) (data as Record<string, unknown>)[facts.number] ??= number;
  if (ending.confidence) Object.assign(data, { recovered: ending.confidence });
  return data;
}

/** The core reads over a byte order mark. */
const parse = (body: Uint8Array): unknown => JSON.parse(decodeText(body).replace(/^\ufeff/, ""));

/** The proxy's error, as the class that it was there. */
function proxyError({ body, name }: Running, failure: Extract<Failure, { kind: "proxy" }>): EiotError {
  try {
    const { error } = parse(body) as { error: ErrorFields };
    if (["validation", "network", "timeout"].includes(error.kind)) return errorFromFields(error, name);
  } catch {
    // Then what the core read is all there is.
  }
  const { reason, message, status, field } = failure;
  return new ProxyError({ reason, message, status, field, operation: name });
}

function dataOf(answer: unknown, isWhole: boolean | undefined): unknown {
  if (!isWhole) return (answer as Record<string, unknown>)["data"];
  const { code, message, ...rest } = answer as Record<string, unknown>;
  return rest;
}

function errorOf(running: Running, failure: Failure, wasSent: boolean, exchange: Exchange): unknown {
  const { name: operation, cause, signal } = running;
  const seconds = (milliseconds: number | undefined) => (milliseconds === undefined ? undefined : Math.ceil(milliseconds / 1000));
  const body = () => exchange.scrub(running, decodeText(running.body));
  switch (failure.kind) {
    case "api": {
      const code = /^\d+$/.test(failure.code) ? failure.code : exchange.scrub(running, failure.code);
      const platformMessage = exchange.scrub(running, failure.platformMessage);
      const error = new ApiError({ code, platformMessage, known: errorCodes.get(Number(code)), operation, existing: failure.existing });
      EiotError.keepBody(error, body());
      return error;
    }
    case "rate_limit": {
      const { code = "501" } = failure;
      const fields = { code, platformMessage: exchange.scrub(running, failure.platformMessage), known: errorCodes.get(Number(code)), operation };
      return new RateLimitError(fields, seconds(failure.retryAfterMs) ?? (code === "44001" ? 300 : undefined), wasSent);
    }
    case "decode":
      return isEiotError(cause)
        ? cause
        : new DecodeError(`${operation}: HTTP ${failure.status}, and the response cannot be read: ${failure.reason}`, { operation, status: failure.status, body: body() });
    case "proxy":
      return proxyError(running, failure);
    case "aborted":
      return signal?.reason ?? cause;
    case "timeout":
      return cause instanceof TimeoutError ? cause : new TimeoutError(`${operation}: no response in time`, { operation });
    case "network":
      return cause ?? new NetworkError(`${operation}: the request could not be made`, { operation });
  }
}

/** A failed call is no reason to repeat one that changes something and was sent. */
function notRetryable<T>(error: T, operation: string, wasSent: boolean): T {
  const isTransient = isEiotError(error) && (error.kind === "network" || error.kind === "timeout");
  if (isTransient && wasSent && !(readOnly as readonly string[]).includes(operation)) (error as { retryable: boolean }).retryable = false;
  return error;
}
