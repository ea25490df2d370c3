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

test("unsafe code is written in one module, the memory of the artifacts; what else there is, wasm-bindgen generates", () => {
  const lib = readFileSync(join(root, "src/lib.rs"), "utf8");
  assert.match(lib, /^#!\[cfg_attr\(not\(feature = "wasm-arena"\), forbid\(unsafe_code\)\)\]$/m);
  assert.match(lib, /^#!\[deny\(unsafe_code\)\]$/m);
  const [holders, all] = [[], []];
  for (const [path, text] of files("src", [".rs"])) {
    all.push(path);
    if (/\bunsafe\b|allow\(unsafe_code\)/.test(text.replace(/\/\/.*/g, ""))) holders.push(path);
  }
  assert.ok(all.length > 100);
  assert.deepEqual(holders, ["src/arena.rs"]);
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
