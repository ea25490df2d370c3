import type { EventName, KnownNotification } from "../generated/types.js";
import { readBody } from "./body.js";
import { EiotError, ValidationError, isEiotError, type SignatureError } from "./errors.js";
import { type Drift, type Limits, type Notification, type UnknownNotification, type Window, joinSecrets, limits, unixNow, verifyWith } from "./notification.js";
import { type DuplicateStore, memoryStore } from "./store.js";
import { core, glue } from "./webhook-core.js";

export interface ReceiverOptions {
  /** The secret that notifications are signed with, or several while they are rotated. */
  secret: string | string[];
  /** Where to remember what has been handled. Default: {@link memoryStore}, one per receiver. */
  store?: DuplicateStore | undefined;
  /** How far a notification's `timestamp` may be from now. Default: a day back, five minutes ahead. `false`: any time. */
  window?: Window | false | undefined;
  /** Bytes of a body accepted. Default: 1 MiB. */
  maxBody?: number | undefined;
  /** Seconds a handler may take before another delivery of the same notification may be handled. Default: 300. */
  lease?: number | undefined;
  /** Unix seconds, for tests. Default: the clock. */
  now?: (() => number) | undefined;
  /** Told of each field in which a notification departs from the platform's documentation. */
  onDrift?: ((drift: Drift) => void) | undefined;
  /** Told of what a handler or the store threw. The sender is never told. Default: `console.error`. */
  onError?: ((error: unknown, notification: Notification) => void) | undefined;
}

/** A handler. The notification is acknowledged when it returns, and sent again later when it throws. */
export type Handler<N> = (notification: N, context: unknown) => unknown;

/** The notification of an event's name. */
export type NotificationOf<E extends string> = E extends "*"
  ? Notification
  : E extends EventName
    ? Extract<KnownNotification, { event: E }>
    : UnknownNotification;

const RETRY_AFTER = { "retry-after": "30" };

/** A callback endpoint: verifies, handles each notification once, and answers what the platform waits for. */
export class Receiver {
  readonly #secrets: string;
  readonly #limits: Limits;
  readonly #options: ReceiverOptions;
  readonly #store: DuplicateStore;
  readonly #maxBody: number;
  readonly #handlers = new Map<string, Handler<never>[]>();

