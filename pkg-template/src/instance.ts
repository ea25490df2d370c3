// One instance of a WebAssembly artifact: made when it is first needed, made anew after a trap.

import { EiotError } from "./errors.js";

/** Where an artifact's module comes from in this runtime: at once, or only when it was loaded. */
export interface Source {
  module(): WebAssembly.Module;
  load?(): Promise<WebAssembly.Module>;
}

interface Startable {
  start(module: WebAssembly.Module): void;
}

/** An artifact that can be called. */
export interface Instance {
  /** Resolves when calls can be made without waiting. Needed in browsers only, before synchronous functions. */
  ready(load?: () => Promise<WebAssembly.Module>): Promise<void>;
  /** Runs one synchronous call. */
  run<T>(call: () => T): T;
}

export function instance(wasm: Startable, source: Source): Instance {
  let module: WebAssembly.Module | undefined;
  let pending: Promise<void> | undefined;
  let started = false;
  // Whether the instance can be called: not before it was made, nor after a trap.
  let sound = false;

  function start(): void {
    wasm.start((module ??= source.module()));
    started = sound = true;
  }

  async function begin(load?: () => Promise<WebAssembly.Module>): Promise<void> {
    try {
      module = await load?.();
      // Started here, so that no call is late by it after its turn has come.
      if (!started) start();
    } catch (error) {
      // A failed load is forgotten, so that the next call can succeed where this one was offline.
      pending = undefined;
      throw error;
    }
  }

  return {
    async ready(load = source.load) {
      if (!started) await (pending ??= begin(load));
    },
    run(call) {
      if (!sound) start();
      sound = false;
      try {
        const result = call();
        sound = true;
        return result;
      } catch (error) {
        throw new EiotError("internal", "the core stopped at an inner fault; the next call starts it anew", { cause: error });
      }
    },
  };
}
