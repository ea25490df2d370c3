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

test("no unsafe code is written here: what there is, wasm-bindgen generates", () => {
  assert.match(readFileSync(join(root, "src/lib.rs"), "utf8"), /^#!\[forbid\(unsafe_code\)\]$/m);
  let count = 0;
  for (const [path, text] of files("src", [".rs"])) {
    count++;
    assert.doesNotMatch(text.replace(/\/\/.*/g, ""), /\bunsafe\b|allow\(unsafe_code\)/, path);
  }
  assert.ok(count > 100);
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
