import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { APPKEY, SECRET, main, proxy, sandbox } from "./pkg.mjs";

const KEY = "0123456789abcdef0123456789abcdef";
const TOKEN = "t".repeat(32);
const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "eiotclub-proxy-node-"));
const script = join(folder, "server.mjs");
const running = [];
let platformUrl;

before(async () => {
  // As it is installed, but for where the package is.
  await build({ entryPoints: [path("examples/proxy-node/src/main.mjs")], bundle: true, platform: "node", format: "esm", outfile: script, alias: { "eiotclub/proxy": path("pkg/dist/proxy.js") } });
  const platform = new sandbox.Sandbox({ appkey: APPKEY, secret: SECRET });
  const server = createServer(proxy.toNodeHandler(platform.fetch));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  running.push(() => (server.closeAllConnections(), server.close()));
  platformUrl = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  for (const stop of running) stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The server in a process of its own; resolves when it listens or ends. */
function start(env) {
  const child = spawn(process.execPath, [script], { env: { PATH: process.env.PATH, PORT: "0", EIOT_BASE_URL: platformUrl, ...env } });
  running.push(() => child.kill("SIGKILL"));
  let output = "";
  return new Promise((resolve) => {
    const told = (text) => {
      output += text;
      const url = /listening on (http:\/\/[\d.]+:\d+)/.exec(output)?.[1];
      if (url && /calls leave/.test(output)) resolve({ child, url, output: () => output });
    };
    child.stdout.setEncoding("utf8").on("data", told);
    child.stderr.setEncoding("utf8").on("data", told);
    child.once("exit", (code) => resolve({ code, output: () => output }));
  });
}

test("as a relay and as a proxy it calls the platform, and its log holds no secret", async () => {
  const secret = join(folder, "secret");
  writeFileSync(secret, `${SECRET}\n`);
  const server = await start({ EIOT_RELAY_KEY: KEY, EIOT_APPKEY: APPKEY, EIOT_SECRET_FILE: secret, EIOT_TOKEN: TOKEN, EIOT_ORIGIN: "https://app.example", EIOT_ADDRESS: "203.0.113.7" });
  const { url } = server;
  const direct = new main.Client({ appkey: APPKEY, secret: SECRET, fetch: proxy.throughRelay({ url: `${url}/relay`, key: KEY }) });
  assert.match((await direct.account.balance()).balance, /^\d/);
  const page = (authorization) => new main.Client({ proxyUrl: `${url}/eiot`, headers: { authorization, origin: "https://app.example" } });
  assert.match((await page(`Bearer ${TOKEN}`).account.balance()).balance, /^\d/);
  await assert.rejects(page("Bearer x").account.balance(), { reason: "not_authorized" });
  await assert.rejects(page(`Bearer ${TOKEN}`).cards.reset({ iccids: ["1"] }), { reason: "operation" });
  assert.equal((await fetch(`${url}/health`)).status, 200);
  assert.equal((await fetch(`${url}/eiot/../x`)).status, 404);
  const ended = new Promise((resolve) => server.child.once("exit", resolve));
  server.child.kill("SIGTERM");
  assert.equal(await ended, 0);
  const output = server.output();
  assert.match(output, /calls leave from 203\.0\.113\.7/);
  assert.match(output, /"operation":"account\.balance"/);
  for (const secret of [SECRET, KEY, TOKEN]) assert.ok(!output.includes(secret), output);
});

test("a wrong configuration does not start, and says what is wrong", async () => {
  for (const [env, expected] of [
    [{}, /there is nothing to do/],
    [{ EIOT_RELAY_KEY: "short" }, /key must be a string of 32 characters/],
    [{ EIOT_APPKEY: "a" }, /belong together/],
    [{ EIOT_APPKEY: "a", EIOT_SECRET: "s3cr3t-of-mine" }, /EIOT_TOKEN is missing/],
    [{ EIOT_RELAY_KEY: KEY, PORT: "x" }, /PORT/],
    [{ EIOT_RELAY_KEY: KEY, EIOT_ADDRESS: "here" }, /EIOT_ADDRESS/],
  ]) {
    const { code, output } = await start(env);
    assert.equal(code, 1, output());
    assert.match(output(), expected);
    assert.doesNotMatch(output(), /s3cr3t|at file:/);
  }
});

test("the unit and the container run what is there", () => {
  const unit = readFileSync(path("examples/proxy-node/eiotclub-proxy.service"), "utf8");
  const { scripts } = JSON.parse(readFileSync(path("examples/proxy-node/package.json"), "utf8"));
  assert.ok(unit.includes(`ExecStart=/usr/bin/${scripts.start}`));
  assert.ok(readFileSync(path("examples/proxy-node/Containerfile"), "utf8").includes('CMD ["node", "src/main.mjs"]'));
});
