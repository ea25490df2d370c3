import { parseArgs } from "node:util";
import { buildNeeds, buildSteps } from "./build.mjs";
import { basicStages, toolSteps } from "./setup.mjs";
import { elapsed, runSteps } from "./steps.mjs";
import { checks } from "./test/checks.mjs";

const build = {
  name: "build",
  needs: buildNeeds,
  async run(context, note) {
    const digests = [];
    for (const step of buildSteps) digests.push(await step.run(context, note));
    return digests.every((digest) => digest === "unchanged") ? "unchanged" : "built";
  },
};

const all = [...checks];
all.splice(all.findIndex((check) => check.afterBuild), 0, build);

function chosen() {
  const { values } = parseArgs({ options: { only: { type: "string", multiple: true }, list: { type: "boolean" } } });
  if (values.list) {
    console.log(all.map((check) => check.name).join("\n"));
    process.exit(0);
  }
  if (!values.only) return all;
  const unknown = values.only.filter((name) => !all.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(`no such step: ${unknown.join(", ")}. The steps are: ${all.map((check) => check.name).join(", ")}`);
    process.exit(1);
  }
  const named = all.filter((check) => values.only.includes(check.name));
  return named.some((check) => check.afterBuild) ? [build, ...named.filter((check) => check !== build)] : named;
}

const selected = chosen();
const needs = ["node", ...selected.flatMap((check) => check.needs)];

// Compiling has gaps, when one core links or a download runs: what reads only the sources runs next to the rest of the setup
// and the build. What has clocks in it, such as tests in browsers, runs alone afterwards.
const ofSources = selected.filter((check) => check.needs.every((need) => need === "rust"));
const beforeTests = [...toolSteps(["wasm-bindgen"].filter((name) => needs.includes(name))), ...selected.filter((check) => check === build)];
const tools = toolSteps(needs.filter((name) => name !== "wasm-bindgen"));
const tests = selected.filter((check) => check !== build && !ofSources.includes(check));

const startedAt = performance.now();
const { done, failed } = await runSteps([...basicStages(needs), [ofSources, [...beforeTests, ...tools]], ...tests]);

const passed = selected.filter((check) => done.includes(check));
const skipped = selected.filter((check) => check !== failed && !passed.includes(check));
if (failed) console.log(`\nred: ${failed.name}`);
if (failed && skipped.length > 0) console.log(`not run to the end: ${skipped.map((check) => check.name).join(", ")}`);
console.log(`\n${elapsed(startedAt)} in all\n${passed.length} passed, ${failed ? 1 : 0} failed`);
process.exitCode = failed ? 1 : 0;
