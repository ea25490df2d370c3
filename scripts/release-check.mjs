// Everything that must be true before a release; publishes nothing.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sizes } from "./build/package.mjs";
import { table } from "./build/sizes.mjs";
import { buildNeeds } from "./build.mjs";
import { setupSteps } from "./setup.mjs";
import { ask, root, run, runStepsOrExit, StepFailed } from "./steps.mjs";

const read = (path) => readFileSync(join(root, path), "utf8");
const windows = process.platform === "win32";

const version = {
  name: "version and changelog",
  async run(context) {
    const version = /^version\s*=\s*"([^"]+)"/m.exec(read("Cargo.toml"))[1];
    const heading = new RegExp(`^## ${version.replaceAll(".", "\\.")}(?:, (.+))?$`, "m").exec(read("CHANGELOG.md"));
    if (!heading) throw new StepFailed(`CHANGELOG.md has no section "## ${version}": what does this release change?`);
    context.date = heading[1] ?? "no date";
    return `${version}, ${context.date}`;
  },
};

// Asked last, so that a rehearsal goes through all the rest.
const dated = {
  name: "date",
  async run({ date }) {
    if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new StepFailed(`all else is well, but CHANGELOG.md says "${date}" where the day of the release belongs`);
    return date;
  },
};

const clean = {
  name: "nothing uncommitted",
  async run() {
    const status = await ask("git", ["status", "--porcelain"], { cwd: root });
    if (status === undefined) return "no repository here, so not looked at";
    if (status !== "") throw new StepFailed(`commit first, or the release is not what the repository says:\n${status}`);
    return "the repository is what is released";
  },
};

const tests = {
  name: "npm test (builds first)",
  async run(_, note) {
    note("some minutes");
    const { stdout } = await run("npm", ["test"], { log: "release-test", shell: windows, minutes: 60 });
    return stdout.trimEnd().split("\n").at(-1);
  },
};

const supply = {
  name: "cargo-deny",
  // Advisories are asked for by `npm run audit`: their database is not reachable from everywhere.
  async run(context) {
    const deny = (...args) => run(context.tools["cargo-deny"], args, { log: "cargo-deny", append: args[0] === "--manifest-path" });
    await deny("--all-features", "check", "licenses", "sources", "bans");
    // Nothing of it is linked into what is published, so that it may bring what is banned there.
    await deny("--manifest-path", join(root, "benches", "native", "Cargo.toml"), "--config", join(root, "deny.toml"), "check", "licenses", "sources");
    return "licences, sources and bans; of the native benches licences and sources";
  },
};

const pack = {
  name: "npm pack",
  async run(context) {
    const { stdout } = await run("npm", ["pack", "./pkg", "--dry-run", "--json"], { log: "release-pack", shell: windows });
    [context.tarball] = Object.values(JSON.parse(stdout));
    const { files, size, unpackedSize } = context.tarball;
    return `${files.length} files, ${size} bytes packed, ${unpackedSize} unpacked`;
  },
};

const crate = {
  name: "cargo publish, dry run",
  run: () => run("cargo", ["publish", "--dry-run", "--allow-dirty", "--quiet"], { log: "release-crate" }).then(() => "would be taken"),
};

const context = await runStepsOrExit([version, clean, ...setupSteps([...buildNeeds, "cargo-deny"]), supply, tests, pack, crate]);
const { tarball } = context;

const bytes = (size) => String(size).padStart(9);
console.log(`\n${tarball.filename}\n${tarball.files.map(({ path, size }) => `${bytes(size)}  ${path}`).join("\n")}\n\n${table(sizes())}\n`);

await runStepsOrExit([dated], context);
console.log("\nHow to publish it: docs/releasing.md");
