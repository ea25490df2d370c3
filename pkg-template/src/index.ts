/**
 * A client of the EIOTCLUB IoT-SIM platform, and its signatures.
 * @module
 */

export { ready } from "./core/client.js";
export type { ModuleSource } from "./core/load/fetch.js";
export { Client } from "./client/client.js";
export type { ClientOptions, ProxyOptions, RequestInfo, ResponseInfo, RetryOptions, SigningOptions, Warning } from "./client/options.js";
export type { CallOptions, Confidence, Method, OrderMethod, PagedMethod, Placed } from "./client/method.js";
export type { Reconciled } from "./client/pending.js";
export { createPacer } from "./client/pace.js";
export type { PaceOptions, Pacer } from "./client/pace.js";
export { canonicalString, sign, signNotification, verify } from "./client/signature.js";
export { errorCodes } from "./client/error-codes.js";
export { estimateRefund } from "./client/refund.js";
export type { RefundEstimate, RefundTerms } from "./client/refund.js";
export * from "./errors/index.js";
export type { Drift, Notification, UnknownNotification, VerifyOptions, Window } from "./webhook/notification.js";
export type { Groups, OperationName } from "./generated/operations.js";
export type * from "./generated/types.js";
export * from "./generated/codes.js";
