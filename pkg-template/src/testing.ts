/**
 * For tests of what you write yourself.
 * @module
 */

export { storeConformance } from "./testing/store-conformance.js";
export type { ConformanceCase, ConformanceOptions } from "./testing/store-conformance.js";
export type { Claim, DuplicateStore } from "./stores/memory.js";
