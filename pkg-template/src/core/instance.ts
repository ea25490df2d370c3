// One instance of a WebAssembly module: made when it is first needed, and again after a trap.

import { EiotError } from "../errors/classes.js";
import type { ErrorFields } from "../errors/fields.js";
import type { Source } from "./load/source.js";
import type * as web from "./web-types.js";

/** What wasm-bindgen writes for every module. */
interface Glue {
  initSync(source: { module: web.WebAssemblyModule }): unknown;
  __wbg_reset_state(): void;
}

/** A module that can be called. */
export interface Core {
  /** Resolves when calls can be made without waiting. Needed in browsers only, before synchronous functions. */
  ready(load?: () => Promise<web.WebAssemblyModule>): Promise<void>;
  /**
   * Runs one synchronous call into the module. No user code may run inside.
   * @param toError Makes an error of what the module throws.
   */
  run<T>(call: () => T, toError?: (fields: ErrorFields) => Error): T;
}

const internalError = (cause: unknown): EiotError =>
  new EiotError("internal", "internal error in the WebAssembly core (it is restarted on the next call)", { cause });

export function createCore(glue: Glue, source: Source): Core {
  let module: WebAssembly.Module | undefined;
  let loading: Promise<void> | undefined;
  let isStarted = false;
  // False before the first start and after a trap, whose instance would go on with a broken stack.
  let isUsable = false;

  function start(): void {
    if (isStarted) {
      glue.__wbg_reset_state();
    } else {
      if (typeof WebAssembly === "undefined") {
        throw new EiotError("not_ready", "this runtime has no WebAssembly (React Native with Hermes, or a browser in lockdown mode, for example): call the package on a server, and let this app ask that server");
      }
      glue.initSync({ module: (module ??= source.module()) });
    }
    isStarted = isUsable = true;
  }

  async function load(from?: () => Promise<WebAssembly.Module>): Promise<void> {
    try {
      module = await from?.();
      // Started here, so that no call starts late after it waited for its turn.
      if (!isStarted) start();
    } catch (error) {
      // A failed load is forgotten: the next call can succeed after this one was offline.
      loading = undefined;
      throw error;
    }
  }

  return {
    async ready(from = source.load) {
      if (!isStarted) await (loading ??= load(from));
    },
    run(call, toError = internalError) {
      if (!isUsable) start();
      try {
        return call();
      } catch (error) {
        if (typeof error === "string") throw toError(JSON.parse(error) as ErrorFields);
        // The module throws text; anything else is a trap. Noted first: to make an error may fail, as after a stack overflow.
        isUsable = false;
        throw internalError(error);
      }
    },
  };
}
