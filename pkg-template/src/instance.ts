// One instance of a WebAssembly artifact: made when it is first needed, made anew after a trap.

import { EiotError } from "./errors.js";

/** Where an artifact's module comes from in this runtime. */
export type Source = { module(): WebAssembly.Module } | { url(): URL };

/** What `ready` takes: nothing, or where else to find the module. */
export type ModuleSource = URL | string | Response | WebAssembly.Module;

interface Startable {
  start(module: WebAssembly.Module): void;
}

/** An artifact that can be called. */
export interface Instance {
  /** Resolves when calls can be made without waiting. Needed in browsers only, before synchronous functions. */
  ready(source?: ModuleSource): Promise<void>;
  /** Runs one synchronous call. */
  run<T>(call: () => T): T;
}

const READY = Promise.resolve();

export function instance(wasm: Startable, source: Source): Instance {
  let module: WebAssembly.Module | undefined;
  let pending: Promise<void> | undefined;
  let started = false;
  // Whether the instance can be called: not before it was made, nor after a trap.
  let sound = false;

  function start(): void {
    if (!module) {
      if (!("module" in source)) {
        throw new EiotError(
          "not_ready",
          "the WebAssembly module is not loaded yet: `await ready()` before the first synchronous call, or import from \"eiotclub/inline\"",
        );
      }
      module = source.module();
    }
    wasm.start(module);
    started = sound = true;
  }

  return {
    ready(from) {
      if (started) return READY;
      // Compiled here, so that no call is late by it after its turn has come.
      if (from === undefined && "module" in source) return Promise.resolve().then(() => void (started || start()));
      // A failed load is forgotten, so that the next call can succeed where this one was offline.
      pending ??= compile(from ?? (source as { url(): URL }).url()).then(
        (compiled) => {
          module = compiled;
          if (!started) start();
        },
        (error: unknown) => {
          pending = undefined;
          throw error;
        },
      );
      return pending;
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

async function compile(from: ModuleSource): Promise<WebAssembly.Module> {
  if (Object.prototype.toString.call(from) === "[object WebAssembly.Module]") return from as WebAssembly.Module;
  const response = from instanceof Response ? from : await fetch(from as URL | string);
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || type.includes("html")) {
    throw new EiotError(
      "not_ready",
      `${response.url} answered ${response.status} ${type} where a .wasm was expected. A bundler or server did not ship the file: import from "eiotclub/inline", or pass its address to ready(). With Vite 7 and older: optimizeDeps: { exclude: ["eiotclub"] }`,
    );
  }
  // Not compileStreaming: it insists on application/wasm, which many static servers do not send.
  return WebAssembly.compile(await response.arrayBuffer());
}
