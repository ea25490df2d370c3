import type { EventName, KnownNotification } from "../generated/types.js";
import { readBody } from "../http/body.js";
import { EiotError, type SignatureError, type SignatureReason, atLeast, isEiotError, wrong } from "../errors/classes.js";
import { type Drift, type Limits, type Notification, type UnknownNotification, type Window, joinSecrets, limits, unixNow, verifyWith } from "./notification.js";
import { type Consumed, type NotificationQueue, type QueueMessage, received, send } from "./queue.js";
import { type DuplicateStore, memoryStore } from "../stores/memory.js";
import { decodeText } from "../core/text.js";
import { core, glue } from "../core/webhook.js";
import type * as web from "../core/web-types.js";

export interface ReceiverOptions {
  /** The secret that notifications are signed with, or several while they are rotated. */
  secret: string | string[];
  /** Where to remember what has been handled. Default: {@link memoryStore}, one per receiver. */
  store?: DuplicateStore | undefined;
  /**
   * Puts verified notifications on a queue and answers when they are safe there; `consume` runs the handlers.
   * One too large for a queue's message is handled at once. Default: none, the answer comes after the handlers.
   */
  queue?: NotificationQueue | undefined;
  /** Where a queued notification goes when its handlers have failed `maxAttempts` times. Default: what the queue does by itself. */
  deadLetters?: NotificationQueue | undefined;
  /** Attempts before a notification is a dead letter, where `deadLetters` is given. Default: 8, some ten minutes. */
  maxAttempts?: number | undefined;
  /** How far a notification's `timestamp` may be from now. Default: a day back, five minutes ahead. `false`: any time. */
  window?: Window | false | undefined;
  /** Bytes of a body accepted. Default: 1 MiB. */
  maxBody?: number | undefined;
  /**
   * Seconds for which a delivery has its notification to itself. More than the slowest handler takes, or another
   * delivery is handled beside it; not more than need be, for after a crash the next one has to wait so long. Default: 60.
   */
  lease?: number | undefined;
  /** Unix seconds, for tests. Default: the clock. */
  now?: (() => number) | undefined;
  /** Told of each field in which a notification departs from the platform's documentation. */
  onDrift?: ((drift: Drift) => void) | undefined;
  /** Told of each notification that is safe: handled, or on the queue. */
  onAccepted?: Hook<Accepted> | undefined;
  /** Told of each that came again. */
  onDuplicate?: Hook<Duplicate> | undefined;
  /** Told of each request that was refused. */
  onRefused?: Hook<Refused> | undefined;
  /** Told of each failure on our side, and of what was thrown. The sender is never told. Default: `console.error`. */
  onFailed?: ((seen: Failed, error: unknown) => unknown) | undefined;
}

/**
 * For logs and metrics: plain values, no secret and nothing of a body that could not be verified. It is waited
 * for, since an edge runtime ends what is not; what it throws is ignored.
 */
export type Hook<Seen> = (seen: Seen) => unknown;

interface Counted {
  /** How many of this kind the receiver has seen, this one included. */
  count: number;
}

interface Identified extends Counted {
  id: string;
  event: string;
  /** When the platform signed it, Unix seconds. */
  timestamp: number;
}

export interface Accepted extends Identified {
  /** Whether it is on the queue, not handled yet. */
  queued: boolean;
}

export interface Duplicate extends Identified {
  /** Whether it was handled already; else it is being handled. */
  done: boolean;
}

export interface Refused extends Counted {
  /** The HTTP status it was answered with. */
  status: number;
  reason: SignatureReason | "method" | "content_type" | "too_large" | "unreadable";
  /** Only where the signature was right. */
  id?: string | undefined;
}

export interface Failed extends Counted {
  /** What failed. `lease`: the handlers took longer than it, and another delivery has the notification now. */
  stage: "request" | "store" | "handler" | "lease" | "queue" | "message" | "dead_letter";
  id?: string | undefined;
  event?: string | undefined;
  /** Which attempt it was, from 1, where it came from a queue. */
  attempt?: number | undefined;
}

/** A handler. The notification is acknowledged when it returns, and comes again later when it throws. */
export type Handler<N> = (notification: N, context: unknown) => unknown;

/** The notification of an event's name. */
export type NotificationOf<E extends string> = E extends "*"
  ? Notification
  : E extends EventName
    ? Extract<KnownNotification, { event: E }>
    : UnknownNotification;

/** A request, whatever the runtime calls one. */
export interface Incoming {
  method: string;
  /** Empty where there is none. */
  contentType: string;
  /** 0 where it is not known. */
  contentLength: number;
  /** The body, byte for byte as it came; nothing where there are more than `max` bytes. */
  read(max: number): Uint8Array | undefined | Promise<Uint8Array | undefined>;
}

/** What to answer. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

type HookName = "onAccepted" | "onDuplicate" | "onRefused" | "onFailed";
type Outcome = "handled" | "done" | "busy" | "failed";

/** Most bytes of a body that goes on a queue: Cloudflare's takes 128,000 a message. */
const MAX_QUEUED = 120_000;

