/**
 * A signing proxy: a page calls the platform through it and never sees the secret.
 * @module
 */

import { type ModuleSource, elsewhere } from "./module.js";
import { core } from "./proxy-core.js";

export { createSigningProxy } from "./proxy-handler.js";
export type { Allowed, Grant, OperationGroup, OperationRules, ParameterRules, ProxyEvent, SigningProxyOptions, Verdict } from "./proxy-options.js";
export { OrderKeeper, durableOrders, kvOrders, memoryOrders } from "./order-cap.js";
export type { Counted, OrderCap, OrderKv, OrderOptions, OrderStorage, OrderStore } from "./order-cap.js";
export { TurnKeeper, durableTurns, turns } from "./proxy-pace.js";
export type { ObjectNamespace, Turns, TurnsOptions } from "./proxy-pace.js";
export { memoryLimiter } from "./rate-limit.js";
export type { MemoryLimiterOptions, RateLimiter } from "./rate-limit.js";
export { createRelay, throughRelay } from "./relay.js";
export type { RelayOptions, ThroughRelayOptions } from "./relay.js";
export { toNodeHandler } from "./proxy-node.js";
export type { NodeHandlerOptions, NodeRequest, NodeResponse } from "./proxy-node.js";
export { readOnly } from "../generated/safety.js";
export * from "./public-errors.js";
export type { ModuleSource };
export type { OperationName } from "../generated/operations.js";

/**
 * Resolves when synchronous functions can be called. Needed in browsers only, and there only before
 * the first of them: everything asynchronous waits by itself.
 * @param source Where the module is, if not beside this file: a URL, a response, a compiled module.
 */
export const ready = (source?: ModuleSource): Promise<void> => core.ready(elsewhere(source));
