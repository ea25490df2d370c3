// The licences of what the published modules contain: the crates that are linked into them.

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isMain, root, run, StepFailed } from "./steps.mjs";

export const licencesFile = "THIRD-PARTY-LICENSES";

const BINDINGS = ["--manifest-path", join(root, "bindings", "Cargo.toml"), "--all-features"];
const TARGET = ["--filter-platform", "wasm32-unknown-unknown"];

// What is only run while compiling leaves nothing of itself in the module.
const compileTimeOnly = (pkg) => pkg.targets.some(({ kind }) => kind.includes("proc-macro"));

async function linkedCrates() {
  const { stdout } = await run("cargo", ["metadata", "--format-version", "1", "--locked", ...BINDINGS, ...TARGET], { log: "licences" });
  const { packages, resolve } = JSON.parse(stdout);
  const byId = new Map(packages.map((pkg) => [pkg.id, pkg]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const linked = new Set([resolve.root]);
  for (const id of linked) {
    for (const { pkg, dep_kinds } of nodes.get(id).deps) {
      if (dep_kinds.some(({ kind }) => kind === null) && !compileTimeOnly(byId.get(pkg))) linked.add(pkg);
    }
  }
  // The project's own.
  const others = [...linked].map((id) => byId.get(id)).filter(({ source }) => source !== null);
  return others.sort((one, other) => (one.name < other.name ? -1 : 1));
}

const ALLOWED = ["MIT", "Apache-2.0", "BSD-3-Clause", "ISC", "Unicode-3.0", "Zlib", "Unlicense"];

// For a crate that names the licence and comes without its text.
const MIT = readFileSync(join(root, "LICENSE-MIT"), "utf8").replace(/^Copyright.*$/m, "Copyright (c) HOLDERS").trim();

/** The text of the licence it is used under: MIT where that is offered. */
function textOf({ name, version, license, authors, manifest_path }) {
  const words = (license ?? "").match(/[\w.-]+/g)?.filter((word) => !["OR", "AND", "WITH"].includes(word)) ?? [];
  if (words.length === 0 || !words.every((word) => ALLOWED.includes(word))) throw new StepFailed(`${name} ${version} has the licence ${license}: may the package contain it?`);
  const directory = dirname(manifest_path);
  const files = readdirSync(directory).filter((file) => /^(LICEN[CS]E|COPYING|UNLICENSE)/i.test(file));
  const chosen = words.includes("MIT") ? files.filter((file) => /MIT/i.test(file)) : [];
  const others = license.includes("AND") ? files.filter((file) => /UNICODE/i.test(file)) : [];
  const used = [...(chosen.length > 0 ? chosen : files), ...others];
  if (used.length === 0 && words.includes("MIT")) return MIT.replace("HOLDERS", authors.join(", ") || `the authors of ${name}`);
  if (used.length === 0) throw new StepFailed(`${name} ${version} comes without the text of its licence ${license}`);
  return used.map((file) => readFileSync(join(directory, file), "utf8").replace(/\r/g, "").trim()).join("\n\n");
}

export async function licences() {
  const byText = new Map();
  for (const pkg of await linkedCrates()) {
    const text = textOf(pkg);
    byText.set(text, [...(byText.get(text) ?? []), `${pkg.name} ${pkg.version} (${pkg.license})`]);
  }
  const sections = [...byText].map(([text, crates]) => `${crates.join("\n")}\n\n${text}`);
  const head =
    "The WebAssembly modules of this package contain code of the Rust crates below, and of the Rust\n" +
    "standard library (MIT OR Apache-2.0, https://github.com/rust-lang/rust). Each is used under its MIT\nlicence where it has one.";
  return `${[head, ...sections].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

export async function checkLicences() {
  const path = join(root, licencesFile);
  if (!existsSync(path) || readFileSync(path, "utf8") !== (await licences())) {
    throw new StepFailed(`${licencesFile} is not what the crates of Cargo.lock say: run \`npm run licences\` and commit it`);
  }
}

if (isMain(import.meta)) writeFileSync(join(root, licencesFile), await licences());
