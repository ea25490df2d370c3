// What users bundle with. The output of each is run: in Chromium, or in the Workers runtime.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build as esbuild } from "esbuild";
import { root, run } from "../../../scripts/steps.mjs";
import { answer, report, source, watchdog, write } from "../app.mjs";
import { place, program } from "../install.mjs";
import { bun, inWorkerd } from "./runtimes.mjs";

// Not of the source tree's dependencies but of the matrix's own.
const tool = async (path) => import(pathToFileURL(program(path)));
const slug = (name) => name.replace(/\W+/g, "-").toLowerCase();
const html = (script) => `<!doctype html><title>matrix</title><script src="watchdog.js"></script>${script}`;
const module = (src) => html(`<script type="module" src="${src}"></script>`);
const startWorker = 'new Worker(new URL("./worker.js", import.meta.url), { type: "module" });';

/** An app as a user would lay it out: index.html, main.js, and a worker where the row is about one. */
function lay(row, url, { worker, ...options } = {}) {
  const directory = join(place, "apps", slug(row));
  const app = source({ url, run: report(row), ...options });
  return write(directory, {
    "package.json": { private: true, type: options.commonJs ? "commonjs" : "module" },
    "index.html": module("./main.js"),
    "watchdog.js": watchdog(url, row),
    // Where Vite copies from as it stands.
    "public/watchdog.js": watchdog(url, row),
    ...(worker ? { "main.js": startWorker, "worker.js": app } : { "main.js": app }),
  });
}

/** Files are bundled into `out/`, which a static server serves. */
const bundled = (name, bundle, options) => ({
  name,
  async run({ url, visit }) {
    const directory = lay(name, url, options);
    await bundle(directory);
    write(join(directory, "out"), { "index.html": module("./main.js"), "watchdog.js": watchdog(url, name) });
    return visit("chromium", `${url}/apps/${slug(name)}/out/`, name);
  },
});

const MENDS = /returned 404 text\/html where a \.wasm file was expected.*import from "eiotclub\/inline", or pass its address to ready\(\)/;

/** What fails by default: the error must name the mend, and the mend must work. */
function mended(name, bundle, { mend, note, error = MENDS }) {
  const byDefault = bundled(`${name}, unmended`, bundle);
  const through = bundled(name, mend.bundle ?? bundle, mend.app);
  return {
    name,
    async run(context) {
      const met = (await byDefault.run(context)).import;
      const cells = await through.run(context);
      if (!error.test(met)) cells.import = `by default it says: ${met}`;
      return { ...cells, note };
    },
  };
}

const inline = { app: { main: "eiotclub/inline", webhook: "eiotclub/webhook/inline" } };
const throughInline = { mend: inline, note: 'from "eiotclub/inline"; the default\'s error names it' };

const vite = (version, path) => {
  const load = () => tool(`${path}/dist/node/index.js`);
  const config = (directory) => ({ root: directory, base: "./", configFile: false, logLevel: "silent", cacheDir: join(directory, ".vite"), server: { port: 0, host: "127.0.0.1", hmr: false, fs: { allow: [place] } } });
  const built = (name, options) => ({
    name,
    async run({ url, visit }) {
      const directory = lay(name, url, options);
      const { build } = await load();
      await build({ ...config(directory), build: { outDir: "out", minify: true }, worker: { format: "es" } });
      return visit("chromium", `${url}/apps/${slug(name)}/out/`, name);
    },
  });
  const dev = (name, more = {}, options) => ({
    name,
    async run({ url, visit }) {
      const directory = lay(name, url, options);
      const { createServer } = await load();
      const server = await createServer({ ...config(directory), ...more });
      try {
        await server.listen();
        return await visit("chromium", server.resolvedUrls.local[0], name);
      } finally {
        await server.close();
      }
    },
  });
  return { built: built(`Vite ${version}, build`), worker: built(`Vite ${version}, build, module worker`, { worker: true }), dev };
};
const vite8 = vite(8, "vite");
const vite7 = vite(7, "vite7");
const NAMES_VITE = /returned 200 text\/html where a \.wasm file was expected.*With Vite 7 and older: optimizeDeps: \{ exclude: \["eiotclub"\] \}/;

