// libFuzzer over the targets of fuzz/, where a nightly toolchain and cargo-fuzz are:
// `npm run fuzz`, or `npm run fuzz -- --target verify --seconds 600`.

import { mkdirSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { ask, report, root, run, StepFailed } from "./steps.mjs";

const all = readdirSync(join(root, "fuzz", "fuzz_targets")).map((file) => basename(file, ".rs"));

async function main() {
  const { values } = parseArgs({ options: { target: { type: "string", multiple: true, default: all }, seconds: { type: "string", default: "60" } } });
  const unknown = values.target.find((name) => !all.includes(name));
  if (unknown) throw new StepFailed(`there is no target ${unknown}: there are ${all.join(", ")}`);
  if (!(Number(values.seconds) > 0)) throw new StepFailed("--seconds must be a number above 0");
  if (!(await ask("cargo", ["+nightly", "fuzz", "--version"]))) {
    throw new StepFailed("this needs a nightly toolchain and cargo-fuzz: rustup toolchain install nightly && cargo install cargo-fuzz");
  }
  for (const name of values.target) {
    // What is found on the way stays out of the repository; the small corpus in it is read as well.
    const [found, seeds] = [join(root, "target", "fuzz-corpus", name), join(root, "fuzz", "corpus", name)];
    mkdirSync(found, { recursive: true });
    const limits = [`-max_total_time=${values.seconds}`, "-max_len=4096", "-print_final_stats=1", `-dict=${join(root, "fuzz", "dictionary")}`];
    const { output } = await run("cargo", ["+nightly", "fuzz", "run", name, found, seeds, "--", ...limits], { log: `fuzz-${name}`, minutes: Number(values.seconds) / 60 + 20 });
    const executed = /number_of_executed_units: (\d+)/.exec(output)?.[1];
    const coverage = /.*cov: (\d+)/s.exec(output)?.[1];
    console.log(`${name}: ${executed} executions, coverage ${coverage}, no findings`);
  }
}

try {
  await main();
} catch (error) {
  report(error);
  process.exitCode = 1;
}
