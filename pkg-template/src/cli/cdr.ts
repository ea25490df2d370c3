// `eiotclub cdr totals`: usage from CDR files, as a table, CSV or JSON.

import { openAsBlob, createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type CdrSource, type CdrTotals, totals } from "eiotclub/cdr";
import { type Given, type Io, type Manual, UsageError, failure, readArguments } from "./command.js";

const manual: Manual = {
  usage: "totals [options] FILE…|-",
  about:
    "Adds up the usage in CDR files (- is standard input): each record once, whatever files it is in. Sums are\n" +
    "exact, in bytes. The first line that is no record ends it, unless it is to be lenient.",
  options: [
    { name: "by", value: "WHAT", help: "card (the default), day (of each card, UTC), or network (MCC and MNC)" },
    { name: "format", value: "FORMAT", help: "table (the default), csv or json" },
    { name: "json", help: "the same as --format json" },
    { name: "lenient", help: "name each line that is no record, go on without it, and exit with 1" },
  ],
};

type Row = Record<string, string | number>;

const groups: Readonly<Record<string, (sums: CdrTotals) => Row[]>> = {
  card: ({ byCard }) => [...byCard].map(([iccid, bytes]) => ({ iccid, bytes })),
  day: ({ byCardAndDay }) => [...byCardAndDay].flatMap(([iccid, days]) => [...days].map(([day, bytes]) => ({ iccid, day, bytes }))),
  network: ({ byNetwork }) => [...byNetwork].map(([mccmnc, bytes]) => ({ mccmnc, mcc: mccmnc.slice(0, 3), mnc: mccmnc.slice(3), bytes })),
};

const formats: Readonly<Record<string, (sums: CdrTotals, rows: readonly Row[], columns: readonly string[]) => string>> = { table, csv, json };

export async function run(args: readonly string[], io: Io): Promise<number> {
  const given = readArguments("cdr", manual, args, io);
  if (!given) return 0;
  const [action, ...paths] = given.rest;
  if (action !== "totals") throw new UsageError(action === undefined ? "says what to do: totals" : `knows totals, not ${JSON.stringify(action)}`);
  if (paths.length === 0) throw new UsageError("totals takes at least one file, or - for standard input");
  if (paths.filter((path) => path === "-").length > 1) throw new UsageError("there is one standard input: give - once");
  const by = choice(given, "by", Object.keys(groups));
  const format = given.flags.has("json") ? "json" : choice(given, "format", Object.keys(formats));
  const columns = { card: ["iccid"], day: ["iccid", "day"], network: ["mccmnc", "mcc", "mnc"] }[by] as string[];

  let problems = 0;
  const onProblem = ({ file, line, column, reason }: { file?: string; line: number; column: string; reason: string }) => {
    problems++;
    io.err(`${file}: line ${line}${column && `, ${column}`}: ${reason}`);
  };
  const progress = new Progress(io);
  const files = await Promise.all(paths.map((path) => source(path, io, progress)));
  const sums = await totals(files, { days: by === "day", networks: by === "network", onProblem: given.flags.has("lenient") ? onProblem : undefined }).finally(() => progress.end());

  const rows = (groups[by] as (sums: CdrTotals) => Row[])(sums);
  const key = (row: Row) => columns.map((column) => row[column]).join();
  rows.sort((one, other) => (key(one) < key(other) ? -1 : 1));
  io.out((formats[format] as typeof table)(sums, rows, [...columns, "bytes"]));
  if (problems > 0) io.err(`${problems} ${problems === 1 ? "line was" : "lines were"} left out`);
  return problems > 0 ? 1 : 0;
}

function choice(given: Given, name: string, among: readonly string[]): string {
  const value = given.values[name] ?? (among[0] as string);
  if (!among.includes(value)) throw new UsageError(`--${name} must be one of ${among.join(", ")}, not ${JSON.stringify(value)}`);
  return value;
}

/** A file that fails to be read where it changes meanwhile; or what is no plain file, such as a pipe. */
async function source(path: string, io: Io, progress: Progress): Promise<CdrSource> {
  const named = (chunks: AsyncIterable<Uint8Array>, name: string) => Object.assign(counted(chunks, io, progress), { name });
  if (path === "-") return named(io.stdin, "standard input");
  const info = await stat(path).catch((error: unknown) => {
    throw new Error(`cannot open ${path}: ${failure(error)}`);
  });
  if (info.isDirectory()) throw new UsageError(`${path} is a directory: name the files in it`);
  if (!info.isFile()) return named(createReadStream(path), path);
  progress.expected += info.size;
  return named((await openAsBlob(path)).stream(), path);
}

async function* counted(chunks: AsyncIterable<Uint8Array>, { signal }: Io, progress: Progress): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    progress.add(chunk.length);
    yield chunk;
  }
}

/** Where a long reading is, on a line that is written again and again; nothing of it in a log. */
class Progress {
  expected = 0;
  #read = 0;
  #from = performance.now();
  #next = this.#from + 1000;
  #shown = false;
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  add(bytes: number): void {
    this.#read += bytes;
    const now = performance.now();
    if (now < this.#next) return;
    this.#next = now + 200;
    this.#shown = true;
    const share = this.expected > 0 ? ` of ${megabytes(this.expected)}, ${Math.min(100, Math.floor((this.#read / this.expected) * 100))} %` : "";
    this.#io.status(`${megabytes(this.#read)}${share}, ${megabytes((this.#read / (now - this.#from)) * 1000)}/s`);
  }

  end(): void {
    if (this.#shown) this.#io.status("");
  }
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

function readable(bytes: number): string {
  let power = 0;
  while (bytes >= 1024 ** (power + 1) && power < UNITS.length - 1) power++;
  return `${(bytes / 1024 ** power).toFixed(power && 1)} ${UNITS[power]}`;
}

function table(sums: CdrTotals, rows: readonly Row[], columns: readonly string[]): string {
  const cells = [
    [...columns, ""],
    ...rows.map((row) => [...columns.map((column) => String(row[column])), readable(row["bytes"] as number)]),
    ["all", ...columns.slice(2).map(() => ""), String(sums.bytes), readable(sums.bytes)],
  ];
  const widths = cells[0]?.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0))) ?? [];
  const lines = cells.map((row) => row.map((cell, at) => (at < columns.length - 1 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  ").trimEnd());
  return [...lines, "", `${sums.records} ${sums.records === 1 ? "record" : "records"}${sums.repeated > 0 ? `, and ${sums.repeated} that came again and were not counted` : ""}`].join("\n");
}

function csv(_: CdrTotals, rows: readonly Row[], columns: readonly string[]): string {
  return [columns.join(), ...rows.map((row) => columns.map((column) => row[column]).join())].join("\n");
}

function json({ records, repeated, bytes }: CdrTotals, rows: readonly Row[]): string {
  return JSON.stringify({ records, repeated, bytes, usage: rows }, null, 2);
}
