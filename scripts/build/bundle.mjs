import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, StepFailed } from "../steps.mjs";
import { entries, fileName } from "./manifest.mjs";
import { modules, wasmDirectory } from "./wasm.mjs";

/** The conditions of `imports` in pkg-template/package.json, each a set of entries. */
export const conditions = ["workerd", "edge-light", "inline", "browser"];

const template = join(root, "pkg-template");
const source = join(template, "src");

const common = { absWorkingDir: template, bundle: true, target: "es2022", charset: "utf8", legalComments: "none", logLevel: "silent", sourcemap: true };

const bundleFor = (esbuild, condition, directory) =>
  esbuild.build({
    ...common,
    entryPoints: {
      ...Object.fromEntries(Object.keys(entries).map((entry) => [entry, join(source, `${entry}.ts`)])),
      // In files of their own, so that a bundler leaves a module out which a program does not use.
      ...Object.fromEntries(Object.keys(modules).map((name) => [`core-${name}`, join(source, "core", `${name}.ts`)])),
    },
    outdir: directory,
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
async function writeCommonJs(esbuild, files, directory) {
  const { warnings } = await esbuild.build({
    ...common,
    bundle: false,
    entryPoints: files,
    outbase: directory,
    outdir: join(directory, "cjs"),
    platform: "node",
    format: "cjs",
  });
  writeFileSync(join(directory, "cjs", "package.json"), '{ "type": "commonjs" }\n');
  return warnings;
}

const writeCommand = (esbuild, directory) =>
  esbuild.build({
    ...common,
    entryPoints: [join(source, "cli.ts")],
    outdir: directory,
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
    copyFileSync(join(root, wasmDirectory, `${name}.bytes.js`), join(directory, file.replace(/\.wasm$/, ".bytes.js")));
  }
  try {
    for (const condition of conditions) {
      const result = await bundleFor(esbuild, condition, directory);
      metafiles[condition] = result.metafile;
      warnings.push(...result.warnings);
    }
    const bytes = Object.values(modules).map((file) => join(directory, file.replace(/\.wasm$/, ".bytes.js")));
    const outputs = Object.keys(metafiles.inline.outputs).filter((path) => path.endsWith(".js"));
    warnings.push(...(await writeCommonJs(esbuild, [...outputs.map((path) => join(template, path)), ...bytes], directory)));
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
