// Exact, in Durable Objects. Typed by shape, so that no runtime's types are needed.

import type * as web from "../core/web-types.js";
import { atLeast } from "../errors/classes.js";
import { type Claim, type DuplicateStore, RETENTION, type RetentionOptions } from "./memory.js";

export interface DurableStoreOptions extends RetentionOptions {
  /**
   * Objects over which the ids are spread, each good for some hundred notifications a second. Another number
   * looks for old ids in other objects, so that their repeats are handled again. Default: 32.
   */
  shards?: number | undefined;
}

/** What is used of a Durable Object namespace. */
export interface DurableNamespace {
  idFromName(name: string): unknown;
  get(id: never): { fetch(url: string, init: { method: string; body: string }): Promise<{ ok: boolean; status: number; text(): Promise<string> }> };
}

type Question = ["claim", id: string, token: string, lease: number, retention: number] | ["done" | "release", id: string, token: string];

/**
 * Remembers in Durable Objects of the class `NotificationLedger`: of any number of deliveries at once,
 * anywhere, one is handled.
 */
export function durableStore(namespace: DurableNamespace, { retention = RETENTION, shards = 32 }: DurableStoreOptions = {}): DuplicateStore {
  atLeast(1, { retention, shards });
  const ask = async (question: Question): Promise<string> => {
    const ledger = namespace.get(namespace.idFromName(`shard-${hash(question[1]) % Math.floor(shards)}`) as never);
    const answer = await ledger.fetch("https://ledger.invalid/", { method: "POST", body: JSON.stringify(question) });
    if (!answer.ok) throw new Error(`the notification ledger answered ${answer.status}`);
    return answer.text();
  };
  return {
    claim: async (id, lease, token) => (await ask(["claim", id, token, lease, retention])) as Claim,
    done: async (id, token) => (await ask(["done", id, token])) === "true",
    release: async (id, token) => void (await ask(["release", id, token])),
  };
}

/** FNV-1a: ids that differ in one letter fall apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** What is used of a Durable Object's storage, with either of its backends. */
export interface LedgerStorage {
  get(key: string): Promise<unknown>;
  get(keys: string[]): Promise<Map<string, unknown>>;
  put(entries: Record<string, unknown>): Promise<void>;
  delete(keys: string[]): Promise<unknown>;
  list(options: { prefix: string; end?: string; limit: number }): Promise<Map<string, unknown>>;
  getAlarm(): Promise<number | null>;
  setAlarm(at: number): Promise<void>;
}

interface Entry {
  /** Nothing once it is done. */
  token?: string;
  /** When the lease ends. */
  until: number;
  /** When the id is forgotten. */
  expires: number;
}

const ID = "id:";
/** Keys under it tell what is to be forgotten when: they sort by time. */
const DUE = "due:";
const DIGITS = 15;
const SWEEP_EVERY = 3_600_000;

const dueKey = (at: number) => DUE + String(Math.ceil(at)).padStart(DIGITS, "0");

/**
 * The Durable Object behind `durableStore`: export it from the Worker, bind it, and name it in a migration. It
 * forgets ids by itself.
 */
export class NotificationLedger {
  readonly #storage: LedgerStorage;

  constructor(state: { storage: LedgerStorage }) {
    this.#storage = state.storage;
  }

  async fetch(request: web.Request): Promise<web.Response> {
    const question = (await request.json()) as Question;
    switch (question[0]) {
      case "claim":
        return new Response(await this.#claim(question[1], question[2], question[3] * 1000, question[4] * 1000));
      case "done":
        return new Response(String(await this.#done(question[1], question[2])));
      case "release":
        return new Response(String(await this.#release(question[1], question[2])));
    }
  }

  // Nothing comes between a read and the write after it: a Durable Object takes no other request while it
  // waits for its storage, and answers none before what it wrote is safe.

  async #claim(id: string, token: string, lease: number, retention: number): Promise<Claim> {
    const now = Date.now();
    const entry = await this.#find(id);
    if (entry && entry.token === undefined) return "done";
    if (entry && entry.until > now) return "busy";
    const until = now + lease;
    const expires = until + retention;
    await this.#storage.put({ [ID + id]: { token, until, expires }, [dueKey(expires) + id]: 0 });
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(expires);
    return "claimed";
  }

  async #done(id: string, token: string): Promise<boolean> {
    const now = Date.now();
    const entry = await this.#find(id);
    if (entry && entry.token !== undefined && entry.token !== token && entry.until > now) return false;
    const { until, expires } = entry ?? { until: now, expires: now + RETENTION * 1000 };
    await this.#storage.put({ [ID + id]: { until, expires }, ...(!entry && { [dueKey(expires) + id]: 0 }) });
    return true;
  }

  async #release(id: string, token: string): Promise<boolean> {
    const held = (await this.#find(id))?.token === token;
    if (held) await this.#storage.delete([ID + id]);
    return held;
  }

  #find(id: string): Promise<Entry | undefined> {
    return this.#storage.get(ID + id) as Promise<Entry | undefined>;
  }

  async alarm(): Promise<void> {
    const now = Date.now();
    for (;;) {
      // Half of what one call may delete, since each has two keys.
      const due = [...(await this.#storage.list({ prefix: DUE, end: dueKey(now + 1), limit: 64 })).keys()];
      if (due.length === 0) break;
      const entries = (await this.#storage.get(due.map((key) => ID + key.slice(DUE.length + DIGITS)))) as Map<string, Entry>;
      // One that was released and claimed anew is due later, by another key.
      const expired = [...entries].filter(([, { expires }]) => expires <= now).map(([key]) => key);
      await this.#storage.delete([...due, ...expired]);
    }
    const [next] = (await this.#storage.list({ prefix: DUE, limit: 1 })).keys();
    if (next) await this.#storage.setAlarm(Math.max(Number(next.slice(DUE.length, DUE.length + DIGITS)), now + SWEEP_EVERY));
  }
}