/** A callback endpoint: verifies, handles each notification once, and answers what the platform waits for. */
export class Receiver {
  readonly #secrets: string;
  readonly #limits: Limits;
  readonly #options: ReceiverOptions;
  readonly #store: DuplicateStore;
  readonly #maxBody: number;
  readonly #lease: number;
  readonly #maxAttempts: number;
  readonly #handlers = new Map<string, Handler<never>[]>();
  readonly #counts = { onAccepted: 0, onDuplicate: 0, onRefused: 0, onFailed: 0 };

  constructor(options: ReceiverOptions) {
    this.#secrets = joinSecrets(options?.secret);
    this.#limits = limits(options.window);
    const { maxBody = 1_048_576, lease = 60, maxAttempts = 8, queue, deadLetters, store } = options;
    atLeast(1, { maxBody, maxAttempts });
    if (!(lease > 0)) wrong("lease", "must be a number of seconds above 0");
    for (const [field, value] of Object.entries({ queue, deadLetters })) {
      if (value !== undefined && typeof ((value as { send?: unknown } | null)?.send ?? value) !== "function") {
        wrong(field, "must be a queue with send(), or a function: is the binding missing?");
      }
    }
    this.#maxBody = maxBody;
    this.#lease = lease;
    this.#maxAttempts = deadLetters ? maxAttempts : 0;
    this.#options = options;
    this.#store = store ?? memoryStore();
  }

  /** Adds a handler for an event, documented or not; `"*"` for all. Handlers run in the order they were added. */
  on<E extends EventName | "*" | (string & {})>(event: E, handler: Handler<NotificationOf<E>>): this {
    if (typeof event !== "string" || event === "") wrong("event", "must be the name of an event, or \"*\"");
    if (typeof handler !== "function") wrong("handler", "must be a function");
    this.#handlers.set(event, [...(this.#handlers.get(event) ?? []), handler as Handler<never>]);
    return this;
  }

  /**
   * Answers a request of the platform: Workers, Deno, Bun, Hono, Next.js, SvelteKit. Can be passed on without its
   * receiver. `context` is handed to the handlers: an environment, an execution context.
   * @throws ValidationError when the body was read before.
   */
  readonly handle = async (request: web.Request, context?: unknown): Promise<web.Response> => {
    if (request.bodyUsed || request.body?.locked) {
      wrong("request", "has a body that was read before: hand the request over first, or give handle() a copy made with request.clone()");
    }
    const { method, headers } = request;
    const contentLength = Number(headers.get("content-length"));
    const read = (max: number) => readBody(request, max, contentLength);
    const answer = await this.answer({ method, contentType: headers.get("content-type") ?? "", contentLength, read }, context);
    return new Response(answer.body, answer);
  };

