import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { root, StepFailed } from "../steps.mjs";
import { entries, fileName } from "./manifest.mjs";
import { modules, wasmDirectory } from "./wasm.mjs";

/** The conditions of `imports` in pkg-template/package.json, each a set of entries. */
export const conditions = ["workerd", "edge-light", "inline", "browser"];

const template = join(root, "pkg-template");
const source = join(template, "src");

const bytesFile = (wasmFile) => wasmFile.replace(/\.wasm$/, ".bytes.js");

const common = { absWorkingDir: template, bundle: true, target: "es2022", charset: "utf8", legalComments: "none", logLevel: "silent", sourcemap: true };

// As if dist/ lay next to src/: so source maps name files in the package's own folder, and no folder of its user.
async function bundle(esbuild, directory, options) {
  const outdir = join(template, "dist");
  const result = await esbuild.build({ ...common, ...options, outdir, write: false });
  for (const { path, contents } of result.outputFiles) writeFileSync(join(directory, relative(outdir, path)), contents);
  return result;
}

const bundleFor = (esbuild, condition, directory) =>
  bundle(esbuild, directory, {
    entryPoints: {
      ...Object.fromEntries(Object.keys(entries).map((entry) => [entry, join(source, `${entry}.ts`)])),
      // In files of their own, so that a bundler leaves a module out which a program does not use.
      ...Object.fromEntries(Object.keys(modules).map((name) => [`core-${name}`, join(source, "core", `${name}.ts`)])),
    },
    entryNames: fileName("[name]", condition).replace(/\.js$/, ""),
    // Beside the entries: what a chunk names by `new URL("./…")` lies there.
    chunkNames: condition === "inline" ? "shared-[hash]" : `shared.${condition}-[hash]`,
    platform: "neutral",
    format: "esm",
    splitting: true,
    conditions: [condition],
    // Files of the package, or what the user's bundler makes of them.
    external: ["*.wasm", "*.wasm?module", "*.bytes.js"],
    // Jest's jsdom has no codec for UTF-8, and takes the entries that carry their bytes.
    inject: condition === "inline" ? [join(source, "core", "text-codec.js")] : [],
    metafile: true,
  });

// File by file from the ESM files, so that the CommonJS entries share what the ESM entries share.
async function writeCommonJs(esbuild, scripts, bytes, directory) {
  const options = { ...common, bundle: false, outbase: directory, outdir: join(directory, "cjs"), platform: "node", format: "cjs" };
  const inDirectory = (names) => names.map((name) => join(directory, name));
  const written = [
    await esbuild.build({ ...options, entryPoints: inDirectory(scripts) }),
    await esbuild.build({ ...options, entryPoints: inDirectory(bytes), sourcemap: false }),
  ];
  writeFileSync(join(directory, "cjs", "package.json"), '{ "type": "commonjs" }\n');
  return written.flatMap(({ warnings }) => warnings);
}

const writeCommand = (esbuild, directory) =>
  bundle(esbuild, directory, {
    entryPoints: [join(source, "cli.ts")],
    chunkNames: "cli-[name]-[hash]",
    platform: "node",
    format: "esm",
    splitting: true,
    loader: { ".html": "text" },
    // The command line uses the package's entries as any other program does.
    external: ["eiotclub", "eiotclub/*"],
  });

/** Bundles every entry for every condition into `directory`; returns the metafile of each condition. */
export async function bundleAll(directory) {
  // Imported late: the file itself is loaded before the dependencies are installed.
  const esbuild = await import("esbuild");
  const metafiles = {};
  const warnings = [];
  mkdirSync(directory, { recursive: true });
  for (const [name, file] of Object.entries(modules)) {
    copyFileSync(join(root, wasmDirectory, `${name}.wasm`), join(directory, file));
    copyFileSync(join(root, wasmDirectory, `${name}.bytes.js`), join(directory, bytesFile(file)));
  }
  try {
    for (const condition of conditions) {
      const result = await bundleFor(esbuild, condition, directory);
      metafiles[condition] = result.metafile;
      warnings.push(...result.warnings);
    }
    const bytes = Object.values(modules).map(bytesFile);
    const scripts = Object.keys(metafiles.inline.outputs).filter((path) => path.endsWith(".js")).map((path) => basename(path));
    warnings.push(...(await writeCommonJs(esbuild, scripts, bytes, directory)));
    warnings.push(...(await writeCommand(esbuild, directory)).warnings);
  } catch (error) {
    if (!error.errors) throw error;
    throw new StepFailed("bundling failed", (await esbuild.formatMessages(error.errors, { kind: "error" })).join("\n"));
  }
  if (warnings.length > 0) {
    throw new StepFailed("bundling gave warnings, which here are errors", (await esbuild.formatMessages(warnings, { kind: "warning" })).join("\n"));
  }
  return metafiles;
}
