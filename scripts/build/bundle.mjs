import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { root, StepFailed } from "../steps.mjs";
import { commandBundle } from "./command.mjs";
import { artifacts, glueDirectory } from "./wasm.mjs";

export const entries = ["index", "webhook", "proxy", "cdr", "sandbox", "testing"];
export const conditions = ["workerd", "edge-light", "inline", "browser"];

const wasmOf = (artifact) => join(root, glueDirectory, `${artifact}.wasm`);

// How each condition comes by its module. The specifiers are left as they stand for the runtime or the user's bundler.
const loaders = {
  workerd: (file) => `import module from "./${file}"; export const source = { module: () => module };`,
  "edge-light": (file) => `import module from "./${file}?module"; export const source = { module: () => module };`,
  browser: (file) => `
    import { compile, notLoaded } from "./module.js";
    export const source = { module: notLoaded, load: () => compile(new URL("./${file}", import.meta.url)) };`,
  // A plain loop: Uint8Array.from with a mapping function takes thirty times as long.
  inline: (_, artifact) => `
    let compiled;
    function compile() {
      const text = atob("${readFileSync(wasmOf(artifact)).toString("base64")}");
      const bytes = new Uint8Array(text.length);
      for (let index = 0; index < bytes.length; index++) bytes[index] = text.charCodeAt(index);
      return new WebAssembly.Module(bytes);
    }
    export const source = { module: () => (compiled ??= compile()) };`,
};

function artifactOf(specifier) {
  const artifact = specifier.split("/")[1];
  if (!Object.hasOwn(artifacts, artifact)) {
    throw new StepFailed(`${specifier}: there is no such artifact; there are ${Object.keys(artifacts).join(", ")}`);
  }
  return artifact;
}

const source = join(root, "pkg-template", "src");

const specifiers = (condition) => ({
  name: "wasm-specifiers",
  setup(build) {
    build.onResolve({ filter: /^#glue\// }, ({ path, pluginData }) => ({
      path: join(root, glueDirectory, `${artifactOf(path)}.js`),
      pluginData,
      sideEffects: false,
    }));
    build.onResolve({ filter: /^#load\// }, ({ path, pluginData }) => ({ path: artifactOf(path), namespace: "load", sideEffects: false, pluginData }));
    build.onLoad({ filter: /.*/, namespace: "load" }, ({ path, pluginData }) => ({
      contents: loaders[condition](artifacts[path], path),
      loader: "js",
      resolveDir: source,
      pluginData,
    }));
    build.onResolve({ filter: /\.wasm(\?module)?$/ }, ({ path }) => ({ path, external: true }));
  },
});

// What two entries must agree on. All the rest each entry has for itself: in files of their own those bytes would pack
// worse, and a page would wait for each. A bundle of two entries packs what it has twice to next to nothing.
const SHARED = join(source, "errors.ts");
// Jest's jsdom has no codec for UTF-8, and takes the entries that carry their bytes. Not esbuild's `inject`: that would
// leave an import for its effects, which bundlers warn of, in entries that use neither.
const codec = join(source, "utf8.js");

const sources = (condition) => ({
  name: "sources",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir, pluginData: entry }) => {
      const found = join(resolveDir, path).replace(/\.js$/, ".ts");
      return found === SHARED ? { path: found, sideEffects: false } : { path: found, suffix: `?${entry}`, pluginData: entry, sideEffects: false };
    });
    build.onLoad({ filter: /\.[jt]s$/, namespace: "file" }, ({ path, pluginData }) => {
      let contents = readFileSync(path, "utf8");
      if (condition === "inline" && path !== codec && /\bText(?:En|De)coder\b/.test(contents)) {
        contents = `import { TextDecoder, TextEncoder } from ${JSON.stringify(codec)};${contents}`;
      }
      const entry = pluginData ?? (dirname(path) === source ? basename(path, ".ts") : undefined);
      return { contents, loader: path.endsWith("ts") ? "ts" : "js", resolveDir: dirname(path), pluginData: entry };
    });
  },
});

