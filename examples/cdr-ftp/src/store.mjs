// What was read, in SQLite. A file's records are stored all or none, each id once over all files.

import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS file (
    name TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    records INTEGER,
    added INTEGER,
    problem TEXT,
    at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS record (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    start_time TEXT NOT NULL,
    stop_time TEXT NOT NULL,
    iccid TEXT NOT NULL,
    imsi TEXT NOT NULL,
    data_usage INTEGER NOT NULL,
    imei TEXT NOT NULL,
    mccmnc TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS record_by_card ON record (iccid, start_time, data_usage);
  CREATE VIEW IF NOT EXISTS usage AS
    SELECT iccid, substr(start_time, 1, 10) AS day, count(*) AS records, sum(data_usage) AS bytes FROM record GROUP BY 1, 2;
`;

const COLUMNS = ["start_time", "stop_time", "iccid", "imsi", "data_usage", "imei", "mccmnc"];

export class Store {
  #db;
  #insert;
  #find;
  #stored;
  #refused;
  #version;

  constructor(path) {
    mkdirSync(dirname(path), { recursive: true });
    this.#db = new DatabaseSync(path);
    this.#db.exec(SCHEMA);
    this.#insert = this.#db.prepare(`INSERT INTO record (id, file, ${COLUMNS}) VALUES (?, ?${", ?".repeat(COLUMNS.length)}) ON CONFLICT DO NOTHING`);
    this.#find = this.#db.prepare(`SELECT file, ${COLUMNS} FROM record WHERE id = ?`);
    this.#stored = this.#db.prepare("INSERT OR REPLACE INTO file (name, version, records, added, at) VALUES (?, ?, ?, ?, ?)");
    // What an earlier version of the file gave stays.
    this.#refused = this.#db.prepare(
      "INSERT INTO file (name, version, problem, at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, problem = excluded.problem, at = excluded.at",
    );
    this.#version = this.#db.prepare("SELECT version FROM file WHERE name = ?");
  }

  /** Whether a file was dealt with as it is now. */
  knows(name, version) {
    return this.#version.get(name)?.version === version;
  }

  /** Stores the records of a file, none of them where one cannot be read. Returns how many there were, and how many were new. */
  async add({ name, version }, records) {
    let [count, added] = [0, 0];
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      for await (const record of records) {
        count++;
        // 64 bits: a number would round them.
        const id = BigInt(record.id);
        const { changes } = this.#insert.run(id, name, ...COLUMNS.map((column) => record[column]));
        if (changes === 1) added++;
        else this.#expectSame(id, record);
      }
      this.#stored.run(name, version, count, added, new Date().toISOString());
      this.#db.exec("COMMIT");
    } catch (error) {
      this.#db.exec("ROLLBACK");
      throw error;
    }
    return { records: count, added };
  }

  #expectSame(id, record) {
    const stored = this.#find.get(id);
    const column = COLUMNS.find((name) => stored[name] !== record[name]);
    if (column) throw new Error(`record ${id}: its ${column} is ${record[column]}, but ${stored[column]} in ${stored.file}`);
  }

  /** Remembers why a file was not stored, so that it is not tried again before it changes. */
  refuse({ name, version }, problem) {
    this.#refused.run(name, version, problem, new Date().toISOString());
  }

  /** Every file that was dealt with: `records` is null where nothing of it was stored, `problem` where nothing was wrong. */
  files() {
    return this.#db.prepare("SELECT name, records, problem FROM file ORDER BY name").all();
  }

  /** Sums in bytes, as BigInt. */
  byCard() {
    return this.#sums("SELECT iccid, sum(records) AS records, sum(bytes) AS bytes FROM usage GROUP BY 1 ORDER BY bytes DESC, iccid");
  }

  byNetwork() {
    return this.#sums("SELECT mccmnc, sum(data_usage) AS bytes FROM record GROUP BY 1 ORDER BY bytes DESC, mccmnc");
  }

  #sums(query) {
    const statement = this.#db.prepare(query);
    statement.setReadBigInts(true);
    return statement.all();
  }

  close() {
    this.#db.close();
  }
}
