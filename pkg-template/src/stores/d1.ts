import { atLeast, wrong } from "../errors/classes.js";
import { type DuplicateStore, RETENTION, type RetentionOptions } from "./memory.js";

export interface D1StoreOptions extends RetentionOptions {
  /** The table, made when it is first needed. Default: `eiotclub_notifications`. */
  table?: string | undefined;
}

/** What is used of a D1 database. */
export interface D1Like {
  prepare(sql: string): D1Statement;
  batch(statements: never[]): Promise<{ results?: unknown[] }[]>;
}

/** What is used of a statement. */
export interface D1Statement {
  bind(...values: unknown[]): D1Statement;
  first(): Promise<unknown>;
  run(): Promise<unknown>;
}

const SWEEP_EVERY = 3_600_000;

/**
 * Remembers in D1: exact, and in one place of the world, which deliveries from far away have to reach. Do not
 * give it a session that reads from replicas.
 */
export function d1Store(database: D1Like, { retention = RETENTION, table = "eiotclub_notifications" }: D1StoreOptions = {}): DuplicateStore {
  atLeast(1, { retention });
  if (!/^[a-z_]\w*$/i.test(table)) wrong("table", "must be a plain SQL name");
  const batch = (statements: D1Statement[]) => database.batch(statements as never[]);
  const upsert = (condition: string) =>
    `INSERT INTO ${table} (id, token, until) VALUES (?1, ?2, ?3)
     ON CONFLICT (id) DO UPDATE SET token = excluded.token, until = excluded.until WHERE ${condition}`;

  let sweptAt = -Infinity;
  /**
   * A row is one that holds an id until its time, done (no token) or claimed: after that it is as good as none.
   * Every request that comes before one has succeeded does this for itself: a Worker's request must not wait for
   * another's, which may be ended at any time.
   */
  const prepare = async (now: number): Promise<void> => {
    if (now < sweptAt + SWEEP_EVERY) return;
    await batch([
      database.prepare(`CREATE TABLE IF NOT EXISTS ${table} (id TEXT PRIMARY KEY, token TEXT, until INTEGER NOT NULL) WITHOUT ROWID`),
      database.prepare(`CREATE INDEX IF NOT EXISTS ${table}_until ON ${table} (until)`),
      database.prepare(`DELETE FROM ${table} WHERE until <= ?1`).bind(now),
    ]);
    sweptAt = now;
  };

  return {
    async claim(id, lease, token) {
      const now = Date.now();
      await prepare(now);
      // One transaction: whose token is there afterwards has the id.
      const [, read] = await batch([
        database.prepare(upsert(`${table}.until <= ?4`)).bind(id, token, now + lease * 1000, now),
        database.prepare(`SELECT token FROM ${table} WHERE id = ?1`).bind(id),
      ]);
      const holder = (read?.results?.[0] as { token?: string | null } | undefined)?.token;
      return holder === token ? "claimed" : holder === null ? "done" : "busy";
    },
    async done(id, token) {
      const now = Date.now();
      await prepare(now);
      const sql = `${upsert(`${table}.token IS NULL OR ${table}.token = ?4 OR ${table}.until <= ?5`)} RETURNING id`;
      return (await database.prepare(sql).bind(id, null, now + retention * 1000, token, now).first()) !== null;
    },
    async release(id, token) {
      await prepare(Date.now());
      await database.prepare(`DELETE FROM ${table} WHERE id = ?1 AND token = ?2`).bind(id, token).run();
    },
  };
}
