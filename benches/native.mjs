// The core natively, by criterion: cargo runs ./native, and its figures are read.

import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setupSteps } from "../scripts/setup.mjs";
import { ask, root, run, runStepsOrExit } from "../scripts/steps.mjs";
import { show } from "./shared/compare.mjs";

const target = join(root, "target", "bench-native");
const figures = join(target, "criterion");
const read = (...path) => JSON.parse(readFileSync(join(figures, ...path), "utf8"));

await runStepsOrExit(setupSteps(["rust"]));
rmSync(figures, { recursive: true, force: true });
console.log("compiling, then about 40 s");
await run("cargo", ["bench", "--locked", "--manifest-path", join(root, "benches", "native", "Cargo.toml")], { log: "bench-native", env: { CARGO_TARGET_DIR: target } });

const groups = new Map();
for (const group of readdirSync(figures)) {
  for (const name of readdirSync(join(figures, group))) {
    const { group_id: work, function_id: contestant } = read(group, name, "new", "benchmark.json");
    const { point_estimate: point, confidence_interval: interval } = read(group, name, "new", "estimates.json").median;
    groups.set(work, { ...groups.get(work), [contestant]: { point, low: interval.lower_bound, high: interval.upper_bound } });
  }
}

const runtime = `native, ${(await ask("rustc", ["--version"])).split(" ").slice(0, 2).join(" ")}`;
const size = (work) => Number(/([\d,]+) bytes$/.exec(work)?.[1] ?? 0);
for (const [title, { eiotclub, ...others }] of [...groups].sort(([a], [b]) => size(a) - size(b))) {
  const [, work, input] = /^(.*): (.*)$/.exec(title);
  const rows = [
    { name: "eiotclub", microseconds: eiotclub.point / 1000, ratio: 1, low: 1, high: 1 },
    ...Object.entries(others).map(([name, { point, low, high }]) => ({ name, microseconds: point / 1000, ratio: eiotclub.point / point, low: eiotclub.low / high, high: eiotclub.high / low })),
  ];
  show({ work, input: input.replace(/\d{4,}/, (digits) => Number(digits).toLocaleString("en")), runtime, method: "criterion's medians, one after the other, with the ends of their 95 % intervals", rows });
}
