// What an import of the package finds, for every tool's conditions, and what it brings along.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { build } from "esbuild";

const pkg = new URL("../../pkg/", import.meta.url);
const directory = fileURLToPath(pkg);
const { exports, sideEffects } = JSON.parse(readFileSync(new URL("package.json", pkg), "utf8"));
const entries = Object.keys(exports).filter((name) => typeof exports[name] === "object");
const fileName = (entry) => (entry === "." || entry === "./inline" ? "index" : entry.split("/")[1]);

// As they were found to be active, by a package with a subpath for each.
const tools = {
  "node, import": ["node", "import", "module-sync"],
  "node, require": ["node", "require", "module-sync"],
  deno: ["deno", "node", "import", "module-sync"],
  "bun, import": ["bun", "node", "import"],
  "bun, require": ["bun", "node", "require"],
  wrangler: ["workerd", "worker", "browser", "import"],
  "Next.js, edge": ["edge-light", "browser", "import", "module", "production", "react-server"],
  "Next.js, node": ["node", "import", "module", "production", "react-server"],
  "Next.js, client": ["browser", "import", "module", "production"],
  "Vite, client": ["browser", "import", "module", "production"],
  "Vite, server": ["node", "import", "module", "production"],
  "webpack, web": ["browser", "import", "module", "production", "webpack"],
  "webpack, worker": ["worker", "browser", "import", "module", "production", "webpack"],
  "Jest, jsdom": ["require", "browser"],
  "rollup, unconfigured": ["import", "module"],
  unknown: ["require"],
};
const leaves = {
  wrangler: "workerd.js",
  "Next.js, edge": "edge-light.js",
  "Next.js, client": "browser.js",
  "Vite, client": "browser.js",
  "webpack, web": "browser.js",
  "webpack, worker": "browser.js",
  "node, require": "cjs",
  "bun, require": "cjs",
  "Jest, jsdom": "cjs",
  unknown: "cjs",
};

// The first key that is active, as every resolver reads the map.
function resolve(target, conditions) {
  if (typeof target === "string") return target;
  for (const [key, inner] of Object.entries(target)) {
    if (key !== "default" && !conditions.includes(key)) continue;
    const found = resolve(inner, conditions);
    if (found) return found;
  }
  return undefined;
}

test("every entry resolves for every tool to the file for it, and to types of the same kind", () => {
  assert.deepEqual(entries.map(fileName), ["index", "index", ...["webhook", "proxy", "cdr", "sandbox"].flatMap((name) => [name, name]), "testing"]);
  for (const entry of entries) {
    for (const [tool, conditions] of Object.entries(tools)) {
      const code = resolve(exports[entry], conditions);
      let leaf = leaves[tool] ?? "js";
      // No WebAssembly of its own; and bytes in the script where that is what was asked for.
      if (entry === "./testing" || (entry.endsWith("/inline") && leaf === "browser.js")) leaf = leaf === "cjs" ? "cjs" : "js";
      const folder = leaf === "cjs" ? "./dist/cjs" : "./dist";
      assert.equal(code, `${folder}/${fileName(entry)}.${leaf === "cjs" ? "js" : leaf}`, `${entry} in ${tool}`);
      const types = resolve(exports[entry], ["types", ...conditions]);
      assert.equal(types, `${folder}/${fileName(entry)}.d.ts`, `types of ${entry} in ${tool}`);
      for (const path of [code, types]) assert.ok(existsSync(new URL(path, pkg)), path);
    }
  }
});

test("types stand first wherever there is code", () => {
  const look = (target) => {
    if (typeof target === "string") return;
    const keys = Object.keys(target);
    if (keys.includes("types")) assert.deepEqual(keys, ["types", "default"]);
    else for (const key of keys) look(target[key]);
  };
  for (const entry of entries) look(exports[entry]);
});

test("Node.js resolves what the map says, in both kinds of module", () => {
  const ask = (flags, script) => JSON.parse(execFileSync(process.execPath, [...flags, "-e", script], { cwd: directory, encoding: "utf8" }));
  const names = entries.map((entry) => `eiotclub${entry.slice(1)}`);
  const list = JSON.stringify(names);
  for (const [condition, leaf] of [["workerd", "workerd.js"], ["edge-light", "edge-light.js"], ["deno", "js"], [undefined, "js"]]) {
    const flags = condition ? [`--conditions=${condition}`] : [];
    const found = ask([...flags, "--input-type=module"], `console.log(JSON.stringify(${list}.map((name) => import.meta.resolve(name))))`);
    found.forEach((url, index) => {
      const own = entries[index] === "./testing" ? "js" : leaf;
      assert.equal(basename(url), `${fileName(entries[index])}.${own}`, `${names[index]} with ${condition}`);
    });
  }
  const required = ask(["--input-type=commonjs"], `console.log(JSON.stringify(${list}.map((name) => require.resolve(name))))`);
  required.forEach((path, index) => assert.ok(path.endsWith(join("dist", "cjs", `${fileName(entries[index])}.js`)), path));
  const files = Object.keys(exports).filter((name) => typeof exports[name] === "string");
  assert.deepEqual(files, ["./eiotclub.wasm", "./webhook.wasm", "./proxy.wasm", "./cdr.wasm", "./sandbox.wasm", "./package.json"]);
  for (const name of files) assert.ok(existsSync(new URL(exports[name], pkg)), name);
});

