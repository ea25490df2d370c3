import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, openAsBlob, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { CdrError, coverage, parseFileName, records, totals, usageByCard } from "../../pkg/dist/cdr.js";

const CARD = "89852243101000600107";
const row = (id, iccid = CARD, usage = 1024) => `${id},2026-01-15 00:00:00,2026-01-15 01:00:00,${iccid},460001234567890,${usage},860000000000001,46001`;
const HEADER = "id,start_time,stop_time,iccid,imsi,data_usage,imei,mccmnc";
const bytes = (text) => new TextEncoder().encode(text);
const list = async (input, options) => {
  const all = [];
  for await (const one of records(input, options)) all.push(one);
  return all;
};
const stream = (whole, size) =>
  new ReadableStream({
    start(to) {
      for (let at = 0; at < whole.length; at += size) to.enqueue(whole.subarray(at, at + size));
      to.close();
    },
  });

test("names are read to account and times, with and without .csv", () => {
  for (const end of ["", ".csv"])
    assert.deepEqual(parseFileName(`cdr_10001_20260115000000_20260115010000_20260115013000${end}`), {
      account: "10001",
      start: new Date("2026-01-15T00:00:00Z"),
      stop: new Date("2026-01-15T01:00:00Z"),
      created: new Date("2026-01-15T01:30:00Z"),
    });
  assert.equal(parseFileName("cdr_my_account_20260115000000_20260115010000_20260115013000.csv").account, "my_account");
});

test("other names are refused with the reason", () => {
  for (const [name, reason] of [
    ["", /must be like/],
    ["cdr_10001_20260115000000_20260115010000.csv", /must be like/],
    ["cdr_10001_20260115000000_20260115010000_20260115013000.csv.tmp", /must be like/],
    ["../cdr_10001_20260115000000_20260115010000_20260115013000.csv", /must be like/],
    ["cdr_10001_20260230000000_20260301010000_20260301013000.csv", /does not exist/],
    ["cdr_10001_20260115000000_20260115240000_20260115013000.csv", /does not exist/],
    ["cdr_10001_20260115010000_20260115000000_20260115013000.csv", /ends before/],
  ])
    assert.throws(() => parseFileName(name), { kind: "validation", message: reason }, name);
  assert.throws(() => parseFileName(undefined), { kind: "validation" });
});

test("records keep 64 bits and say what the columns mean", async () => {
  assert.deepEqual(await list(bytes(row("9223372036854775807"))), [
    {
      id: "9223372036854775807",
      start_time: "2026-01-15 00:00:00",
      stop_time: "2026-01-15 01:00:00",
      iccid: CARD,
      imsi: "460001234567890",
      data_usage: 1024,
      imei: "860000000000001",
      mccmnc: "46001",
      mcc: "460",
      mnc: "01",
    },
  ]);
});

const FORMS = {
  plain: `${row(1)}\n${row(2)}\n`,
  "without the last line feed": `${row(1)}\n${row(2)}`,
  "with a header": `${HEADER}\n${row(1)}\n${row(2)}\n`,
  "with BOM, header, CRLF and quotes": `\ufeff${HEADER}\r\n${`"${row(1).replaceAll(",", '","')}"`}\r\n${row(2)}\r\n`,
  "with blank lines at the end": `${row(1)}\n${row(2)}\n\n\r\n`,
};
for (const [name, text] of Object.entries(FORMS))
  test(`a file ${name}, in pieces of any size`, async () => {
    for (const size of [1, 2, 7, 64, 1000]) assert.deepEqual((await list(stream(bytes(text), size))).map(({ id }) => id), ["1", "2"], String(size));
  });

test("every kind of source", async () => {
  const whole = bytes(FORMS.plain);
  for (const source of [whole, whole.buffer, new DataView(whole.buffer), Buffer.from(whole), new Response(whole), new Blob([whole]), stream(whole, 10), Readable.from([Buffer.from(whole)]), Readable.toWeb(Readable.from([whole]))])
    assert.equal((await list(source)).length, 2, source.constructor.name);
  assert.deepEqual(await list(new Response(null)), []);
  assert.deepEqual(await list(new Uint8Array()), []);
});

test("files of a list are opened when their turn comes", async () => {
  const opened = [];
  const open = (id) => async () => {
    opened.push(id);
    return new File([`${row(id)}\n`], `${id}.csv`);
  };
  for await (const { id } of records([open(1), open(2), () => bytes(row(3))])) assert.deepEqual(opened, ["1", "2"].slice(0, Number(id)).map(Number));
  await assert.rejects(totals([open(1), () => null]), { kind: "validation", message: /input\[1\]/ });
});

