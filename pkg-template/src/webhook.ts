/**
 * The platform's callbacks: verified, handled once, answered.
 * @module
 */

export { ready } from "./core/webhook.js";
export { signNotification, verify } from "./webhook/verify.js";
export { toLambdaHandler, toNodeHandler } from "./adapters/receiver.js";
export type { LambdaAnswer, LambdaEvent, NodeRequest, NodeResponse } from "./adapters/receiver.js";
export { d1Store } from "./stores/d1.js";
export type { D1Like, D1Statement, D1StoreOptions } from "./stores/d1.js";
export { NotificationLedger, durableStore } from "./stores/durable-object.js";
export type { DurableNamespace, DurableStoreOptions, LedgerStorage } from "./stores/durable-object.js";
export { kvStore } from "./stores/kv.js";
export type { KvNamespace, KvStoreOptions } from "./stores/kv.js";
export type { Consumed, NotificationQueue, QueueMessage } from "./webhook/queue.js";
export { Receiver } from "./webhook/receiver.js";
export type { Accepted, Answer, Duplicate, Failed, Handler, Hook, Incoming, NotificationOf, ReceiverOptions, Refused } from "./webhook/receiver.js";
export { memoryStore } from "./stores/memory.js";
export type { Claim, DuplicateStore, MemoryStoreOptions, RetentionOptions } from "./stores/memory.js";
export * from "./errors/index.js";
export type { ModuleSource } from "./core/load/fetch.js";
export type { Drift, Notification, UnknownNotification, VerifyOptions, Window } from "./webhook/notification.js";
export type * from "./generated/types.js";
export type * from "./generated/codes.js";
