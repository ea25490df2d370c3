import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, StepFailed } from "../steps.mjs";
import { modules } from "./wasm.mjs";

/** Entry -> whether it needs a WebAssembly module, and so exists once per condition. */
export const entries = { index: true, webhook: true, proxy: true, cdr: true, sandbox: true, testing: false };

/** The entry that carries its bytes runs everywhere, and has the plain name. */
export const fileName = (entry, condition) => (condition === "inline" ? `${entry}.js` : `${entry}.${condition}.js`);

const esm = (file, condition) => ({ types: `./dist/${file}.d.ts`, default: `./dist/${fileName(file, condition)}` });
const commonJs = (file) => ({ types: `./dist/cjs/${file}.d.ts`, default: `./dist/cjs/${file}.js` });
const either = (file, condition) => ({ import: esm(file, condition), require: commonJs(file) });

// The order decides: a Worker and an edge runtime claim `browser` too.
const edges = (file) => ({ workerd: esm(file, "workerd"), "edge-light": esm(file, "edge-light") });
const everywhere = (file) => ({
  ...edges(file),
  deno: esm(file, "inline"),
  bun: either(file, "inline"),
  node: either(file, "inline"),
  browser: either(file, "browser"),
  default: either(file, "inline"),
});
const withBytes = (file) => ({ ...edges(file), ...either(file, "inline") });

function exportsMap() {
  const map = {};
  for (const [file, needsModule] of Object.entries(entries)) {
    const path = file === "index" ? "." : `./${file}`;
    map[path] = needsModule ? everywhere(file) : either(file, "inline");
    if (needsModule) map[`${path}/inline`] = withBytes(file);
  }
  for (const file of Object.values(modules)) map[`./${file}`] = `./dist/${file}`;
  map["./package.json"] = "./package.json";
  return map;
}

/** Subpaths for `moduleResolution: node10`, which knows no `exports`. */
function typesVersions() {
  const paths = {};
  for (const [file, needsModule] of Object.entries(entries)) {
    const types = [`./dist/cjs/${file}.d.ts`];
    if (file !== "index") paths[file] = types;
    if (needsModule) paths[file === "index" ? "inline" : `${file}/inline`] = types;
  }
  return { "*": paths };
}

/** Returns the text of the package's package.json. */
export function manifest() {
  const version = readFileSync(join(root, "Cargo.toml"), "utf8").match(/^version\s*=\s*"([^"]+)"/m)?.[1];
  if (!version) throw new StepFailed("Cargo.toml names no version for the package");
  const { imports, ...template } = JSON.parse(readFileSync(join(root, "pkg-template", "package.json"), "utf8"));
  const { default: main, types } = commonJs("index");
  return `${JSON.stringify({ ...template, version, main, types, exports: exportsMap(), typesVersions: typesVersions() }, null, 2)}\n`;
}
