import { parseArgs } from "node:util";
import { buildNeeds, buildSteps } from "./build.mjs";
import { setupSteps } from "./setup.mjs";
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
const needs = selected.flatMap((check) => check.needs);
const setup = setupSteps(["node", ...needs]);

const startedAt = performance.now();
const { done, failed } = await runSteps([...setup, ...selected]);

const passed = done.filter((step) => selected.includes(step));
const skipped = selected.filter((check) => check !== failed && !passed.includes(check));
if (failed) console.log(`\nred: ${failed.name}`);
if (failed && skipped.length > 0) console.log(`not run after it: ${skipped.map((check) => check.name).join(", ")}`);
console.log(`\n${elapsed(startedAt)} in all\n${passed.length} passed, ${failed ? 1 : 0} failed`);
process.exitCode = failed ? 1 : 0;
