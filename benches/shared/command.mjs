// A runtime that is a command, one of the tools of the bundler matrix: the same script in each.

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { install, place } from "../../tests/bundlers/install.mjs";
import { denoCache, nodeRuntimes } from "../../tests/bundlers/rows/runtimes.mjs";
import { bundled } from "./bundle.mjs";
import { missing, show } from "./compare.mjs";

/** The program and its arguments; what stands in the way of it is not ours, and is told. */
async function found(name) {
  await install();
  return nodeRuntimes.find((runtime) => runtime.name === name).start();
}

export async function measureIn(name) {
  let command;
  try {
    command = await found(name);
  } catch (error) {
    return missing(name, error.message);
  }
  const directory = join(place, "bench");
  mkdirSync(directory, { recursive: true });
  const script = join(directory, "works.mjs");
  writeFileSync(script, await bundled("in-process.mjs", "inline"));
  const [program, ...args] = command;
  const child = spawn(program, [...args, script], { cwd: directory, stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...denoCache } });
  const ended = new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("MEASURED ")) continue;
    show(JSON.parse(line.slice("MEASURED ".length)));
    count++;
  }
  const code = await ended;
  if (code !== 0 || count === 0) throw new Error(`${name} ended with ${code} after ${count} measurements`);
}