test("a class of errors is the same whichever entry it is taken from", async () => {
  for (const load of [(path) => import(path), async (path) => createRequire(import.meta.url)(fileURLToPath(path).replace("dist", "dist/cjs"))]) {
    const [main, ...others] = await Promise.all(["index", "webhook", "proxy", "cdr", "sandbox"].map((name) => load(String(new URL(`dist/${name}.js`, pkg)))));
    const classes = Object.keys(main).filter((name) => name.endsWith("Error"));
    assert.ok(classes.length > 10);
    for (const other of others) for (const name of classes) assert.equal(other[name], main[name], name);
  }
});

const bundle = async (contents, conditions) => {
  const result = await build({
    stdin: { contents, resolveDir: directory },
    ...{ bundle: true, write: false, format: "esm", minify: true, logLevel: "silent", conditions, external: ["*.wasm", "*.wasm?module"] },
    mainFields: [],
  });
  // Said only of packages outside node_modules.
  assert.deepEqual(result.warnings.filter(({ id }) => id !== "ignored-bare-import"), []);
  return result.outputFiles[0].text;
};
const named = (text) => [...new Set(text.match(/[\w-]+\.wasm/g) ?? [])].sort();

test("an import that is not used leaves nothing behind", async () => {
  assert.equal(sideEffects, false);
  for (const entry of entries) {
    for (const conditions of [["browser"], ["workerd"], ["node"]]) {
      // A module that a runtime loads by itself cannot be left out by a bundler that does not read it.
      const text = await bundle(`import * as unused from "eiotclub${entry.slice(1)}"; console.log(1);`, conditions);
      assert.ok(text.length < 400, `${entry} with ${conditions}: ${text.slice(0, 500)}`);
    }
  }
});

test("the receiver brings its own small artifact and no other", async () => {
  for (const condition of ["browser", "workerd", "edge-light"]) {
    const text = await bundle('import { Receiver } from "eiotclub/webhook"; globalThis.receiver = new Receiver({ secret: "s" });', [condition]);
    assert.deepEqual(named(text), ["webhook.wasm"], condition);
    const main = await bundle('import { Client } from "eiotclub"; globalThis.client = Client;', [condition]);
    assert.deepEqual(named(main), ["eiotclub.wasm"], condition);
  }
});

test("what needs no artifact brings none, not even where the bytes are in the script", async () => {
  const free = { "": ["createPacer", "CardStatus", "isEiotError"], "/webhook": ["memoryStore", "kvStore", "d1Store", "NotificationLedger", "ApiError"], "/proxy": ["throughRelay", "createRelay", "durableOrders", "TurnKeeper", "memoryLimiter"], "/cdr": ["CdrError"] };
  for (const [entry, names] of Object.entries(free)) {
    for (const name of names) {
      const text = await bundle(`import { ${name} } from "eiotclub${entry}"; globalThis.used = ${name};`, ["node", "import"]);
      assert.ok(text.length < 9000, `${name} of eiotclub${entry}: ${text.length} bytes`);
    }
  }
});

test("without a codec for UTF-8, as in Jest's jsdom, the package loads and signs alike", () => {
  const script = `
    for (const name of ["TextEncoder", "TextDecoder"]) delete globalThis[name];
    const { checkVectors } = await import(${JSON.stringify(String(new URL("../vectors.mjs", import.meta.url)))});
    const read = (name) => JSON.parse(require("node:fs").readFileSync(${JSON.stringify(fileURLToPath(new URL("../vectors/", import.meta.url)))} + name, "utf8"));
    const failures = checkVectors(require("eiotclub"), read("requests.json"), read("notifications.json"));
    if (!checkVectors({ verify: require("eiotclub/webhook").verify }, [], read("notifications.json")).length) console.log(JSON.stringify(failures));`;
  const out = execFileSync(process.execPath, ["--input-type=commonjs", "-e", `(async () => {${script}})()`], { cwd: directory, encoding: "utf8" });
  assert.deepEqual(JSON.parse(out), []);
});
