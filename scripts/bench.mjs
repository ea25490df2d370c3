import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setupAndBuild } from "./build.mjs";
import { root } from "./steps.mjs";

const directory = join(root, "benches");
const benches = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith(".mjs")).sort() : [];
if (benches.length === 0) {
  console.error("there is nothing to measure: benches/ has no .mjs file");
  process.exit(1);
}

const { node } = await setupAndBuild();
for (const bench of benches) {
  console.log(`\n${bench}`);
  const { status } = spawnSync(node, [join(directory, bench)], { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    console.error(`${bench} failed`);
    process.exit(1);
  }
}
