// A directory with the tools of the matrix and with the package as it would be published.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root, run } from "../../scripts/steps.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
/** Beside the sources, not among them: nothing in it can find its way to the source tree. */
export const place = join(root, "target", "matrix");

const npm = (args, log, cwd = place) => run("npm", args, { log, cwd, shell: process.platform === "win32" });

/** Installs what the lock file beside this file names, unless it is there. */
export async function installTools(onStart = () => {}) {
  mkdirSync(place, { recursive: true });
  const stamp = join(place, ".installed");
  const wanted = readFileSync(join(here, "package-lock.json"), "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return "already there";
  onStart();
  for (const name of ["package.json", "package-lock.json"]) copyFileSync(join(here, name), join(place, name));
  copyFileSync(join(root, ".npmrc"), join(place, ".npmrc"));
  await npm(["ci", "--no-audit", "--no-fund"], "matrix-install");
  writeFileSync(stamp, wanted);
  return "installed";
}

/** Installs the tools, and the package from the tarball that would be published. */
export async function install() {
  await installTools();
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", place, join(root, "pkg")], { log: "matrix-pack", cwd: place, shell: process.platform === "win32" });
  // By npm 11 a list, by npm 12 an object by name.
  const [{ filename }] = Object.values(JSON.parse(stdout));
  const tarball = join(place, filename);
  rmSync(join(place, "node_modules", "eiotclub"), { recursive: true, force: true });
  await npm(["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefer-offline", tarball], "matrix-install-package");
}

/** A program of a tool of the matrix, for Node. */
export const program = (path) => join(place, "node_modules", ...path.split("/"));
