/**
 * A client of the EIOTCLUB IoT-SIM platform, and its signatures.
 * @module
 */

import { core, glue } from "./core.js";
import type { ErrorCode } from "./errors.js";
import { type Notification, type VerifyOptions, signNotificationWith, verifyGiven } from "./notification.js";
import { encodeParams, signed } from "./text.js";

export { Client } from "./client.js";
export type { ClientOptions, ProxyOptions, RequestInfo, ResponseInfo, RetryOptions, SigningOptions, Warning } from "./client-options.js";
export type { Settled } from "./orders.js";
export { createPacer } from "./pace.js";
export type { PaceOptions, Pacer } from "./pace.js";
export * from "./public-errors.js";
export { estimateRefund } from "./refund.js";
export type { RefundEstimate, RefundTerms } from "./refund.js";
export type { CallOptions, Certainty, Method, OrderMethod, PagedMethod, Placed } from "./method.js";
import { type ModuleSource, elsewhere } from "./module.js";
export type { ModuleSource };
export type { Drift, Notification, UnknownNotification, VerifyOptions, Window } from "./notification.js";
export type { Groups, OperationName } from "../generated/operations.js";
export type * from "../generated/types.js";
export * from "../generated/codes.js";

/**
 * Resolves when synchronous functions can be called. Needed in browsers only, and there only before
 * the first of them: everything asynchronous waits by itself.
 * @param source Where the module is, if not beside this file: a URL, a response, a compiled module.
 */
export const ready = (source?: ModuleSource): Promise<void> => core.ready(elsewhere(source));

/**
 * The signature of a request's parameters, upper-case hex.
 * @param params An object, or its JSON text where number literals matter.
 */
export function sign(params: object | string, secret: string): string {
  const text = encodeParams(params);
  return signed(glue, core.run(() => glue.sign(text, secret, false)));
}

/** The string that is hashed for {@link sign}. Holds the secret: never log it. */
export function canonicalString(params: object | string, secret: string): string {
  const text = encodeParams(params);
  return signed(glue, core.run(() => glue.sign(text, secret, true)));
}

/** The body of a signed notification, as the platform would send it: for tests of a receiver. */
export function signNotification(fields: object | string, secret: string): string {
  return signNotificationWith(core, glue, fields, secret);
}

/**
 * Verifies a notification's body as it was received, and decodes it.
 * @param secret One, or several while they are rotated.
 * @throws SignatureError with `reason`.
 */
export function verify(body: string | Uint8Array, secret: string | string[], options: VerifyOptions = {}): Notification {
  return verifyGiven(core, glue, body, secret, options);
}

let codes: Map<number, ErrorCode> | undefined;
const all = () => (codes ??= new Map((JSON.parse(core.run(() => glue.errorCodes())) as ErrorCode[]).map((code) => [code.code, code])));

// A literal: what is called when the module is loaded stays in every bundle, and the artifact with it.
/** Every documented code of the platform but 200. Read when first used. */
export const errorCodes: ReadonlyMap<number, ErrorCode> = {
  get size() {
    return all().size;
  },
  get: (key) => all().get(key),
  has: (key) => all().has(key),
  forEach: (each, self) => all().forEach(each, self),
  keys: () => all().keys(),
  values: () => all().values(),
  entries: () => all().entries(),
  [Symbol.iterator]: () => all()[Symbol.iterator](),
};
