// The command line: a table of commands, each loaded when it is called.

import { type Command, type Io, UsageError, failure } from "./command.js";

const commands: readonly Command[] = [
  {
    name: "call",
    summary: "call an operation of the platform",
    run: async (args, io) => (await import("./call.js")).run(args, io),
  },
  {
    name: "cdr",
    summary: "add up the usage in CDR files",
    run: async (args, io) => (await import("./cdr.js")).run(args, io),
  },
  {
    name: "listen",
    summary: "print callbacks as they come",
    run: async (args, io) => (await import("./listen.js")).run(args, io),
  },
  {
    name: "sandbox",
    summary: "run the emulated platform on this machine",
    run: async (args, io) => (await import("./sandbox.js")).run(args, io),
  },
  {
    name: "sign",
    summary: "sign parameters, or the body of a callback",
    run: async (args, io) => (await import("./sign.js")).run(args, io),
  },
  {
    name: "verify",
    summary: "verify the body of a callback",
    run: async (args, io) => (await import("./verify.js")).run(args, io),
  },
];

/** Runs the command that the arguments name. Resolves to the exit code. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const topic = commands.find((command) => command.name === rest[0]);
    if (topic) return topic.run(["--help"], io);
    (name === undefined ? io.err : io.out)(help());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-v") {
    io.out(await version());
    return 0;
  }
  const command = commands.find((command) => command.name === name);
  if (!command) {
    io.err(`eiotclub: there is no command ${JSON.stringify(name)}. \`eiotclub --help\` lists them.`);
    return 2;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    io.err(`eiotclub ${name}: ${failure(error)}`);
    // What the package refuses before it does anything was wrongly asked for, too.
    if (!(error instanceof UsageError) && (error as { kind?: unknown }).kind !== "validation") return 1;
    io.err(`\`eiotclub ${name} --help\` shows how it is used.`);
    return 2;
  }
}

function help(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return ["Usage: eiotclub <command> [options]", "", "Commands:", ...rows, "", "`eiotclub <command> --help` explains one. Also: --version."].join("\n");
}

async function version(): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  // Seen from dist/, where the build puts this next to the entry.
  return (JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as { version: string }).version;
}
