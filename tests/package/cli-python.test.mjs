// A client in another language, which shares nothing with this package, against the command.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { start } from "./cli.mjs";
import { APPKEY, SECRET } from "./pkg.mjs";

const PYTHON = process.env.PYTHON ?? "python3";
const client = fileURLToPath(new URL("../python/client.py", import.meta.url));

test("a client in Python signs and calls a dozen operations, and is refused with a wrong secret", async () => {
  const sandbox = start("sandbox", "--port", "0");
  try {
    const url = (await sandbox.line(/listens on/)).match(/http:\S+/)[0].replace(/,$/, "");
    const python = (secret) => promisify(execFile)(PYTHON, [client, url, APPKEY, secret]);
    const { stdout } = await python(SECRET);
    const called = new Set(stdout.split("\n").filter((line) => line.endsWith(" 200")).map((line) => line.split(" ")[0]));
    assert.ok(called.size >= 12, `${called.size} operations`);
    await assert.rejects(python("wrong"), (error) => error.code === 1 && /42402/.test(error.stderr));
    await sandbox.line(/packages\.order 42002$/);
  } finally {
    sandbox.child.kill("SIGTERM");
    await sandbox.ended;
  }
});
