// The example is what it says: deployable as it lies there.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { refusal } from "../../examples/worker/src/page-access.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

test("wrangler takes the Worker, its configuration and its files, installed as its package.json says", async (t) => {
  const copy = mkdtempSync(join(tmpdir(), "eiotclub-example-"));
  t.after(() => rmSync(copy, { recursive: true, force: true }));
  const worker = join(copy, "examples", "worker");
  cpSync(join(root, "examples", "worker"), worker, { recursive: true, filter: (path) => !/node_modules|public/.test(path.slice(root.length)) });
  cpSync(join(root, "www"), join(copy, "www"), { recursive: true });
  symlinkSync(join(root, "pkg"), join(copy, "pkg"), "dir");
  mkdirSync(join(worker, "node_modules"));
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(worker, "package.json"), "utf8"));
  assert.deepEqual(Object.keys(dependencies), ["eiotclub"]);
  assert.equal(devDependencies.wrangler, JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devDependencies.wrangler);
  symlinkSync(join(worker, dependencies.eiotclub.slice("file:".length)), join(worker, "node_modules", "eiotclub"), "dir");
  symlinkSync(join(root, "node_modules", "esbuild"), join(worker, "node_modules", "esbuild"), "dir");

  const wrangler = join(root, "node_modules", "wrangler", "bin", "wrangler.js");
  const env = { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false", XDG_CONFIG_HOME: copy, NO_COLOR: "1" };
  const { stdout } = await promisify(execFile)(process.execPath, [wrangler, "deploy", "--dry-run", "--outdir", "out"], { cwd: worker, env });
  for (const binding of ["LEDGER (NotificationLedger)", "FEED (Feed)", "DEAD_LETTERS", "CALLBACKS (eiotclub-callbacks)", "ASSETS"]) {
    assert.ok(stdout.includes(`env.${binding}`), `${binding} is not bound:\n${stdout}`);
  }
  assert.doesNotMatch(stdout, /warning/i);
  const out = readdirSync(join(worker, "out"));
  assert.ok(out.includes("app.js") && out.some((name) => name.endsWith(".wasm")), out.join());
  const files = readdirSync(join(worker, "public"), { recursive: true });
  for (const file of ["index.html", "pkg/index.browser.js", "pkg/eiotclub.wasm"]) assert.ok(files.includes(file), `${file} is not among the files`);
});

test("with the real platform the page asks for a password, and stays shut without one", async () => {
  const status = async (env, authorization) => (await refusal(new Request("https://x.example/", { headers: authorization ? { authorization } : {} }), env))?.status;
  const basic = (text) => `Basic ${Buffer.from(text).toString("base64")}`;
  assert.equal(await status({}, basic("a:")), 403);
  assert.equal(await status({ PAGE_PASSWORD: "pässword" }), 401);
  for (const wrong of [basic("a:password"), basic("pässword"), "Basic %", "Bearer pässword".replace("ä", "a"), "Basic"]) assert.equal(await status({ PAGE_PASSWORD: "pässword" }, wrong), 401, wrong);
  assert.equal(await status({ PAGE_PASSWORD: "pässword" }, basic("anyone:pässword")), undefined);
  assert.equal(await status({ PLATFORM: {} }), undefined);
  assert.equal(await status({ ON_THIS_MACHINE: true }), undefined);
});
