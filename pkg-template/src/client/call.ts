// Drives one call: the machine in the core says what to do next, and this does it. Nothing here decides anything.

import { core, glue } from "../core/client.js";
import { encodeParams, encodeText } from "../core/text.js";
import { randomBits } from "../core/platform.js";
import { type PendingCall, TimeoutError } from "../errors/classes.js";
import { errorFromFields } from "../errors/from-fields.js";
import { pause, withDeadline } from "../http/deadline.js";
import { unixNow } from "../webhook/notification.js";
import type { Command, Ending, Event } from "./command.js";
import { finish } from "./ending.js";
import { Exchange } from "./exchange.js";
import type { CallOptions } from "./method.js";
import { type ClientOptions, type Warning, checkRetry, checkTimeout } from "./options.js";
import { type Pacer, createPacer } from "./pace.js";
import { PendingCalls, type Reconciled } from "./pending.js";
import type { Running } from "./running.js";
import { Told } from "./told.js";

const EMPTY = new Uint8Array();

export class Calls {
  readonly pending = new PendingCalls();
  readonly #options: ClientOptions;
  readonly #exchange: Exchange;
  readonly #limiter: Pacer | undefined;
  readonly #warnings: Told<Warning>;
  /** What the calls of this client share: only the core reads it. */
  #shared = "";

  constructor(options: ClientOptions, url: string) {
    this.#options = options;
    this.#exchange = new Exchange(options, url);
    this.#warnings = new Told(options.onWarning);
    const { pace, fetch } = options;
    const isUncounted = pace === undefined && fetch && Symbol.for("eiotclub.unpaced") in fetch;
    if (pace !== false && !isUncounted) this.#limiter = pace && "enter" in pace ? pace : createPacer(pace);
  }

