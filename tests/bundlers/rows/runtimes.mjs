// Where JavaScript runs without a bundler of the user's.

import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { ask, run } from "../../../scripts/steps.mjs";
import { answer, print, source, write } from "../app.mjs";
import { place, program } from "../install.mjs";

const cellsOf = ({ stdout }) => JSON.parse(/^CELLS (.*)$/m.exec(stdout)?.[1] ?? '{"import":"it printed nothing"}');
const slug = (name) => name.replace(/\W+/g, "-").toLowerCase();

/** The Node.js of a major version: of the matrix's own, the one that runs this, or the system's. */
async function nodeOf(major) {
  const system = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  for (const path of [program(`node${major}-${system}/bin/node`), process.execPath, "node"]) {
    if ((await ask(path, ["--version"]))?.startsWith(`v${major}.`)) return path;
  }
  throw new Error(`there is no Node.js ${major} for ${system}: install one and put it on the PATH`);
}

const command = (name, commonJs, start) => ({
  name: `${name}, ${commonJs ? "require" : "import"}`,
  async run({ url }) {
    const file = commonJs ? "app.cjs" : "app.mjs";
    const directory = write(join(place, "apps", slug(this.name)), { [file]: source({ url, run: print, commonJs }) });
    const [program, ...args] = await start();
    return cellsOf(await run(program, [...args, join(directory, file)], { log: `matrix-${slug(this.name)}`, cwd: directory, minutes: 1, env: denoCache }));
  },
});

// Deno keeps what it has read by time of change, and every file of a tarball has the same.
export const denoCache = { DENO_DIR: join(place, "apps", ".deno") };

const both = (name, start) => [command(name, false, start), command(name, true, start)];

/** A Worker as Miniflare takes it: one script, and the modules that it imports, by the names it imports them by. */
export const workerModules = (script, modules = wasmModules) => [
  { type: "ESModule", path: "worker.js", contents: script },
  ...Object.entries(modules).map(([name, path]) => ({ type: "CompiledWasm", path: name, contents: readFileSync(path) })),
];

/** Runs it in the Workers runtime. */
export async function inWorkerd(script, modules) {
  const worker = new Miniflare({ modules: workerModules(script, modules), compatibilityDate: "2026-01-01" });
  try {
    return await (await worker.dispatchFetch("https://worker.example/")).json();
  } finally {
    await worker.dispose();
  }
}

const dist = (file) => program(`eiotclub/dist/${file}`);
const modules = ["eiotclub.wasm", "webhook.wasm"];
const wasmModules = Object.fromEntries(modules.map((name) => [`${name}?module`, dist(name)]));

const workerd = (main) => ({
  name: main === "eiotclub" ? "workerd, bundled by esbuild" : `workerd, ${main}`,
  async run({ url }) {
    const directory = write(join(place, "apps", slug(this.name)), { "worker.mjs": source({ url, run: answer, main, webhook: main.replace("eiotclub", "eiotclub/webhook") }) });
    const { outputFiles } = await build({
      entryPoints: [join(directory, "worker.mjs")],
      ...{ bundle: true, write: false, format: "esm", target: "es2022", conditions: ["workerd", "worker", "browser"], external: ["*.wasm?module"], logLevel: "silent" },
    });
    return inWorkerd(outputFiles[0].text);
  },
});

const edgeRuntime = {
  name: "edge-runtime",
  async run({ url }) {
    const directory = write(join(place, "apps", "edge"), { "edge.mjs": source({ url, run: "globalThis.answer = probed();" }) });
    const { outputFiles } = await build({
      entryPoints: [join(directory, "edge.mjs")],
      ...{ bundle: true, write: false, format: "iife", target: "es2022", conditions: ["edge-light", "browser"], logLevel: "silent" },
      plugins: [
        {
          // As Vercel does: a module of the deployment is compiled before, and arrives as a global.
          name: "wasm-module",
          setup(build) {
            build.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path: basename(path).replace("?module", ""), namespace: "wasm" }));
            build.onLoad({ filter: /.*/, namespace: "wasm" }, ({ path }) => ({ contents: `export default globalThis[${JSON.stringify(path)}];` }));
          },
        },
      ],
    });
    write(directory, {
      "app.js": outputFiles[0].text,
      "run.mjs": `
        import { EdgeRuntime } from "edge-runtime";
        import { readFileSync, readdirSync } from "node:fs";
        const runtime = new EdgeRuntime({
          extend: (context) => Object.assign(context, { ${modules.map((name) => `${JSON.stringify(name)}: new WebAssembly.Module(readFileSync(${JSON.stringify(dist(name))}))`)} }),
        });
        runtime.evaluate(readFileSync(new URL("app.js", import.meta.url), "utf8"));
        console.log("CELLS " + JSON.stringify(await runtime.evaluate("answer")));`,
    });
    return cellsOf(await run(process.execPath, [join(directory, "run.mjs")], { log: "matrix-edge", cwd: directory, minutes: 1 }));
  },
};

// No permission but the one for the network: no file is read.
const deno = async () => [join(place, "node_modules", ".bin", process.platform === "win32" ? "deno.cmd" : "deno"), "run", "--no-prompt", "--allow-net", "--node-modules-dir=manual"];

// Its command is put in place by an install script, which npm may hold back; the program is there without.
export async function bun() {
  for (const name of readdirSync(program("@oven"))) {
    const path = program(`@oven/${name}/bin/bun`);
    if (await ask(path, ["--version"])) return [path];
  }
  throw new Error(`there is no Bun for ${process.platform}-${process.arch} among the dependencies`);
}

/** Runtimes that are a command: `start` resolves to the program and its arguments. */
export const nodeRuntimes = [
  ...[20, 22, 24].map((major) => ({ name: `Node.js ${major}`, start: async () => [await nodeOf(major)] })),
  { name: "Deno", start: deno },
  { name: "Bun", start: bun },
];

export const runtimes = [...nodeRuntimes.flatMap(({ name, start }) => both(name, start)), workerd("eiotclub"), workerd("eiotclub/inline"), edgeRuntime];
