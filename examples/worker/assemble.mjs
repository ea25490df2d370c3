// Puts what is served as files in one place: the page, and the package's files for browsers under pkg/.

import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const page = join(here, "..", "..", "www");
const dist = join(here, "..", "..", "pkg", "dist");

export function assemble() {
  const directory = join(here, "public");
  const files = new Map(readdirSync(page).map((name) => [name, join(page, name)]));
  for (const name of readdirSync(dist)) if (/\.browser.*\.js$|\.wasm$/.test(name)) files.set(join("pkg", name), join(dist, name));
  // In place: a server that was started before goes on serving from the same directory.
  for (const [name, from] of files) cpSync(from, join(directory, name), { recursive: true });
  for (const folder of ["", "pkg"]) {
    for (const name of readdirSync(join(directory, folder))) {
      const path = join(folder, name);
      if (path !== "pkg" && !files.has(path)) rmSync(join(directory, path), { recursive: true });
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) assemble();