test("what is no source is said to be none", async () => {
  for (const wrong of [undefined, null, 5, "id,start_time", {}, { body: 1 }]) await assert.rejects(list(wrong), { kind: "validation", message: /input/ });
  await assert.rejects(list(Readable.from(["text"])), { kind: "validation", message: /bytes/ });
});

const BROKEN = `${row(1)}\n${row(2, CARD, -5)}\n${row(3).slice(0, 40)}\n${row(4)}\n`;

test("the first line that is none ends a strict reading, after the records before it", async () => {
  const seen = [];
  await assert.rejects(
    async () => {
      for await (const { id } of records(stream(bytes(BROKEN), 50))) seen.push(id);
    },
    (error) => error instanceof CdrError && error.kind === "cdr" && error.line === 2 && error.column === "data_usage" && /line 2, data_usage: must be whole bytes/.test(error.message),
  );
  assert.deepEqual(seen, ["1"]);
  await assert.rejects(usageByCard(bytes(BROKEN)), { kind: "cdr", line: 2 });
});

test("a lenient one reports each, in order, and goes on", async () => {
  for (const size of [1, 30, 10_000]) {
    const problems = [];
    const got = await list(stream(bytes(BROKEN), size), { onProblem: (one) => problems.push(one) });
    assert.deepEqual(got.map(({ id }) => id), ["1", "4"]);
    assert.deepEqual(problems.map(({ line, column }) => [line, column]), [[2, "data_usage"], [3, "iccid"]], String(size));
  }
});

test("a line without an end is refused before it fills the memory", async () => {
  let pulled = 0;
  const endless = new ReadableStream({
    pull(to) {
      pulled++;
      to.enqueue(new Uint8Array(65_536).fill(49));
    },
  });
  await assert.rejects(list(endless), { kind: "cdr", line: 1, message: /longer/ });
  assert(pulled < 10, String(pulled));
  await assert.rejects(list(bytes(`${row(1)}\n${"1".repeat(5000)}`)), { kind: "cdr", line: 2, message: /longer/ });
});

test("a gigabyte without a line feed is one problem, and what follows is read", async () => {
  const megabyte = new Uint8Array(1_000_000).fill(49);
  async function* source() {
    yield bytes(`${row(1)}\n`);
    for (let sent = 0; sent < 1000; sent++) yield megabyte;
    yield bytes(`\n${row(2)}\n`);
  }
  for (const read of [list, totals]) {
    const problems = [];
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    async function* watched() {
      for await (const chunk of source()) {
        peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
        yield chunk;
      }
    }
    const found = await read(watched(), { onProblem: (one) => problems.push(one) });
    assert.equal(found.records ?? found.length, 2);
    assert.deepEqual(problems, [{ line: 2, column: "", reason: "is longer than any record" }]);
    assert(peak < 8 * 2 ** 20, String(peak));
    await assert.rejects(read(source()), { kind: "cdr", line: 2 });
  }
});

test("lines that are too long are told alike in pieces of any size", async () => {
  const text = `${row(1)}\n${"1".repeat(4096)}\n${"2".repeat(4099)}\n${row(2)}\r\n${"3".repeat(70_000)}\n${row(3)}\n${"4".repeat(200_000)}`;
  let expected;
  for (const size of [1000, 4098, 4099, 65_536, 100_000, 300_000]) {
    const problems = [];
    const got = await list(stream(bytes(text), size), { onProblem: ({ line, column }) => problems.push([line, column]) });
    assert.deepEqual(got.map(({ id }) => id), ["1", "2", "3"], String(size));
    assert.deepEqual(problems, (expected ??= problems));
    assert.deepEqual(problems.map(([line]) => line), [2, 3, 5, 7]);
  }
});

test("a file cut off anywhere gives no part of its last record", async () => {
  const whole = `${row(1)}\n${row(2)}\n`;
  for (let at = row(1).length + 2; at < whole.length - 1; at++) {
    const cut = new File([whole.slice(0, at)], "cut.csv");
    await assert.rejects(usageByCard(cut), (error) => error instanceof CdrError && error.file === "cut.csv" && error.line === 2 && error.column !== "", String(at));
    const problems = [];
    const lenient = await totals(cut, { onProblem: (one) => problems.push(one) });
    assert.deepEqual([lenient.records, lenient.bytes, problems.length], [1, 1024, 1]);
  }
});

