// The Worker that is killed: both modes of the receiver over one store, and effects that can be counted.

import { Receiver, durableStore } from "eiotclub/webhook";
import { fate, fingerprint } from "./shared.mjs";

export { NotificationLedger } from "eiotclub/webhook";

const EFFECT_SHARDS = 8;

/** What handlers did, kept by id in one transaction each: whatever ran twice, its effect is there once. */
export class Effects {
  #sql;

  constructor({ storage }) {
    this.#sql = storage.sql;
    this.#sql.exec("CREATE TABLE IF NOT EXISTS effects (id TEXT PRIMARY KEY, fingerprint TEXT, begun INTEGER NOT NULL, runs INTEGER NOT NULL)");
  }

  async fetch(request) {
    if (request.method === "GET") return Response.json(this.#sql.exec("SELECT id, fingerprint, runs FROM effects WHERE runs > 0").toArray());
    const { begin, apply, of } = await request.json();
    const row = begin
      ? this.#sql.exec("INSERT INTO effects VALUES (?1, NULL, 1, 0) ON CONFLICT DO UPDATE SET begun = begun + 1 RETURNING begun AS times", begin)
      : this.#sql.exec("INSERT INTO effects VALUES (?1, ?2, 0, 1) ON CONFLICT DO UPDATE SET runs = runs + 1, fingerprint = coalesce(fingerprint, ?2) RETURNING runs AS times", apply, of);
    return new Response(String(row.one().times));
  }
}

const shardOf = (env, shard) => env.EFFECTS.get(env.EFFECTS.idFromName(`shard-${shard}`));

async function ask(env, id, question) {
  const answer = await shardOf(env, fate(id) % EFFECT_SHARDS).fetch("https://effects.invalid/", { method: "POST", body: JSON.stringify(question) });
  if (!answer.ok) throw new Error(`effects answered ${answer.status}`);
  return Number(await answer.text());
}

/** Three of a hundred throw before their effect, two after it, one so often that it ends among the dead letters. */
async function handler(notification, env) {
  const { id } = notification;
  const kind = fate(id) % 100;
  const failures = kind < 3 ? 1 : kind === 99 ? 3 : 0;
  if (failures && (await ask(env, id, { begin: id })) <= failures) throw new Error("before the effect");
  const runs = await ask(env, id, { apply: id, of: fingerprint(notification) });
  if (kind >= 3 && kind < 5 && runs === 1) throw new Error("after the effect");
}

let made;
function make({ SECRETS, LEDGER, QUEUE }) {
  const options = { secret: SECRETS, store: durableStore(LEDGER, { shards: 8 }), window: { past: 60 * 86_400 }, lease: 5, onFailed() {} };
  return {
    handling: new Receiver(options).on("*", handler),
    queueing: new Receiver({ ...options, queue: (notification) => put(QUEUE, notification) }).on("*", handler),
  };
}

/** On a queue that runs in a process of its own, as a platform's queue does. */
async function put(url, notification) {
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(notification) });
  if (!answer.ok) throw new Error(`the queue answered ${answer.status}`);
}

async function consume(request, env) {
  const told = { ack: [], retry: {} };
  const messages = (await request.json()).map(({ id, body, attempts }) => ({
    body,
    attempts,
    ack: () => void told.ack.push(id),
    retry: ({ delaySeconds }) => void (told.retry[id] = delaySeconds),
  }));
  await made.queueing.consume({ messages }, env);
  return Response.json(told);
}

async function report(env) {
  const shards = await Promise.all(Array.from({ length: EFFECT_SHARDS }, async (_, shard) => (await shardOf(env, shard).fetch("https://effects.invalid/")).json()));
  return Response.json(shards.flat());
}

export default {
  async fetch(request, env) {
    made ??= make(env);
    switch (new URL(request.url).pathname) {
      case "/handling":
        return made.handling.handle(request, env);
      case "/queueing":
        return made.queueing.handle(request, env);
      case "/consume":
        return consume(request, env);
      case "/effects":
        return report(env);
      default:
        return new Response("ready");
    }
  },
};
