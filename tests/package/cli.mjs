// Running the command line as a shell does.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../pkg/dist/cli.js", import.meta.url));

/** Starts a command; `line(pattern)` resolves to the first line of its output that matches. */
export const start = (...args) => startIn({}, ...args);

/** The same with these variables in its environment. */
export function startIn(env, ...args) {
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
  const text = { out: "", err: "" };
  const waiting = new Set();
  for (const [name, stream] of [["out", child.stdout], ["err", child.stderr]]) {
    stream.setEncoding("utf8").on("data", (chunk) => {
      text[name] += chunk;
      for (const look of waiting) look();
    });
  }
  const ended = once(child, "close").then(([code]) => ({ code, ...text }));
  const line = (pattern) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = text.out.split("\n").find((one) => pattern.test(one));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      ended.then(({ code, err }) => reject(new Error(`ended with ${code} before ${pattern}: ${err}`)));
    });
  return { child, text, ended, line };
}

/** Runs a command to its end, with `input` on its standard input. */
export function run(args, input = "", env = {}) {
  const { child, ended } = startIn(env, ...args);
  // A command that ends without reading closes its side first.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return ended;
}
