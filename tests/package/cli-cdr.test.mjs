// `eiotclub cdr totals`, as a shell meets it.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { run, start } from "./cli.mjs";

const CARDS = ["89852243101000600107", "89852243101000600115"];
const row = (id, usage = 1024, day = 15) => `${id},2026-01-${day} 00:00:00,2026-01-16 01:00:00,${CARDS[id % 2]},460001234567890,${usage},860000000000001,${id % 2 ? "46001" : "310410"}\n`;
const HEADER = "id,start_time,stop_time,iccid,imsi,data_usage,imei,mccmnc\n";

let folder;
const file = (name) => join(folder, name);
before(() => {
  folder = mkdtempSync(join(tmpdir(), "eiotclub-cli-cdr-"));
  writeFileSync(file("a.csv"), `${HEADER}${row(1)}${row(2)}${row(3, 1, 14)}`);
  writeFileSync(file("b.csv"), `${row(2)}${row(4, 6)}`);
  writeFileSync(file("bad.csv"), `${row(5)}${row(6, -1)}${row(7).slice(0, 60)}`);
});
after(() => rmSync(folder, { recursive: true }));

const totals = (args, input) => run(["cdr", "totals", ...args], input);

test("a table by card, over several files, each record once", async () => {
  assert.deepEqual(await totals([file("a.csv"), file("b.csv")]), {
    code: 0,
    err: "",
    out: `iccid                 bytes
${CARDS[0]}   1030  1.0 KiB
${CARDS[1]}   1025  1.0 KiB
all                    2055  2.0 KiB

4 records, and 1 that came again and were not counted
`,
  });
});

test("CSV and JSON, by card and day, by network", async () => {
  const day = await totals(["--by", "day", "--format", "csv", file("a.csv")]);
  assert.equal(day.out, `iccid,day,bytes\n${CARDS[0]},2026-01-15,1024\n${CARDS[1]},2026-01-14,1\n${CARDS[1]},2026-01-15,1024\n`);
  const network = await totals(["--by", "network", "--json", file("a.csv"), file("b.csv")]);
  assert.deepEqual(JSON.parse(network.out), {
    ...{ records: 4, repeated: 1, bytes: 2055 },
    usage: [{ mccmnc: "310410", mcc: "310", mnc: "410", bytes: 1030 }, { mccmnc: "46001", mcc: "460", mnc: "01", bytes: 1025 }],
  });
});

test("standard input, alone and beside files", async () => {
  assert.match((await totals(["-"], row(1))).out, /^all +1024 /m);
  assert.match((await totals([file("a.csv"), "-"], row(9))).out, /^4 records$/m);
});

test("what is no plain file, such as a pipe of the shell", { skip: process.platform === "win32" && "has no named pipes" }, async () => {
  execFileSync("mkfifo", [file("pipe")]);
  const { ended } = start("cdr", "totals", file("pipe"));
  writeFileSync(file("pipe"), row(1));
  assert.match((await ended).out, /^1 records?$/m);
});

test("the first line that is no record ends it with file, line and column, and without sums", async () => {
  const { code, out, err } = await totals([file("a.csv"), file("bad.csv")]);
  assert.deepEqual([code, out], [1, ""]);
  assert.equal(err, `eiotclub cdr: ${file("bad.csv")}: line 2, data_usage: must be whole bytes: digits, without a sign\n`);
  assert.match((await totals(["-"], "x\n")).err, /standard input: line 1, /);
});

test("leniently each is named, and the exit code says so", async () => {
  const { code, out, err } = await totals(["--lenient", "--format", "csv", file("bad.csv")]);
  assert.deepEqual([code, out], [1, `iccid,bytes\n${CARDS[1]},1024\n`]);
  assert.deepEqual(err.split("\n").map((line) => line.replace(`${folder}/`, "")), [
    ...["bad.csv: line 2, data_usage: must be whole bytes: digits, without a sign", "bad.csv: line 3, imsi: is missing: the line has fewer than eight columns"],
    ...["2 lines were left out", ""],
  ]);
});

test("a file that changes while it is read is no sum", async () => {
  writeFileSync(file("growing.csv"), Array.from({ length: 200_000 }, (_, at) => row(at)).join(""));
  // The pipe is read first: when it ends, the other file was looked at already.
  const { child, ended } = start("cdr", "totals", "-", file("growing.csv"));
  child.stdin.write(row(1));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  appendFileSync(file("growing.csv"), row(200_001));
  child.stdin.end();
  const { code, out, err } = await ended;
  assert.deepEqual([code, out], [1, ""]);
  assert.match(err, /growing\.csv: line 1: cannot be read: /);
});

test("wrong calls are told what would be right", async () => {
  for (const [args, message] of [
    [["cdr"], /totals/],
    [["cdr", "sums", "x"], /knows totals, not "sums"/],
    [["cdr", "totals"], /at least one file/],
    [["cdr", "totals", "-", "-"], /give - once/],
    [["cdr", "totals", "--by", "month", "x"], /--by must be one of card, day, network, not "month"/],
    [["cdr", "totals", "--format", "xml", "x"], /--format must be one of table, csv, json/],
    [["cdr", "totals", folder], /is a directory/],
  ]) {
    const { code, err } = await run(args);
    assert.equal(code, 2, args.join(" "));
    assert.match(err, message);
  }
  const { code, err } = await totals([file("none.csv")]);
  assert.equal(code, 1);
  assert.match(err, /cannot open .*none\.csv: ENOENT/);
});

test("progress of a long input on a terminal, and none elsewhere", { skip: spawnSync("script", ["--version"]).status !== 0 && "nothing makes a terminal" }, async () => {
  const cli = fileURLToPath(new URL("../../pkg/dist/cli.js", import.meta.url));
  const slowly = `(cat '${file("a.csv")}'; sleep 1.2; cat '${file("b.csv")}')`;
  const command = `${slowly} | '${process.execPath}' '${cli}' cdr totals - > '${file("out.txt")}'`;
  const shown = execFileSync("script", ["-qec", command, "/dev/null"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  assert.match(shown, /\r\x1b\[K0 MB, \d+ MB\/s/);
  const { err } = await run(["cdr", "totals", "-"], row(1));
  assert.equal(err, "");
});