  /** Answers where requests and responses are not the web's. Never rejects. */
  async answer({ method, contentType, contentLength, read }: Incoming, context?: unknown): Promise<Answer> {
    try {
      await core.ready();
      const status = core.run(() => glue.refuseHead(method, contentType, contentLength, this.#maxBody));
      if (status) return await this.#refuse(status, HEAD_REASONS[status]!);
      let body: Uint8Array | undefined;
      try {
        body = await read(this.#maxBody);
      } catch (error) {
        if (isEiotError(error)) throw error;
        return await this.#refuse(400, "unreadable");
      }
      if (!body) return await this.#refuse(413, "too_large");
      return await this.#answerBody(body, context);
    } catch (error) {
      await this.#tell("onFailed", { stage: "request" }, error);
      return NOT_HANDLED;
    }
  }

  async #answerBody(body: Uint8Array, context: unknown): Promise<Answer> {
    const now = (this.#options.now ?? unixNow)();
    let notification: Notification;
    try {
      notification = verifyWith(core, glue, body, this.#secrets, this.#limits, now, this.#options.onDrift);
    } catch (error) {
      if (!isEiotError(error) || error.kind !== "signature") throw error;
      const { reason, status } = error as SignatureError;
      return this.#refuse(status, reason, SIGNED.includes(reason) ? (JSON.parse(decodeText(body)) as { id: string }).id : undefined);
    }
    const { queue } = this.#options;
    if (!queue || body.length > MAX_QUEUED) return ANSWERS[await this.#once(notification, context)];
    try {
      await send(queue, notification);
    } catch (error) {
      await this.#tell("onFailed", { stage: "queue", ...named(notification) }, error);
      return NOT_HANDLED;
    }
    await this.#tell("onAccepted", { ...named(notification), queued: true });
    return SUCCESS;
  }

  /**
   * Runs the handlers for a batch of a queue, one message after the other, each acknowledged or sent back for
   * itself. Can be passed on without its receiver. It trusts the queue: nobody else may write to it.
   */
  readonly consume = async <M extends QueueMessage>(batch: { readonly messages: readonly M[] }, context?: unknown): Promise<Consumed<M>> => {
    await core.ready();
    const consumed: Consumed<M> = { handled: 0, duplicates: 0, dead: 0, retry: [] };
    for (const message of batch.messages) await this.#consumeOne(message, consumed, context);
    return consumed;
  };

  async #consumeOne<M extends QueueMessage>(message: M, consumed: Consumed<M>, context: unknown): Promise<void> {
    const { body, attempts: attempt = 1 } = message;
    const notification = received(body);
    const delayUnlessDead = (maxAttempts: number) => core.run(() => glue.afterFailure(attempt, maxAttempts));
    const settle = (as: "handled" | "duplicates" | "dead") => {
      consumed[as]++;
      message.ack?.();
    };
    let delaySeconds: number;
    if (notification) {
      const outcome = await this.#once(notification, context, attempt);
      if (outcome === "handled") return settle("handled");
      if (outcome === "done") return settle("duplicates");
      // By then whoever has it now is done, or has lost it.
      delaySeconds = outcome === "busy" ? Math.ceil(this.#lease) : delayUnlessDead(this.#maxAttempts);
    } else {
      await this.#tell("onFailed", { stage: "message", attempt }, new EiotError("decode", "a message on the queue is not a notification: who else writes to it?"));
      delaySeconds = this.#maxAttempts ? -1 : delayUnlessDead(0);
    }
    if (delaySeconds < 0) {
      try {
        await send(this.#options.deadLetters!, body as Notification);
        return settle("dead");
      } catch (error) {
        await this.#tell("onFailed", { stage: "dead_letter", ...(notification && named(notification)), attempt }, error);
        delaySeconds = delayUnlessDead(0);
      }
    }
    consumed.retry.push(message);
    message.retry?.({ delaySeconds });
  }

  /** Runs the handlers if it is this delivery's turn. */
  async #once(notification: Notification, context: unknown, attempt?: number): Promise<Outcome> {
    const name = named(notification);
    const { id } = name;
    const token = crypto.randomUUID();
    const failed = async (stage: Failed["stage"], error: unknown): Promise<"failed"> => {
      await this.#tell("onFailed", { stage, ...name, ...(attempt && { attempt }) }, error);
      return "failed";
    };
    try {
      const claim = await this.#store.claim(id, this.#lease, token);
      if (claim !== "claimed") {
        await this.#tell("onDuplicate", { ...name, done: claim === "done" });
        return claim;
      }
    } catch (error) {
      return failed("store", error);
    }
    try {
      for (const handler of [name.event, "*"].flatMap((event) => this.#handlers.get(event) ?? [])) {
        await handler(notification as never, context);
      }
    } catch (error) {
      try {
        await this.#store.release(id, token);
      } catch (releasing) {
        await failed("store", releasing);
      }
      return failed("handler", error);
    }
    try {
      // It has been handled: a store that stumbles gets a second chance before it is handled again.
      const done = async () => this.#store.done(id, token);
      if ((await done().catch(done)) === false) {
        await failed("lease", new EiotError("internal", "the handlers took longer than the lease, and another delivery is being handled now: raise `lease`"));
        return "busy";
      }
    } catch (error) {
      return failed("store", error);
    }
    await this.#tell("onAccepted", { ...name, queued: false });
    return "handled";
  }

  async #refuse(status: number, reason: Refused["reason"], id?: string): Promise<Answer> {
    await this.#tell("onRefused", { status, reason, ...(id !== undefined && { id }) });
    return refusal(status, reason, status === 405 ? { allow: "POST" } : undefined);
  }

  async #tell(hook: HookName, seen: object, error?: unknown): Promise<void> {
    const count = ++this.#counts[hook];
    const told = (this.#options[hook] ?? (hook === "onFailed" ? logFailure : undefined)) as ((seen: object, error: unknown) => unknown) | undefined;
    try {
      await told?.({ ...seen, count }, error);
    } catch {
      // A broken log must not make a notification come again.
    }
  }
}

const logFailure = (seen: object, error: unknown): void => console.error("eiotclub: a notification was not handled, and will come again:", seen, error);

const named = ({ id, event, timestamp }: Notification): { id: string; event: string; timestamp: number } => ({ id, event: event as string, timestamp });

const HEAD_REASONS: Record<number, Refused["reason"]> = { 405: "method", 413: "too_large", 415: "content_type" };
/** Reasons found last, when the signature was right and the id beyond doubt. */
const SIGNED: readonly string[] = ["stale", "future"];

const JSON_TYPE = { "content-type": "application/json" };
const RETRY_AFTER = { "retry-after": "30" };

function refusal(status: number, reason: string, headers?: Record<string, string>): Answer {
  return { status, headers: { ...JSON_TYPE, ...headers }, body: `{"error":{"reason":"${reason}"}}` };
}

const SUCCESS: Answer = { status: 200, headers: JSON_TYPE, body: '{"status":"SUCCESS"}' };
const NOT_HANDLED = /* @__PURE__ */ refusal(500, "not_handled", RETRY_AFTER);
const ANSWERS: Record<Outcome, Answer> = {
  handled: SUCCESS,
  done: SUCCESS,
  busy: /* @__PURE__ */ refusal(409, "in_progress", RETRY_AFTER),
  failed: NOT_HANDLED,
};