const common = { bundle: true, platform: "neutral", target: "es2022", minify: true, charset: "utf8", legalComments: "none", logLevel: "silent" };

async function bundleFor(esbuild, condition, directory) {
  const { metafile, warnings } = await esbuild.build({
    ...common,
    entryPoints: Object.fromEntries(entries.map((entry) => [`${entry}.${condition}`, join(source, `${entry}.ts`)])),
    absWorkingDir: root,
    outdir: directory,
    format: "esm",
    // `SHARED` lives in a chunk that the entries share, so that `instanceof` holds from one entry to the other.
    splitting: true,
    chunkNames: `shared.${condition}-[hash]`,
    metafile: true,
    plugins: [specifiers(condition), sources(condition)],
  });
  await refuse(esbuild, warnings);
  for (const [path, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
    leaveBareImportsOut(join(directory, basename(path)));
    if (entryPoint && Object.keys(inputs).some((input) => input.startsWith(glueDirectory))) markPure(join(directory, basename(path)));
  }
  return metafile;
}

// Minifying drops the marks by which a user's bundler can leave an artifact out that a program does not use, such as the
// proxy's by a relay.
function markPure(file) {
  const text = readFileSync(file, "utf8");
  const source = /([\w$]+)=\{module:/.exec(text)?.[1];
  const instance = new RegExp(`(?<==)[\\w$]+\\(([\\w$]+),${source?.replaceAll("$", "\\$&")}\\)(?=[,;])`);
  const glue = instance.exec(text)?.[1];
  if (!source || !glue) throw new StepFailed(`${basename(file)}: where it makes the instance of its artifact was not found`);
  // The sandbox's glue makes nothing when it is loaded.
  const boundary = new RegExp(`(?<=[ ,;]${glue.replaceAll("$", "\\$&")}=)new `);
  const marked = text.replace(instance, "/* @__PURE__ */$&").replace(boundary, "/* @__PURE__ */$&");
  writeFileSync(file, marked);
}

// esbuild has every entry import what any of them shares. Nothing here has effects, and a user's bundler would warn of it.
function leaveBareImportsOut(file) {
  const text = readFileSync(file, "utf8");
  const kept = text.replace(/^(?:import"\.\/shared[^"]+";)+/, "").replace(/(?<=;)import"\.\/shared[^"]+";/g, "");
  if (kept !== text) writeFileSync(file, kept);
}

// File by file, so that what the ESM entries share the CommonJS entries share too.
async function commonJsOf(esbuild, metafile, directory) {
  const files = Object.keys(metafile.outputs).map((path) => basename(path));
  const { warnings } = await esbuild.build({
    ...common,
    entryPoints: files.map((file) => join(directory, file)),
    absWorkingDir: root,
    outdir: directory,
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    plugins: [
      {
        name: "siblings",
        setup(build) {
          build.onResolve({ filter: /^\.\// }, ({ path }) => ({ path: path.replace(/\.js$/, ".cjs"), external: true }));
        },
      },
    ],
  });
  await refuse(esbuild, warnings);
}

async function refuse(esbuild, messages) {
  if (messages.length === 0) return;
  const tail = (await esbuild.formatMessages(messages, { kind: "warning" })).join("\n");
  throw new StepFailed("bundling gave warnings, which here are errors", tail);
}

/** Bundles every entry for every condition into `directory`; returns the metafile of each condition. */
export async function bundleAll(directory) {
  // Imported late: the file itself is loaded before the dependencies are installed.
  const esbuild = await import("esbuild");
  const metafiles = {};
  try {
    for (const condition of conditions) metafiles[condition] = await bundleFor(esbuild, condition, directory);
    await commonJsOf(esbuild, metafiles.inline, directory);
    await refuse(esbuild, (await esbuild.build({ ...common, ...commandBundle(entries, directory) })).warnings);
  } catch (error) {
    if (!error.errors) throw error;
    throw new StepFailed("bundling failed", (await esbuild.formatMessages(error.errors, { kind: "error" })).join("\n"));
  }
  return metafiles;
}
