// Signatures of requests and notifications, by the client's module.

import { core, glue } from "../core/client.js";
import { encodeParams } from "../core/text.js";
import { wrong } from "../errors/classes.js";
import { type Notification, type VerifyOptions, signNotificationWith, signatureError, verifyGiven } from "../webhook/notification.js";

/**
 * The signature of a request's parameters, upper-case hex.
 * @param params An object, or its JSON text where number literals matter.
 */
export function sign(params: object | string, secret: string): string {
  const text = encodeParams(params);
  checkSecret(secret);
  return core.run(() => glue.sign(text, secret), signatureError);
}

/** The string that is hashed for {@link sign}. Holds the secret: never log it. */
export function canonicalString(params: object | string, secret: string): string {
  const text = encodeParams(params);
  checkSecret(secret);
  return core.run(() => glue.canonicalString(text, secret), signatureError);
}

function checkSecret(secret: unknown): void {
  if (typeof secret !== "string") wrong("secret", "must be a string: is the configuration value missing?");
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
