// Verifying notifications, over whichever artifact holds the function.

import type { KnownNotification, NotificationEnvelope } from "../generated/types.js";
import type { Core } from "../core/instance.js";
import { callHook } from "../core/hooks.js";
import { decodeText, encodeParams, encodeText, wellFormed } from "../core/text.js";
import { SignatureError, type SignatureReason, atLeast, wrong } from "../errors/classes.js";
import type { ErrorFields } from "../errors/fields.js";

/**
 * Any name but a documented one. An enumeration, because a plain `string` would keep an unknown
 * notification in every branch of a `switch` over `event`.
 */
declare enum UnknownEvent {
  Any = "\u0000",
}

/** An event that is not documented, with its fields as they came. To compare its name: `String(notification.event)`. */
export interface UnknownNotification extends NotificationEnvelope {
  event: UnknownEvent;
  [field: string]: unknown;
}

/** A verified notification: narrow it by `event`. */
export type Notification = KnownNotification | UnknownNotification;

/** How far a notification's `timestamp` may be from now, in seconds. */
export interface Window {
  /** Default: 86,400, a day. */
  past?: number;
  /** Default: 300. */
  future?: number;
}

export interface VerifyOptions {
  /** `false` accepts any time. */
  window?: Window | false | undefined;
  /** Unix seconds. Default: now. */
  now?: number | undefined;
}

/** A departure of the platform from its documentation. Never holds a value. */
export interface Drift {
  /** The operation, or the event. */
  operation: string;
  /** Path of the field, such as `data.cardInfoList[].imei`. */
  field: string;
  /** The documented type. */
  expected: string;
  /** A type, or `missing`. */
  received: string;
}

interface Glue {
  verify(body: Uint8Array, secrets: string, past: number, future: number, now: number): string | undefined;
  signNotification(fields: string, secret: string): string;
}

const isSecret = (one: unknown): one is string => typeof one === "string" && one !== "" && one === one.trim() && !one.includes("\0");

/** Several secrets cross the boundary as one string. */
export function joinSecrets(secret: string | readonly string[]): string {
  // One is nearly all there is, at every verification: nothing is made for it.
  if (isSecret(secret)) return secret;
  if (Array.isArray(secret) && secret.length > 0 && secret.every(isSecret)) return secret.join("\0");
  return wrong("secret", "must be a non-empty string, or a list of them, without white space around: is the configuration value missing?");
}

export interface Limits {
  past: number;
  future: number;
}

const DAY_BACK: Limits = { past: 86_400, future: 300 };
const ANY_TIME: Limits = { past: Infinity, future: Infinity };

export function limits(window: Window | false | undefined): Limits {
  if (window === undefined) return DAY_BACK;
  if (window === false) return ANY_TIME;
  const { past = DAY_BACK.past, future = DAY_BACK.future } = window;
  atLeast(0, { "window.past": past, "window.future": future }, "a number of seconds");
  return { past, future };
}

/** Verifies what a caller hands over, text or bytes: apart from what a receiver reads, which is bytes. */
export function verifyGiven(core: Core, glue: Glue, body: string | Uint8Array, secret: string | string[], options: VerifyOptions): Notification {
  const secrets = joinSecrets(secret);
  const within = limits(options.window);
  const now = options.now ?? unixNow();
  if (typeof now !== "number") wrong("now", "must be a number of Unix seconds");
  if (typeof body === "string" && !wellFormed(body)) throw new SignatureError({ reason: "malformed", message: "half of a surrogate pair", status: 400 });
  return verifyWith(core, glue, body, secrets, within, now);
}

export function verifyWith(
  core: Core,
  glue: Glue,
  body: string | Uint8Array,
  secrets: string,
  { past, future }: Limits,
  now: number,
  onDrift?: (drift: Drift) => void,
): Notification {
  // Not `instanceof`: in jsdom the bytes are of another realm.
  if (typeof body !== "string" && Object.prototype.toString.call(body) !== "[object Uint8Array]") {
    wrong("body", "must be the body as it was received, text or bytes: parsing it first loses what was signed");
  }
  const bytes = typeof body === "string" ? encodeText(body) : body;
  const checked = core.run(() => glue.verify(bytes, secrets, past, future, now), signatureError);
  const { value, drift } = (checked === undefined ? {} : JSON.parse(checked)) as { value?: Notification; drift?: Omit<Drift, "operation">[] };
  const notification = value ?? (JSON.parse(typeof body === "string" ? body : decodeText(body)) as Notification);
  for (const one of drift ?? []) callHook(onDrift, { operation: notification.event, ...one });
  return notification;
}

export function signNotificationWith(core: Core, glue: Glue, fields: object | string, secret: string): string {
  const text = encodeParams(fields);
  if (!isSecret(secret)) wrong("secret", "must be a non-empty string without white space around: is the configuration value missing?");
  return core.run(() => glue.signNotification(text, secret), signatureError);
}

/** Makes the error of text that cannot be signed, or of a notification that is rejected. */
export const signatureError = ({ reason, message = "", status = 400 }: ErrorFields): SignatureError =>
  new SignatureError({ reason: reason as SignatureReason, message, status });

export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}
