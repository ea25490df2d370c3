/**
 * A signing proxy: a page calls the platform through it and never sees the secret.
 * @module
 */

export { ready } from "./core/proxy.js";
export type { ModuleSource } from "./core/load/fetch.js";
export { createSigningProxy } from "./proxy/handler.js";
export type { Allowed, Grant, OperationGroup, OperationRules, ParameterRules, ProxyEvent, SigningProxyOptions, Verdict } from "./proxy/options.js";
export { OrderKeeper, durableOrders, kvOrders, memoryOrders } from "./proxy/order-quotas.js";
export type { Counted, OrderCap, OrderKv, OrderOptions, OrderStorage, OrderStore } from "./proxy/order-quotas.js";
export { TurnKeeper, durableTurns, turns } from "./proxy/pace.js";
export type { ObjectNamespace, Turns, TurnsOptions } from "./proxy/pace.js";
export { memoryLimiter } from "./proxy/caller-rate-limit.js";
export type { MemoryLimiterOptions, RateLimiter } from "./proxy/caller-rate-limit.js";
export { createRelay, throughRelay } from "./proxy/relay.js";
export type { RelayOptions, ThroughRelayOptions } from "./proxy/relay.js";
export { toNodeHandler } from "./adapters/handler.js";
export type { NodeHandlerOptions, NodeRequest, NodeResponse } from "./adapters/handler.js";
export { readOnly } from "./generated/safety.js";
export * from "./errors/index.js";
export type { OperationName } from "./generated/operations.js";
