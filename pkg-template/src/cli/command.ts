// What every command has in common: what it is given, how its options are read, how it fails.

import { parseArgs } from "node:util";

/** What a command may touch. */
export interface Io {
  /** Writes a line to standard output. */
  out(line: string): void;
  /** Writes a line to standard error. */
  err(line: string): void;
  /** Columns of the terminal; without end where it is none. */
  readonly width: number;
  /** Shows where a long work is, in place of what it showed before; nothing where standard error is no terminal. */
  status(text: string): void;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Says when to stop: Ctrl-C, or the system's request to end. */
  readonly signal: AbortSignal;
}

export interface Command {
  name: string;
  summary: string;
  /** Resolves to the exit code: 0 done, 1 failed, 2 wrongly called. */
  run(args: readonly string[], io: Io): Promise<number>;
}

/** A command was called in a way it does not know. */
export class UsageError extends Error {}

/** An option: `--name`, with a value where `value` says what it is. */
export interface Option {
  name: string;
  /** What stands for the value in the help. A switch has none. */
  value?: string;
  help: string;
}

export interface Manual {
  /** What follows the command's name, such as `[options] FILE…`. */
  usage: string;
  about: string;
  options: readonly Option[];
}

export interface Given {
  /** The values of options that were given. */
  values: Readonly<Record<string, string | undefined>>;
  /** The switches that were given. */
  flags: ReadonlySet<string>;
  /** What is no option. */
  rest: readonly string[];
}

/** Reads a command's arguments. Where help was asked for it is written, and there is nothing left to do. */
export function readArguments(command: string, manual: Manual, args: readonly string[], io: Io): Given | undefined {
  const options: Record<string, { type: "string" | "boolean"; short?: string }> = { help: { type: "boolean", short: "h" } };
  for (const { name, value } of manual.options) options[name] = { type: value ? "string" : "boolean" };
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (args.some((arg) => /^--secret\b/.test(arg))) {
      throw new UsageError("takes no --secret: every user of the machine could read it. Set EIOT_SECRET, and forget the shell's history of this line.");
    }
    // The first sentence names the option; what follows is advice for programmers.
    throw new UsageError(failure(error).split(". ")[0]);
  }
  if (parsed.values["help"]) {
    io.out(manualText(command, manual));
    return undefined;
  }
  const given = Object.entries(parsed.values);
  return {
    values: Object.fromEntries(given.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
    flags: new Set(given.filter(([, value]) => value === true).map(([name]) => name)),
    rest: parsed.positionals,
  };
}

function manualText(command: string, { usage, about, options }: Manual): string {
  const all = [...options, { name: "help", help: "show this" }];
  const left = all.map(({ name, value }: Option) => `  --${name}${value ? ` ${value}` : ""}`);
  const width = Math.max(...left.map((text) => text.length));
  return [`Usage: eiotclub ${command} ${usage}`, "", about, "", "Options:", ...all.map(({ help }, index) => `${left[index]?.padEnd(width)}  ${help}`)].join("\n");
}

/** A whole number of an option within a range. */
export function wholeNumber(given: Given, name: string, from: number, to: number, otherwise: number): number {
  const text = given.values[name];
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (text.trim() === "" || !Number.isInteger(number) || number < from || number > to) {
    throw new UsageError(`--${name} must be a whole number from ${from} to ${to}, not ${JSON.stringify(text)}`);
  }
  return number;
}

/** What went wrong, in one line and without a stack. */
export function failure(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The process's own streams and signals. */
export function terminal(): Io {
  const ending = new AbortController();
  // Only the first is taken: a second Ctrl-C ends a command that does not.
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => ending.abort());
  // `eiotclub … | head` closes the pipe: that is an end, not a failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  // Goes to the begin of the line and clears it.
  const clear = process.stderr.isTTY ? "\r\x1b[K" : "";
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    width: process.stdout.columns ?? Infinity,
    err: (line) => void process.stderr.write(`${clear}${line}\n`),
    status: (text) => void (clear && process.stderr.write(clear + text)),
    get stdin() {
      return process.stdin;
    },
    env: process.env,
    signal: ending.signal,
  };
}
