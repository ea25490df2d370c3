import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { Miniflare } from "miniflare";
import { compatibilityDate, workerModules } from "../../scripts/workerd.mjs";

const CARD = "89852243101000600107";
const name = (hour) => `cdr_10001_202601150${hour}0000_202601150${hour + 1}0000_20260115093000.csv`;
const row = (id, day = "2026-01-15", usage = 1000) => `${id},${day} 00:00:00,2026-01-16 00:30:00,${CARD},460001234567890,${usage},860000000000001,46001\n`;

let worker;
before(async () => {
  const modules = await workerModules(new URL("../../examples/cdr-r2/worker.mjs", import.meta.url).pathname);
  worker = new Miniflare({ modules, compatibilityDate, r2Buckets: ["CDR"], bindings: { TOKEN: "mine" } });
  await worker.ready;
  const bucket = await worker.getR2Bucket("CDR");
  await bucket.put(name(0), `${row(1)}${row(2)}`);
  await bucket.put(name(1), `${row(2)}${row(3)}${row(4, "2026-01-14")}`);
  await bucket.put(name(3), row(5));
  await bucket.put("cdr_notes.csv", "x");
  await bucket.put(name(0).replaceAll("20260115", "20260120"), `${row(1)}${row(2).slice(0, 60)}`);
});
after(() => worker?.dispose());

const ask = async (day, authorization = "Bearer mine") => {
  const response = await worker.dispatchFetch(`https://worker.example/usage?day=${day}`, { headers: { authorization } });
  return [response.status, response.headers.get("content-type")?.includes("json") ? await response.json() : await response.text()];
};

test("usage of a day from the files in R2, each record once", async () => {
  const missing = [{ account: "10001", start: "2026-01-15T02:00:00.000Z", stop: "2026-01-15T03:00:00.000Z" }];
  const expected = { day: "2026-01-15", files: 3, records: 5, repeated: 1, bytes: 5000, usage: [{ iccid: CARD, bytes: 4000 }], missing, strange: ["cdr_notes.csv"] };
  assert.deepEqual(await ask("2026-01-15"), [200, expected]);
});

test("a file that is cut off is named, and gives no sums", async () => {
  const [status, answer] = await ask("2026-01-20");
  assert.deepEqual([status, answer.file, answer.line, answer.column], [422, name(0).replaceAll("20260115", "20260120"), 2, "imsi"]);
});

test("who may not ask is not told", async () => {
  assert.equal((await ask("2026-01-15", "Bearer yours"))[0], 401);
  assert.equal((await ask("yesterday"))[0], 400);
});
