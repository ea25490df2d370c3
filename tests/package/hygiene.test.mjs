import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

function* files(directory, extensions) {
  for (const entry of readdirSync(join(root, directory), { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* files(path, extensions);
    else if (extensions.includes(extname(entry.name))) yield [path, readFileSync(join(root, path), "utf8")];
  }
}

test("no unsafe code, no vectors, and nothing that rewrites a module or a script but wasm-opt and one line of the glue", () => {
  const rust = ["src", "bindings/src", "codegen/src"].flatMap((directory) => [...files(directory, [".rs"])]);
  assert.ok(rust.length > 100);
  for (const [path, text] of rust) assert.doesNotMatch(text.replace(/\/\/.*/g, ""), /\bunsafe\b(?!_code\))|allow\(unsafe_code\)|simd128/, path);
  for (const lib of ["src/lib.rs", "bindings/src/lib.rs"]) assert.match(readFileSync(join(root, lib), "utf8"), /^#!\[forbid\(unsafe_code\)\]$/m);
  const scripts = [...files("scripts/build", [".mjs"])].map(([, text]) => text).join("\n");
  assert.doesNotMatch(scripts, /simd128|remove-exports|emit-relocs|llvm-args/);
  assert.equal(scripts.match(/\.replace\(REALM_BOUND/g).length, 1);
});

test("no script makes code out of text", () => {
  let count = 0;
  for (const directory of ["pkg/dist", "www"]) {
    for (const [path, text] of files(directory, [".js", ".cjs"])) {
      count++;
      assert.doesNotMatch(text, /\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(\s*["'`]|\bset(?:Timeout|Interval)\s*\(\s*["'`]|\bimport\s*\(\s*["'`]data:/, path);
    }
  }
  assert.ok(count > 30);
});

test("the package brings nothing of others, and runs nothing when it is installed", () => {
  const manifest = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
  for (const field of ["dependencies", "peerDependencies", "optionalDependencies", "bundledDependencies", "scripts"]) assert.equal(manifest[field], undefined, field);
});
