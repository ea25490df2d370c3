// What is used of queues, by shape: Cloudflare's, or anything that keeps a message.

import type { Notification } from "./notification.js";

/**
 * Where verified notifications are put: a Cloudflare Queue, or a function. The platform is told `SUCCESS` when
 * the promise resolves, so it must not do so before the message is safe.
 */
export type NotificationQueue =
  | { send(notification: Notification, options: { contentType: "json" }): unknown }
  | ((notification: Notification) => unknown);

/** What is used of a message that comes from a queue. */
export interface QueueMessage {
  /** The notification, or its JSON text. */
  readonly body: unknown;
  /** From 1. Default: 1. */
  readonly attempts?: number;
  ack?(): void;
  retry?(options?: { delaySeconds?: number }): void;
}

/** What became of a batch. */
export interface Consumed<M> {
  handled: number;
  duplicates: number;
  dead: number;
  /** Those that must come again: for queues that are told by the answer, not by `retry()`. */
  retry: M[];
}

/** Puts a notification on a queue. */
export async function send(queue: NotificationQueue, notification: Notification): Promise<void> {
  await (typeof queue === "function" ? queue(notification) : queue.send(notification, { contentType: "json" }));
}

/** The notification in a message; nothing where there is none. */
export function received(body: unknown): Notification | undefined {
  try {
    const value = (typeof body === "string" ? JSON.parse(body) : body) as { id: unknown; event: unknown };
    return typeof value.id === "string" && typeof value.event === "string" ? (value as Notification) : undefined;
  } catch {
    // Not JSON, or nothing.
    return undefined;
  }
}
