import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./steps.mjs";

export function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** A hash over names and contents: timestamps say nothing after a checkout. */
export function fingerprint(paths, ...more) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesBelow(join(root, path)))) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.update(more.join("\0")).digest("hex");
}

const stampOf = (name) => join(root, "target", "stamps", name);

/**
 * Runs `make` unless the inputs and the outputs are both as they were after the last time. The outputs count too,
 * so that deleting or editing a generated file brings it back.
 */
export async function unlessUnchanged({ name, inputs, facts = [], outputs }, make) {
  const stamp = stampOf(name);
  const wanted = fingerprint(inputs, ...facts);
  const made = () => (typeof outputs === "function" ? outputs() : outputs);
  const state = () => `${wanted}\n${fingerprint(made())}\n`;
  const complete = made().every((path) => existsSync(join(root, path)));
  if (complete && existsSync(stamp) && readFileSync(stamp, "utf8") === state()) return "unchanged";
  rmSync(stamp, { force: true });
  const digest = await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, state());
  return digest;
}