const vite7Dev = {
  name: "Vite 7, dev",
  async run(context) {
    const met = (await vite7.dev("Vite 7, dev, unmended").run(context)).import;
    const cells = await vite7.dev("Vite 7, dev", { optimizeDeps: { exclude: ["eiotclub"] } }).run(context);
    if (!NAMES_VITE.test(met)) cells.import = `by default it says: ${met}`;
    return { ...cells, note: 'with optimizeDeps: { exclude: ["eiotclub"] }; the default\'s error names it' };
  },
};

const webpack = (name, options, target = "web") =>
  bundled(
    name,
    async (directory) => {
      const { default: webpack } = await tool("webpack/lib/index.js");
      const stats = await new Promise((resolve, reject) =>
        webpack({ mode: "production", context: directory, entry: "./main.js", target, output: { path: join(directory, "out"), filename: "main.js" }, performance: false }, (error, stats) => (error ? reject(error) : resolve(stats))),
      );
      if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString({ colors: false }));
    },
    options,
  );

const withEsbuild = async (directory, more = {}) => {
  const { warnings } = await esbuild({ entryPoints: [join(directory, "main.js")], outdir: join(directory, "out"), bundle: true, format: "esm", minify: true, logLevel: "silent", ...more });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join("\n"));
};

const withRollup = async (directory) => {
  const [{ rollup }, { default: nodeResolve }] = await Promise.all([tool("rollup/dist/es/rollup.js"), tool("@rollup/plugin-node-resolve/dist/es/index.js")]);
  const bundle = await rollup({
    input: join(directory, "main.js"),
    plugins: [nodeResolve({ browser: true })],
    onwarn(warning) {
      throw new Error(warning.message);
    },
  });
  await bundle.write({ dir: join(directory, "out") });
  await bundle.close();
};

const withRolldown = async (directory) => {
  const { build } = await tool("rolldown/dist/index.mjs");
  await build({ input: join(directory, "main.js"), platform: "browser", output: { dir: join(directory, "out") }, logLevel: "warn" });
};

const withBun = async (directory) => {
  const [program] = await bun();
  await run(program, ["build", "--target=browser", "--outdir=out", "main.js"], { log: "matrix-bun-build", cwd: directory, minutes: 1 });
};

const wrangler = {
  name: "wrangler, dry run",
  async run({ url }) {
    const directory = write(join(place, "apps", "wrangler"), {
      "worker.js": source({ url, run: answer }),
      "wrangler.json": { name: "matrix", main: "worker.js", compatibility_date: "2026-01-01" },
    });
    await run(process.execPath, [join(root, "node_modules", "wrangler", "bin", "wrangler.js"), "deploy", "--dry-run", "--outdir", "out"], {
      ...{ log: "matrix-wrangler", cwd: directory, minutes: 2 },
      env: { WRANGLER_SEND_METRICS: "false", XDG_CONFIG_HOME: join(directory, ".config") },
    });
    const out = join(directory, "out");
    const modules = readdirSync(out).filter((name) => name.endsWith(".wasm")).map((name) => [name, join(out, name)]);
    return inWorkerd(readFileSync(join(out, "worker.js"), "utf8"), Object.fromEntries(modules));
  },
};

export const bundlers = [
  vite8.built,
  vite8.worker,
  vite8.dev("Vite 8, dev"),
  vite7.built,
  vite7Dev,
  webpack("webpack"),
  webpack("webpack, module worker", { worker: true }),
  webpack("webpack, require", { commonJs: true }),
  mended("Rollup", withRollup, throughInline),
  mended("rolldown", withRolldown, throughInline),
  mended("esbuild", withEsbuild, throughInline),
  mended("esbuild, ready(url)", withEsbuild, {
    mend: {
      app: {
        before: 'import mainUrl from "eiotclub/eiotclub.wasm"; import receiverUrl from "eiotclub/webhook.wasm";',
        // What the bundler's loader gives is relative to the page.
        prepare: "Promise.all([ready(new URL(mainUrl, location.href)), readyReceiver(new URL(receiverUrl, location.href))])",
      },
      bundle: (directory) => withEsbuild(directory, { loader: { ".wasm": "file" } }),
    },
    note: "with --loader:.wasm=file; the default's error names it",
  }),
  mended("bun build", withBun, throughInline),
  wrangler,
];
