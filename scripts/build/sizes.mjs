import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { conditions, entries } from "./bundle.mjs";
import { artifacts } from "./wasm.mjs";

const sizeOf = (files, directory) => {
  const contents = files.map((file) => readFileSync(join(directory, file)));
  const total = (list) => list.reduce((sum, content) => sum + content.length, 0);
  return { raw: total(contents), gzip: total(contents.map((content) => gzipSync(content, { level: 9 }))) };
};

// What a user of one entry downloads: the entry, the chunks it imports, and the modules any of them names.
function filesOf(outputs, output) {
  const seen = new Set([output]);
  for (const path of seen) {
    for (const imported of outputs[path].imports) if (outputs[imported.path]) seen.add(imported.path);
  }
  return [...seen].map((path) => basename(path));
}

export function measure(metafiles, directory) {
  const rows = [];
  for (const entry of entries) {
    for (const condition of conditions) {
      const { outputs } = metafiles[condition];
      const output = Object.keys(outputs).find((path) => basename(path) === `${entry}.${condition}.js`);
      const scripts = filesOf(outputs, output);
      const text = scripts.map((file) => readFileSync(join(directory, file), "utf8")).join("\n");
      const modules = Object.values(artifacts).filter((file) => text.includes(`"./${file}`));
      rows.push({ entry, condition, js: sizeOf(scripts, directory), wasm: sizeOf(modules, directory), modules });
    }
  }
  return rows;
}

const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

export function table(rows) {
  const cells = rows.map(({ entry, condition, js, wasm, modules }) => [
    entry === "index" ? "eiotclub" : `eiotclub/${entry}`,
    condition,
    ...[js.raw, js.gzip, wasm.raw, wasm.gzip, js.gzip + wasm.gzip].map(number),
    modules.join(" ") || "(in the script)",
  ]);
  const all = [["entry", "condition", "js", "gzip", "wasm", "gzip", "both gzip", "modules"], ...cells];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const numeric = (column) => column >= 2 && column <= 6;
  return all
    .map((row) => row.map((cell, column) => (numeric(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join("  ").trimEnd())
    .join("\n");
}
