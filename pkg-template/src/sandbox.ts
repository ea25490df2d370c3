/**
 * The platform, emulated: for tests, for a laptop, for a page.
 * @module
 */

export { ready } from "./core/sandbox.js";
export type { ModuleSource } from "./core/load/fetch.js";
export { Sandbox } from "./sandbox/sandbox.js";
export type { SandboxAttempt, SandboxCdrFile, SandboxDelivery } from "./sandbox/sandbox.js";
export type { CallFault, Fault, NotificationFault } from "./sandbox/faults.js";
export type { SandboxOptions, SandboxRequest } from "./sandbox/options.js";
export type { SandboxList, SandboxOverview } from "./sandbox/overview.js";
export * from "./errors/index.js";