  async call(operation: string, path: string, params: object | string | undefined, options: CallOptions = {}): Promise<unknown> {
    const name = operation || path;
    checkTimeout("timeout", options.timeout);
    checkRetry(options.retry);
    await this.#ready(options.signal);
    const text = encodeParams(params, name);
    const settings = this.#settings(options);
    const now = this.#unixMs();
    const random = crypto.getRandomValues(new Uint32Array(3));
    const started = core.run(() => glue.callStart(operation, path, text, settings, now, random), (fields) => errorFromFields(fields, name));
    const { state, number, warnings } = JSON.parse(started) as { state: string; number?: string; warnings: Omit<Warning, "operation">[] };
    this.#warnings.tell(name, warnings);
    const running: Running = { name, state, number, signal: options.signal, headers: options.headers, body: EMPTY, signatures: [] };
    return finish(running, await this.#drive(running), this.#options, this.pending, this.#exchange);
  }

  /** Looks for a pending call once more. */
  async recheck(pending: PendingCall, options: CallOptions = {}): Promise<Reconciled | undefined> {
    await this.#ready(options.signal);
    const text = JSON.stringify(pending);
    const settings = this.#settings(options);
    const name = pending?.operation;
    const started = core.run(() => glue.callRecheck(text, settings), (fields) => errorFromFields(fields, name));
    const { state, number } = JSON.parse(started) as { state: string; number?: string };
    const running: Running = { name, state, number, signal: options.signal, headers: options.headers, body: EMPTY, signatures: [] };
    const ending = await this.#drive(running);
    options.signal?.throwIfAborted();
    if (ending.type !== "done") return undefined;
    this.pending.delete(pending);
    return { operation: name, outTradeNo: ending.number, result: ending.value as Record<string, unknown>, confidence: ending.confidence ?? "probable", pending };
  }

  /** Holds a verified notification against pending calls. */
  async reconcile(notification: object, pending: Iterable<PendingCall> = this.pending): Promise<Reconciled[]> {
    await core.ready();
    const calls = [...pending];
    const [text, list] = [JSON.stringify(notification), JSON.stringify(calls)];
    const { shared, reconciled } = JSON.parse(core.run(() => glue.callReconcile(text, list, this.#shared))) as {
      shared: string;
      reconciled: { index: number; operation: string; outTradeNo?: string; data: Record<string, unknown>; confidence: "exact" | "probable" }[];
    };
    this.#shared = shared;
    return reconciled.map(({ index, operation, outTradeNo, data, confidence }) => {
      const call = calls[index] as PendingCall;
      this.pending.delete(call);
      return { operation, outTradeNo, result: data, confidence, pending: call };
    });
  }

  /** Does what the machine says until the call has ended. */
  async #drive(running: Running): Promise<Ending> {
    let event: Event = { type: "started" };
    let found = EMPTY;
    for (;;) {
      const command = this.#step(running, event, event.type === "looked_up" ? found : running.body);
      switch (command.type) {
        case "acquire":
          event = await this.#acquire(running, command.timeoutMs);
          break;
        case "send":
          event = await this.#exchange.send(running, command);
          this.#limiter?.leave();
          break;
        case "wait_until":
          event = await this.#wait(running, command.atMs);
          break;
        case "look_up":
          ({ event, found } = await this.#lookUp(running, command));
          break;
        default:
          return command;
      }
    }
  }

  /** A trap of the core, or a clock that throws, proves nothing about what was sent: it ends the call as an abort does. */
  #step(running: Running, event: Event, body: Uint8Array): Command {
    try {
      return this.#stepOnce(running, event, body, this.#unixMs());
    } catch (error) {
      running.cause = error;
      return this.#stepOnce(running, { type: "aborted" }, EMPTY, Date.now());
    }
  }

  #stepOnce(running: Running, event: Event, body: Uint8Array, unixMs: number): Command {
    const [random, text] = [randomBits(), JSON.stringify(event)];
    const { appkey = "", secret = "" } = this.#options;
    const monotonicMs = Math.floor(performance.now());
    const step = () => glue.callStep(running.state, this.#shared, appkey, secret, monotonicMs, unixMs, random, text, body);
    const stepped = core.run(step, (fields) => errorFromFields(fields, running.name));
    const { state, shared, command } = JSON.parse(stepped) as { state: string; shared: string; command: Command };
    running.state = state;
    this.#shared = shared;
    return command;
  }

  async #acquire(running: Running, timeoutMs = Infinity): Promise<Event> {
    const { name, signal } = running;
    const late = () => new TimeoutError(`${name}: timed out after ${timeoutMs} ms in the rate-limit queue; not sent`, { operation: name });
    try {
      await withDeadline(timeoutMs, signal, late, async (inner) => this.#limiter?.enter({ signal: inner }));
      return { type: "acquired" };
    } catch (error) {
      running.cause = error;
      return signal?.aborted ? { type: "aborted" } : { type: "failed", sent: "no", reason: error instanceof TimeoutError ? "timeout" : "network" };
    }
  }

  async #wait({ signal }: Running, atMs: number): Promise<Event> {
    try {
      await pause(Math.max(0, Math.min(atMs - performance.now(), 2 ** 31 - 1)), signal);
      return { type: "timer" };
    } catch {
      return { type: "aborted" };
    }
  }

  async #lookUp(running: Running, { operation, params, timeoutMs = Infinity }: Extract<Command, { type: "look_up" }>): Promise<{ event: Event; found: Uint8Array<ArrayBuffer> }> {
    const { signal, headers } = running;
    let found = EMPTY;
    try {
      const result = await this.call(operation, "", params, { signal, headers, timeout: timeoutMs });
      found = encodeText(JSON.stringify(result ?? null)) as Uint8Array<ArrayBuffer>;
    } catch {
      if (signal?.aborted) return { event: { type: "aborted" }, found };
    }
    return { event: { type: "looked_up" }, found };
  }

  /** A call that is aborted before it began was not made. */
  async #ready(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    await core.ready();
    signal?.throwIfAborted();
  }

  #unixMs(): number {
    return (this.#options.now ?? unixNow)() * 1000;
  }

  #settings({ timeout = this.#options.timeout ?? 30_000, retry = this.#options.retry ?? {} }: CallOptions): string {
    // More than a timer can wait is no limit.
    const limit = (milliseconds: number | undefined) => (milliseconds === undefined || milliseconds > 2 ** 31 - 1 ? null : Math.ceil(milliseconds));
    return JSON.stringify({
      timeoutMs: limit(timeout),
      attempts: retry === false ? 1 : (retry.attempts ?? 3),
      attemptTimeoutMs: retry === false ? null : limit(retry.attemptTimeout),
      hasLimiter: this.#limiter !== undefined,
      hasCooldown: this.#limiter !== undefined,
      strict: this.#options.strict === true,
    });
  }
}