test("a file that changes while it is read ends the reading with its name", async () => {
  const folder = mkdtempSync(join(tmpdir(), "eiotclub-cdr-"));
  try {
    const path = join(folder, "growing.csv");
    const rows = (from) => Array.from({ length: 5000 }, (_, at) => `${row(from + at)}\n`).join("");
    writeFileSync(path, rows(0));
    const file = new File([await openAsBlob(path)], "growing.csv");
    let read = 0;
    await assert.rejects(
      async () => {
        for await (const _ of records(file, { onProblem: () => assert.fail("no row is wrong") })) if (read++ === 10) appendFileSync(path, rows(5000));
      },
      (error) => error instanceof CdrError && error.file === "growing.csv" && error.line > 1 && /cannot be read/.test(error.reason) && error.cause instanceof Error,
    );
    assert(read < 5000, String(read));
    await assert.rejects(usageByCard(file), { kind: "cdr", file: "growing.csv" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a source that fails is told with the place, one that is aborted as it was", async () => {
  async function* failing(error) {
    yield bytes(`${row(1)}\n${row(2)}\n`);
    throw error;
  }
  await assert.rejects(usageByCard(failing(new Error("socket hang up"))), { kind: "cdr", line: 3, message: /socket hang up/ });
  const aborted = new DOMException("enough", "AbortError");
  await assert.rejects(usageByCard(failing(aborted)), (error) => error === aborted);
});

test("records asked for before others have come arrive in order", async () => {
  const reader = records(stream(bytes(Array.from({ length: 100 }, (_, at) => `${row(at)}\n`).join("")), 500));
  const got = await Promise.all(Array.from({ length: 102 }, () => reader.next()));
  assert.deepEqual(got.map(({ value }) => value?.id), [...Array.from({ length: 100 }, (_, at) => String(at)), undefined, undefined]);
});

test("bytes that are no text", async () => {
  const bad = bytes(`${row(1)}\n${row(2)}\n`);
  bad[row(1).length + 3] = 0xff;
  await assert.rejects(list(bad), { kind: "cdr", line: 2, column: "start_time", reason: "is not valid UTF-8" });
});

test("leaving early lets the source go", async () => {
  let cancelled = false;
  const source = new ReadableStream({ pull: (to) => to.enqueue(bytes(`${row(1)}\n`)), cancel: () => void (cancelled = true) });
  for await (const _ of records(source)) break;
  assert(cancelled);
});

test("usage per card, a record that comes again counted once", async () => {
  const other = "89852243101000600115";
  const file = `${row(1)}\n${row(2, other, 7)}\n${row("01")}\n`;
  const usage = await usageByCard(bytes(`${file}${row(1)}\n${row(3)}\n${row(2, other, 7)}\n`));
  assert.deepEqual([...usage], [[CARD, 2048], [other, 7]]);
  const twice = await usageByCard([bytes(file), new Response(`${HEADER}\n${file}`)]);
  assert.deepEqual([...twice], [[CARD, 1024], [other, 7]], "several files");
});

test("totals by card, by card and day, by network", async () => {
  const file = `${row(1)}\n${row(2).replace("2026-01-15 00", "2026-01-14 23")}\n${row(3).replace("46001", "310410")}\n${row(1)}\n`;
  assert.deepEqual(await totals(bytes(file), { days: true, networks: true }), {
    records: 3,
    repeated: 1,
    bytes: 3072,
    byCard: new Map([[CARD, 3072]]),
    byCardAndDay: new Map([[CARD, new Map([["2026-01-15", 2048], ["2026-01-14", 1024]])]]),
    byNetwork: new Map([["46001", 2048], ["310410", 1024]]),
  });
  const bare = await totals(bytes(file));
  assert.equal(bare.byCardAndDay.size + bare.byNetwork.size, 0);
  const problems = [];
  const lenient = await totals([bytes(file), new File([BROKEN], "b.csv")], { onProblem: (one) => problems.push(one) });
  assert.deepEqual([lenient.records, lenient.repeated, problems.map(({ file, line }) => `${file}:${line}`)], [4, 2, ["b.csv:2", "b.csv:3"]]);
  await assert.rejects(totals([bytes(file), bytes(BROKEN)]), { kind: "cdr", file: "input[1]", line: 2 });
});

test("order, gaps and overlaps of files", () => {
  const name = (from, to, account = "10001") => `cdr_${account}_202601150${from}0000_202601150${to}0000_20260115093000.csv`;
  const found = coverage([name(3, 4), name(0, 1), name(0, 2), name(0, 1, "9")]);
  assert.deepEqual(found, {
    order: [name(0, 1), name(0, 2), name(3, 4), name(0, 1, "9")],
    gaps: [{ account: "10001", start: new Date("2026-01-15T02:00:00Z"), stop: new Date("2026-01-15T03:00:00Z") }],
    overlaps: [[name(0, 1), name(0, 2)]],
  });
  assert.throws(() => coverage([name(0, 1), "x"]), { kind: "validation", message: /names\[1\]/ });
});

test("usage that no number holds exactly is refused, not rounded", async () => {
  await assert.rejects(usageByCard(bytes(`${row(1, CARD, Number.MAX_SAFE_INTEGER)}\n${row(2, CARD, 1)}\n`)), { kind: "cdr", line: 2, column: "data_usage" });
});
