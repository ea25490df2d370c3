/**
 * The platform's callbacks: verified, handled once, answered.
 * @module
 */

import { type Notification, type VerifyOptions, signNotificationWith, verifyGiven } from "./notification.js";
import { core, glue } from "./webhook-core.js";

export { toLambdaHandler, toNodeHandler } from "./adapters.js";
export type { LambdaAnswer, LambdaEvent, NodeRequest, NodeResponse } from "./adapters.js";
export { d1Store } from "./d1-store.js";
export type { D1Like, D1Statement, D1StoreOptions } from "./d1-store.js";
export { NotificationLedger, durableStore } from "./durable-store.js";
export type { DurableNamespace, DurableStoreOptions, LedgerStorage } from "./durable-store.js";
export { kvStore } from "./kv-store.js";
export type { KvNamespace, KvStoreOptions } from "./kv-store.js";
export type { Consumed, NotificationQueue, QueueMessage } from "./queue.js";
export { Receiver } from "./receiver.js";
export type { Accepted, Answer, Duplicate, Failed, Handler, Hook, Incoming, NotificationOf, ReceiverOptions, Refused } from "./receiver.js";
export { memoryStore } from "./store.js";
export type { Claim, DuplicateStore, MemoryStoreOptions, RetentionOptions } from "./store.js";
export * from "./public-errors.js";
import { type ModuleSource, elsewhere } from "./module.js";
export type { ModuleSource };
export type { Drift, Notification, UnknownNotification, VerifyOptions, Window } from "./notification.js";
export type * from "../generated/types.js";
export type * from "../generated/codes.js";

/**
 * Resolves when synchronous functions can be called. Needed in browsers only, and there only before
 * the first of them: everything asynchronous waits by itself.
 * @param source Where the module is, if not beside this file: a URL, a response, a compiled module.
 */
export const ready = (source?: ModuleSource): Promise<void> => core.ready(elsewhere(source));

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
