// Duplicate stores that outlive an isolate. Typed by shape, so that no runtime's types are needed.

import type { Claim, DuplicateStore } from "./store.js";

const RETENTION = 7 * 86_400;

export interface RetentionOptions {
  /** Seconds for which a handled id is remembered. Default: 604,800, which is seven days. */
  retention?: number | undefined;
}

export interface KvStoreOptions extends RetentionOptions {
  /** Put before each id. Default: `eiotclub:`. */
  prefix?: string | undefined;
}

/** What is used of a Workers KV namespace. */
export interface KvNamespace {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options?: { expirationTtl?: number }): Promise<void>;
  delete(key: string): Promise<void>;
}

/**
 * Remembers in Workers KV. KV is eventually consistent: it stops repeats that come a minute later, not two
 * that come at once in two places. Where a handler must run once, use `durableStore`.
 */
export function kvStore(namespace: KvNamespace, { retention = RETENTION, prefix = "eiotclub:" }: KvStoreOptions = {}): DuplicateStore {
  // KV refuses a shorter life than a minute.
  const life = (seconds: number) => ({ expirationTtl: Math.max(60, Math.ceil(seconds)) });
  return {
    async claim(id, lease) {
      const found = await namespace.get(prefix + id);
      if (found === DONE) return "done";
      if (found !== null && Number(found) > Date.now()) return "busy";
      await namespace.put(prefix + id, String(Date.now() + lease * 1000), life(lease));
      return "claimed";
    },
    done: (id) => namespace.put(prefix + id, DONE, life(retention)),
    release: (id) => namespace.delete(prefix + id),
  };
}

const DONE = "done";

/** What is used of a Durable Object namespace. */
export interface DurableNamespace {
  idFromName(name: string): unknown;
  get(id: never): { fetch(url: string, init: { method: string; body: string }): Promise<{ ok: boolean; text(): Promise<string> }> };
}

/**
 * Remembers in Durable Objects of the class `NotificationLedger`, one for each id: of any number of
 * deliveries at once, anywhere, one is handled.
 */
export function durableStore(namespace: DurableNamespace, { retention = RETENTION }: RetentionOptions = {}): DuplicateStore {
  const ask = async (id: string, question: object): Promise<string> => {
    const ledger = namespace.get(namespace.idFromName(id) as never);
    const answer = await ledger.fetch("https://ledger.invalid/", { method: "POST", body: JSON.stringify(question) });
    if (!answer.ok) throw new Error("the ledger did not answer");
    return answer.text();
  };
  return {
    claim: async (id, lease) => (await ask(id, { claim: lease })) as Claim,
    done: async (id) => void (await ask(id, { done: retention })),
    release: async (id) => void (await ask(id, { release: true })),
  };
}

/** What is used of a Durable Object's storage. */
export interface LedgerStorage {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  deleteAll(): Promise<void>;
  setAlarm(at: number): Promise<void>;
}

/** The Durable Object behind `durableStore`: export it from the Worker, and bind it. It forgets its id by itself. */
export class NotificationLedger {
  readonly #storage: LedgerStorage;

  constructor(state: { storage: LedgerStorage }) {
    this.#storage = state.storage;
  }

  async fetch(request: Request): Promise<Response> {
    const { claim, done, release } = (await request.json()) as { claim?: number; done?: number; release?: true };
    if (claim !== undefined) return new Response(await this.#claim(claim));
    if (done !== undefined) {
      await this.#storage.put("state", DONE);
      await this.#storage.setAlarm(Date.now() + done * 1000);
    } else if (release) {
      await this.#storage.deleteAll();
    }
    return new Response("");
  }

  async #claim(lease: number): Promise<Claim> {
    // Nothing comes between these: a Durable Object takes no other request while it waits for its storage.
    const state = await this.#storage.get("state");
    if (state === DONE) return "done";
    if (typeof state === "number" && state > Date.now()) return "busy";
    const until = Date.now() + lease * 1000;
    await this.#storage.put("state", until);
    // A claim that nobody ends is forgotten too.
    await this.#storage.setAlarm(until + 60_000);
    return "claimed";
  }

  async alarm(): Promise<void> {
    await this.#storage.deleteAll();
  }
}
