import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const dist = fileURLToPath(new URL("../../pkg/dist/", import.meta.url));
export const wasm = () => readdirSync(dist).filter((name) => name.endsWith(".wasm")).map((name) => ({ name, bytes: readFileSync(dist + name) }));

/** One script of ./`entry`, with the package's own files for a runtime: "inline", "workerd" or "browser". */
export async function bundled(entry, leaf) {
  const own = {
    name: "own-leaf",
    setup: ({ onResolve }) => onResolve({ filter: /\/pkg\/dist\/\w+\.js$/ }, ({ path }) => {
      const entry = path.split("/").at(-1);
      return { path: `${dist}${leaf === "inline" ? entry : entry.replace(/js$/, `${leaf}.js`)}` };
    }),
  };
  // Its file for Node.js wants Node.js's Buffer as a global.
  const withoutBuffer = leaf !== "inline" && { "csv-parse/sync": "csv-parse/browser/esm/sync" };
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    mainFields: [...(leaf === "inline" ? [] : ["browser"]), "module", "main"],
    alias: { ...withoutBuffer },
    external: ["*.wasm", "*.wasm?module", "node:*", "stream"],
    // For what is CommonJS and asks for a module of Node.js.
    ...(leaf === "inline" && { banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' } }),
    plugins: [own],
    logLevel: "error",
  });
  return outputFiles[0].text;
}
