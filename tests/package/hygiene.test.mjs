import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, extname, join } from "node:path/posix";
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

test("what is published can be read: nothing is minified, and source maps have their sources", () => {
  for (const [path, text] of files("pkg/dist", [".js"])) {
    // Bytes are one line; the command line has a page as text.
    if (path.endsWith(".bytes.js")) continue;
    const longest = Math.max(...text.split("\n").filter((line) => !line.includes("<!doctype html>")).map((line) => line.length));
    assert.ok(longest < 400, `${path} has a line of ${longest} characters`);
    const map = JSON.parse(readFileSync(join(root, `${path}.map`), "utf8"));
    assert.ok(text.trimEnd().endsWith(`//# sourceMappingURL=${path.split("/").at(-1)}.map`), path);
    assert.equal(map.sourcesContent.filter((content) => content).length, map.sources.length, path);
    // In the package's own folder: its user may have a folder of any other name.
    for (const source of map.sources) assert.match(join(dirname(path), source), /^pkg\/(src|dist)\//, path);
  }
  const kinds = readdirSync(join(root, "pkg/dist"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== "package.json");
  assert.deepEqual([...new Set(kinds.map(({ name }) => /(\.js\.map|\.d\.ts|\.js|\.wasm)$/.exec(name)?.[0] ?? name))].sort(), [".d.ts", ".js", ".js.map", ".wasm"]);
});

test("with source maps a stack shows the sources", () => {
  const load = { module: 'const { Client } = await import("./pkg/dist/index.js");', commonjs: 'const { Client } = require("./pkg/dist/cjs/index.js");' };
  for (const [type, line] of Object.entries(load)) {
    const { stderr } = spawnSync(process.execPath, ["--enable-source-maps", `--input-type=${type}`, "-e", `${line} new Client({});`], { cwd: root, encoding: "utf8" });
    for (const name of ["errors/classes", "client/options", "client/client"]) assert.match(stderr, new RegExp(`at .*/pkg/src/${name}\\.ts:\\d+`), type);
  }
});

/** File of the package's sources -> the files that it imports: lines of code, so that imports of types count as well. */
function importsOfSources() {
  const source = "pkg-template/src";
  const written = new Map([...files(source, [".ts", ".js"])].filter(([path]) => !path.endsWith(".d.ts") && !path.startsWith(`${source}/core/wasm/`)));
  // What the build puts there: scripts of wasm-bindgen and bytes, which import nothing of ours.
  const built = (path) => path.startsWith(`${source}/core/wasm/`) || /\.bytes\.js$|\.wasm\?module$|\.html$/.test(path);
  const { imports } = JSON.parse(readFileSync(join(root, "pkg-template/package.json"), "utf8"));
  const byCondition = (name) => Object.values(imports["#source/*"]).map((path) => join("pkg-template", path.replace("*", name)));
  const graph = new Map();
  for (const [path, text] of written) {
    const names = [...text.matchAll(/^(?:import|export)\b[^;"]*?\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/gm)].map((match) => match[1] ?? match[2]);
    const found = names.flatMap((name) => (name.startsWith(".") ? [join(dirname(path), name)] : name.startsWith("#source/") ? byCondition(name.slice("#source/".length)) : []));
    const targets = found.filter((target) => !built(target)).map((target) => (written.has(target) ? target : target.replace(/\.js$/, ".ts")));
    for (const target of targets) assert.ok(written.has(target), `${path} imports ${target}, which is no file`);
    graph.set(path, targets);
  }
  return graph;
}

function findCircle(graph) {
  const done = new Set();
  const visit = (path, trail) => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const target of graph.get(path)) {
      const circle = visit(target, [...trail, path]);
      if (circle) return circle;
    }
    done.add(path);
    return undefined;
  };
  for (const path of graph.keys()) {
    const circle = visit(path, []);
    if (circle) return circle.join(" -> ");
  }
  return undefined;
}

test("no file of the package's sources imports itself, however far around", () => {
  const graph = importsOfSources();
  assert.ok(graph.size > 90, `${graph.size} files`);
  assert.ok([...graph.values()].flat().length > 250, "imports were found");
  assert.equal(findCircle(graph), undefined);
  assert.equal(findCircle(new Map([["a", ["b"]], ["b", ["c"]], ["c", ["b"]]])), "b -> c -> b");
});

test("an entry is a few lines, and no file is longer than 400 but tables", () => {
  const entries = readdirSync(join(root, "pkg-template/src")).filter((name) => name.endsWith(".ts"));
  assert.ok(entries.length >= 7);
  for (const name of entries) assert.ok(readFileSync(join(root, "pkg-template/src", name), "utf8").split("\n").length <= 40, name);
  const sources = ["src", "bindings/src", "codegen/src", "pkg-template/src", "scripts", "tests"].flatMap((directory) => [...files(directory, [".rs", ".ts", ".mjs", ".js", ".html"])]);
  const written = sources.filter(([path]) => !/^src\/error_code\.rs$|generated\/|core\/wasm\/|\/tests(\.rs|\/)|node_modules\//.test(path));
  assert.ok(written.length > 200, `${written.length} files`);
  for (const [path, text] of written) assert.ok(text.split("\n").length <= 401, `${path} has ${text.split("\n").length - 1} lines`);
});
