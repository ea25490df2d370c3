// Verification and signing of notifications, by the receiver's small module.

import { core, glue } from "../core/webhook.js";
import { type Notification, type VerifyOptions, signNotificationWith, verifyGiven } from "./notification.js";

/**
 * Verifies a notification's body as it was received, and decodes it.
 * @param secret One, or several while they are rotated.
 * @throws SignatureError with `reason`.
 */
export function verify(body: string | Uint8Array, secret: string | string[], options: VerifyOptions = {}): Notification {
  return verifyGiven(core, glue, body, secret, options);
}

/** The body of a signed notification, as the platform would send it: for tests of a receiver. */
export function signNotification(fields: object | string, secret: string): string {
  return signNotificationWith(core, glue, fields, secret);
}
