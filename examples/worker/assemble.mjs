// Puts what is served as files in one place: the page, and the package's files for browsers under pkg/.
// `node examples/worker/assemble.mjs FOLDER` makes a folder for any server of files: without a Worker behind it
// the page emulates the platform itself.

import { transformSync } from "esbuild";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const page = join(here, "..", "..", "www");
const dist = join(here, "..", "..", "pkg", "dist");

/** The paths of all files in a folder and those below it. */
function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

export function assemble(directory = join(here, "public")) {
  const files = new Map(filesIn(page).map((name) => [name, join(page, name)]));
  for (const name of readdirSync(dist)) if (/\.browser.*\.js$|\.wasm$/.test(name)) files.set(join("pkg", name), join(dist, name));
  // In place: a server that was started before goes on serving from the same directory.
  for (const [name, from] of files) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    // The package is not minified; a page is, as its bundler would do it.
    if (from.startsWith(dist) && name.endsWith(".js")) writeFileSync(join(directory, name), transformSync(readFileSync(from, "utf8"), { format: "esm", minify: true }).code);
    else copyFileSync(from, join(directory, name));
  }
  return { directory, files };
}

/** The same, and nothing else in the Worker's own folder. */
export function assembleOnly() {
  const { directory, files } = assemble();
  for (const name of filesIn(directory)) if (!files.has(name)) rmSync(join(directory, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  // Somebody's own folder may hold other things: nothing is deleted there.
  if (folder) assemble(resolve(folder));
  else assembleOnly();
}
