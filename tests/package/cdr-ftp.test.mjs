// The example as a user starts it: a process of its own, its FTP server, files pushed by a real client.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "basic-ftp";
import { totals } from "../../pkg/dist/cdr.js";
import { APPKEY, SECRET, main, sandbox } from "./pkg.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const SETTLE = 1500;
const PASSWORD = "ef42gj67";
const CARDS = ["89852243101000600107", "89852243101000600115"];

let folder;
let service;
let env;
const log = [];

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The line of the log that matches, when it comes. */
async function logged(pattern, from = 0) {
  for (let waited = 0; waited < 20_000; waited += 25) {
    const line = log.slice(from).find((one) => pattern.test(one));
    if (line) return line;
    await pause(25);
  }
  assert.fail(`${pattern} did not come:\n${log.join("\n")}`);
}

async function ftp(work, password = PASSWORD) {
  const client = new Client();
  try {
    await client.access({ host: "127.0.0.1", port: Number(env.CDR_FTP_PORT), user: "EIOTCLUB", password });
    await client.cd("/upload");
    return await work(client);
  } finally {
    client.close();
  }
}
const push = (name, ...parts) => ftp((client) => client.uploadFrom(Readable.from(parts.map((part) => Buffer.from(part))), name));
const report = () => execFileSync(process.execPath, ["src/main.mjs", "report"], { cwd: folder, env, encoding: "utf8" });

const name = (hour, created = "013000") => `cdr_10001_202601150${hour}0000_202601150${hour + 1}0000_20260115${created}.csv`;
const row = (id, hour, usage = 1000 + id) => `${9_000_000_000_000_000_000n + BigInt(id)},2026-01-15 0${hour}:00:00,2026-01-15 0${hour}:30:00,${CARDS[id % 2]},460001234567890,${usage},860000000000001,4600${id % 2}\n`;
const rows = (from, to, hour) => Array.from({ length: to - from }, (_, at) => row(from + at, hour)).join("");