  constructor(options: ReceiverOptions) {
    this.#secrets = joinSecrets(options?.secret);
    this.#limits = limits(options.window);
    this.#maxBody = options.maxBody ?? 1_048_576;
    if (!(this.#maxBody > 0)) throw new ValidationError([{ field: "maxBody", reason: "must be a number of bytes above 0" }]);
    this.#options = options;
    this.#store = options.store ?? memoryStore();
  }

  /** Adds a handler for an event, documented or not; `"*"` for all. Handlers run in the order they were added. */
  on<E extends EventName | "*" | (string & {})>(event: E, handler: Handler<NotificationOf<E>>): this {
    if (typeof event !== "string" || event === "") throw new ValidationError([{ field: "event", reason: "must be the name of an event, or \"*\"" }]);
    if (typeof handler !== "function") throw new ValidationError([{ field: "handler", reason: "must be a function" }]);
    const all = this.#handlers.get(event);
    if (all) all.push(handler as Handler<never>);
    else this.#handlers.set(event, [handler as Handler<never>]);
    return this;
  }

  /**
   * Answers a request of the platform. `context` is handed to the handlers: an environment, an execution context.
   * @throws ValidationError when the body was consumed before.
   */
  async handle(request: Request, context?: unknown): Promise<Response> {
    await core.ready();
    const { method, headers } = request;
    const status = core.run(() =>
      glue.refuseHead(method, headers.get("content-type") ?? "", Number(headers.get("content-length") ?? 0), this.#maxBody),
    );
    if (status) return refuse(status, HEAD_REASONS[status] ?? "refused", status === 405 ? { allow: "POST" } : undefined);
    if (request.bodyUsed) {
      throw new ValidationError([
        { field: "request", reason: "has a body that was read before: hand the request over first, or give handle() a copy made with request.clone()" },
      ]);
    }
    const body = await readBody(request, this.#maxBody);
    if (!body) return refuse(413, "too_large");
    return this.handleBody(body, context);
  }

  /** Answers for a body that was read elsewhere, byte for byte as it came. */
  async handleBody(body: Uint8Array, context?: unknown): Promise<Response> {
    await core.ready();
    const now = (this.#options.now ?? unixNow)();
    let notification: Notification;
    try {
      notification = verifyWith(core, glue, body, this.#secrets, this.#limits, now, this.#options.onDrift);
    } catch (error) {
      if (!isEiotError(error) || error.kind !== "signature") throw error;
      const { reason, status } = error as SignatureError;
      return refuse(status, reason);
    }
    const { id } = notification;
    try {
      const claim = await this.#store.claim(id, this.#options.lease ?? 300);
      if (claim === "done") return success();
      if (claim === "busy") return refuse(409, "in_progress", RETRY_AFTER);
    } catch (error) {
      return this.#failed(error, notification);
    }
    try {
      for (const handler of [...(this.#handlers.get(notification.event) ?? []), ...(this.#handlers.get("*") ?? [])]) {
        await handler(notification as never, context);
      }
      await this.#store.done(id);
    } catch (error) {
      try {
        await this.#store.release(id);
      } catch (releasing) {
        this.#report(releasing, notification);
      }
      return this.#failed(error, notification);
    }
    return success();
  }

  #failed(error: unknown, notification: Notification): Response {
    this.#report(error, notification);
    return refuse(500, "not_handled", RETRY_AFTER);
  }

  #report(error: unknown, notification: Notification): void {
    const report = this.#options.onError ?? ((one: unknown) => console.error("eiotclub: a notification was not handled and will come again:", one));
    try {
      report(error, notification);
    } catch {
      // A broken reporter must not turn a repeatable failure into a crash.
    }
  }
}

const HEAD_REASONS: Record<number, string> = { 405: "method", 413: "too_large", 415: "content_type" };

function success(): Response {
  return new Response('{"status":"SUCCESS"}', { headers: { "content-type": "application/json" } });
}

function refuse(status: number, reason: string, headers?: Record<string, string>): Response {
  return new Response(`{"error":{"reason":"${reason}"}}`, { status, headers: { "content-type": "application/json", ...headers } });
}

/** What `toNodeHandler` needs of `http.IncomingMessage`. */
export interface NodeRequest extends AsyncIterable<Uint8Array | string> {
  method?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  readableEnded?: boolean;
  body?: unknown;
}

/** What `toNodeHandler` needs of `http.ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** A receiver as a handler for `node:http` and Express. Mount it before any body parser, or behind `express.raw({ type: "*\/*" })`. */
export function toNodeHandler(receiver: Receiver): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const answer = await receiver.handle(await fromNode(incoming), incoming);
    outgoing.statusCode = answer.status;
    answer.headers.forEach((value, name) => outgoing.setHeader(name, value));
    outgoing.end(await answer.text());
  };
}

async function fromNode(incoming: NodeRequest): Promise<Request> {
  const { method = "GET", headers, body: parsed } = incoming;
  const init: RequestInit & { duplex?: "half" } = { method };
  const picked: Record<string, string> = {};
  for (const name of ["content-type", "content-length"]) {
    const value = headers[name];
    if (typeof value === "string") picked[name] = value;
  }
  init.headers = picked;
  if (method !== "GET" && method !== "HEAD") {
    if (typeof parsed === "string" || parsed instanceof Uint8Array) {
      init.body = parsed as BodyInit;
    } else if (parsed !== undefined || incoming.readableEnded) {
      throw new EiotError(
        "validation",
        "the body was parsed before the receiver saw it, and what was signed is lost: mount the receiver before express.json(), or use express.raw({ type: \"*/*\" }) on its path",
      );
    } else {
      const chunks = incoming[Symbol.asyncIterator]();
      init.duplex = "half";
      init.body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          const { done, value } = await chunks.next();
          if (done) controller.close();
          else controller.enqueue(typeof value === "string" ? new TextEncoder().encode(value) : value);
        },
        async cancel() {
          await chunks.return?.();
        },
      });
    }
  }
  return new Request("http://receiver.invalid/", init);
}
