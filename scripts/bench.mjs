import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeReport } from "./bench/report.mjs";
import { setupAndBuild } from "./build.mjs";
import { elapsed, root } from "./steps.mjs";

const USAGE = "npm run bench [-- NAME …] [--write]: all benches or those named; --write renews docs/benchmarks/";

const directory = join(root, "benches");
const all = readdirSync(directory).filter((name) => name.endsWith(".mjs")).map((name) => name.slice(0, -4)).sort();

function asked() {
  try {
    const { values, positionals } = parseArgs({ options: { write: { type: "boolean" } }, allowPositionals: true });
    const unknown = positionals.filter((name) => !all.includes(name));
    if (unknown.length > 0) throw new Error(`there is no bench ${unknown.join(", ")}; there are ${all.join(", ")}`);
    if (values.write && positionals.length > 0) throw new Error("--write renews the whole report: name no benches");
    return { write: values.write, names: positionals.length > 0 ? positionals : all };
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}

const { write, names } = asked();
const { node } = await setupAndBuild();
const scratch = mkdtempSync(join(tmpdir(), "eiotclub-bench-"));
const results = join(scratch, "results.jsonl");
const startedAt = performance.now();
try {
  for (const [index, name] of names.entries()) {
    console.log(`\n[${index + 1}/${names.length}] ${name} (${elapsed(startedAt)} so far)`);
    const { status } = spawnSync(node, [join(directory, `${name}.mjs`)], { cwd: root, stdio: "inherit", env: { ...process.env, EIOT_BENCH_RESULTS: results } });
    if (status !== 0) {
      console.error(`${name} failed`);
      process.exitCode = 1;
      break;
    }
  }
  const measured = existsSync(results) ? readFileSync(results, "utf8").trim().split("\n").map((line) => JSON.parse(line)) : [];
  for (const { missing, why } of measured.filter(({ missing }) => missing)) console.log(`\nMISSING: ${missing}: ${why}`);
  if (write && !process.exitCode) {
    writeReport(measured);
    console.log("\ndocs/benchmarks/ is renewed");
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