before(async () => {
  // Below the root, so that the example finds the FTP server that the workspace has; the package as if it were installed.
  mkdirSync(join(root, "target"), { recursive: true });
  folder = mkdtempSync(join(root, "target", "cdr-ftp-"));
  cpSync(join(root, "examples", "cdr-ftp"), folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(join(root, "pkg"), join(folder, "node_modules", "eiotclub"), "junction");
  const [port, passive] = [await freePort(), await freePort()];
  env = {
    ...{ PATH: process.env.PATH, NODE_NO_WARNINGS: "1", CDR_DATA: join(folder, "data"), CDR_FTP_PASSWORD: PASSWORD },
    ...{ CDR_FTP_PORT: String(port), CDR_FTP_PASSIVE_PORTS: `${passive}-${Math.min(passive + 20, 65_535)}` },
    ...{ CDR_SETTLE_SECONDS: String(SETTLE / 1000), CDR_POLL_SECONDS: "0.05" },
  };
  service = spawn(process.execPath, ["src/main.mjs"], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  service.stderr.setEncoding("utf8").on("data", (text) => log.push(...text.split("\n").filter(Boolean)));
  await logged(/waiting for CDR files/);
});

after(async () => {
  const ended = new Promise((resolve) => service.once("exit", resolve));
  service.kill("SIGKILL");
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

test("settings that are wrong are named", () => {
  assert.throws(
    () => execFileSync(process.execPath, ["src/main.mjs"], { cwd: folder, env: { ...env, CDR_FTP_PASSWORD: "short", CDR_FTP_PORT: "x" }, stdio: "pipe", encoding: "utf8" }),
    ({ status, stderr }) => status === 2 && /CDR_FTP_PASSWORD/.test(stderr) && /CDR_FTP_PORT/.test(stderr) && !stderr.includes("short"),
  );
});

test("nobody gets in with another password, and the log does not hold it", async () => {
  await assert.rejects(ftp(() => undefined, "wrong-password"));
  assert(!log.join("\n").includes("wrong-password"));
});

test("files come in halves, twice, renamed, overlapping and corrupted, and each record counts once", async () => {
  const first = rows(0, 100, 0);
  const broken = `${rows(200, 203, 2)}${row(203, 2, -5)}${rows(204, 210, 2)}`;
  const overlapping = `${rows(90, 100, 0)}${rows(300, 320, 0)}`;
  const renamed = rows(400, 450, 3);

  // One half, a pause in the middle of a row that is shorter than files take to settle, the other half.
  const half = first.length / 2 + 17;
  await push(name(0), first.slice(0, half), "");
  await ftp(async (client) => {
    await pause(SETTLE / 3);
    assert.equal(log.some((line) => line.includes(name(0))), false, "half a file was taken");
    await client.appendFrom(Readable.from([Buffer.from(first.slice(half))]), name(0));
  });
  await push(name(2), broken);
  await push(`${name(3)}.part`, renamed);
  await ftp((client) => client.rename(`${name(3)}.part`, name(3)));
  await logged(/\.csv: 100 records, 100 of them new/);
  await logged(new RegExp(`refused ${name(2)}: line 4, data_usage: must be whole bytes`));
  await logged(/\.csv: 50 records, 50 of them new/);

  // The first again under its name, and its hour again under another with more records.
  await push(name(0), first);
  await push(name(0, "023000"), overlapping);
  await logged(/\.csv: 100 records, 0 of them new/);
  await logged(/\.csv: 30 records, 20 of them new/);

  const expected = await totals([first, overlapping, renamed].map((text) => new Blob([text])));
  assert.deepEqual([expected.records, expected.repeated], [170, 10]);
  const text = report();
  assert.match(text, /^3 files, 170 records, 2 cards\n/);
  for (const [iccid, bytes] of expected.byCard) assert.match(text, new RegExp(`^${iccid} .* ${bytes} bytes`, "m"));
  assert.match(text, new RegExp(`^refused ${name(2)}: line 4, data_usage: `, "m"));
  assert.match(text, /^missing: account 10001, 2026-01-15 01:00 to 2026-01-15 03:00 UTC$/m);
  assert.match(text, new RegExp(`^overlap: ${name(0)} and ${name(0, "023000")};`, "m"));
});

test("a file that seemed complete half-way is read again when it is, and a corrected one too", async () => {
  const late = rows(500, 520, 1);
  const half = late.length / 2 + 17;
  await push(name(1), late.slice(0, half));
  await logged(new RegExp(`refused ${name(1)}: line 11, `));
  await ftp((client) => client.appendFrom(Readable.from([Buffer.from(late.slice(half))]), name(1)));
  await push(name(2), rows(200, 210, 2));
  await logged(/\.csv: 20 records, 20 of them new/);
  await logged(/\.csv: 10 records, 10 of them new/);
  const text = report();
  assert.match(text, /^5 files, 200 records, 2 cards\n/);
  assert.doesNotMatch(text, /refused|missing/);
});

test("a record that differs from the one of the same id refuses its file", async () => {
  await push(name(4), `${row(600, 4)}${row(0, 0, 77)}`);
  assert.match(await logged(new RegExp(`refused ${name(4)}`)), /record 9000000000000000000: its data_usage is 77, but 1000 in cdr_10001_2026011500/);
  assert.match(report(), /^5 files, 200 records/);
});

test("a day of the sandbox's files adds up to what its API tells, card by card", async () => {
  const began = 1_767_225_600;
  const platform = new sandbox.Sandbox({ appkey: APPKEY, secret: SECRET, seed: 5, now: began });
  await platform.advance(86_400 + 1800);
  const files = (await platform.cdrFiles()).filter(({ name }) => /^cdr_\d+_20260101/.test(name));
  assert.equal(files.length, 24);
  const from = log.length;
  await ftp(async (client) => {
    for (const { name, text } of files) await client.uploadFrom(Readable.from([Buffer.from(text)]), name);
  });
  for (const { name } of files) await logged(new RegExp(`${name}: \\d+ records`), from);
  const client = new main.Client({ appkey: APPKEY, secret: SECRET, fetch: platform.fetch, strict: true, now: () => platform.clock });
  const iccids = (await client.cards.list()).cardInfoList.map(({ iccid }) => iccid);
  const told = await client.cdr.queryTraffic({ dateType: "daily", iccids, startDate: "2026-01-01", endDate: "2026-01-01" });
  const reported = [...report().matchAll(/^(\d+) +\d+ records +(\d+) bytes/gm)].filter(([, iccid]) => !CARDS.includes(iccid));
  assert.ok(told.length > 10);
  assert.deepEqual(new Map(reported.map(([, iccid, bytes]) => [iccid, BigInt(bytes)])), new Map(told.map(({ iccid, traffic }) => [iccid, BigInt(traffic)])));
});
