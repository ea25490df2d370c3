import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { conditions } from "./bundle.mjs";
import { entries as entryTable, fileName } from "./manifest.mjs";
import { bundledUsers } from "./users.mjs";
import { modules as moduleFiles } from "./wasm.mjs";

const entries = Object.keys(entryTable);

const sizeOf = (files, sizeOfFile) => {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const file of files) for (const [kind, bytes] of Object.entries(sizeOfFile(file))) total[kind] += bytes;
  return total;
};

function packed(content) {
  return { raw: content.length, gzip: gzipSync(content, { level: 9 }).length, brotli: brotliCompressSync(content).length };
}

// What a user of one entry downloads: the entry, the files it imports, and the modules any of them names.
function filesOf(outputs, output) {
  const seen = new Set([output]);
  for (const path of seen) {
    for (const { path: imported } of outputs[path]?.imports ?? []) {
      if (outputs[imported] || imported.endsWith(".bytes.js")) seen.add(imported);
    }
  }
  return [...seen].map((path) => basename(path));
}

const modulesIn = (text) => Object.values(moduleFiles).filter((file) => text.includes(`"./${file}`));

export async function measure(metafiles, directory) {
  const rows = [];
  // Entries share files, and brotli takes its time.
  const known = new Map();
  const sizeOfFile = (file) => known.get(file) ?? known.set(file, packed(readFileSync(join(directory, file)))).get(file);
  for (const entry of entries) {
    for (const condition of conditions) {
      const { outputs } = metafiles[condition];
      const output = Object.keys(outputs).find((path) => basename(path) === fileName(entry, condition));
      const scripts = filesOf(outputs, output);
      const text = scripts.map((file) => readFileSync(join(directory, file), "utf8")).join("\n");
      const modules = modulesIn(text);
      rows.push({ entry, condition, js: sizeOf(scripts, sizeOfFile), wasm: sizeOf(modules, sizeOfFile), modules });
    }
  }
  for (const [entry, condition, script] of await bundledUsers(directory, conditions)) {
    const modules = modulesIn(Buffer.from(script).toString());
    rows.push({ entry, condition, js: packed(script), wasm: sizeOf(modules, sizeOfFile), modules });
  }
  return rows;
}

/** What the tables call a row: what is imported, or who imports it. */
export const nameOf = (entry) => (entry === "index" ? "eiotclub" : entries.includes(entry) ? `eiotclub/${entry}` : entry);

const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

export function table(rows) {
  const cells = rows.map(({ entry, condition, js, wasm, modules }) => [
    nameOf(entry),
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

const MARKS = /(<!-- sizes -->\n)[^]*?(<!-- \/sizes -->)/;
// A little above, so that not every commit makes it stale.
const kilobytes = (bytes) => Math.ceil((bytes * 1.03) / 1000);

/** The README's table: what a page downloads of each entry, and a server reads, at most. */
function readmeTable(rows) {
  const of = (entry, condition) => {
    const { js, wasm } = rows.find((row) => row.entry === entry && row.condition === condition);
    return [js.gzip + wasm.gzip, js.brotli + wasm.brotli].map(kilobytes);
  };
  const names = [...new Set(rows.map(({ entry }) => entry))];
  const cell = (entry) => (entries.includes(entry) ? `\`${nameOf(entry)}\`` : entry);
  const lines = names.map((entry) => `| ${[cell(entry), ...of(entry, "browser"), ...of(entry, "inline")].join(" | ")} |`);
  return ["| kB, at most | gzip | brotli | inline, gzip | brotli |", "|---|---|---|---|---|", ...lines, ""].join("\n");
}

export const withSizes = (readme, rows) => readme.replace(MARKS, (_, open, close) => open + readmeTable(rows) + close);

/** What the README claims: name -> kilobytes, in the order of the table's columns. */
export const claimed = (readme) =>
  Object.fromEntries([...(MARKS.exec(readme)?.[0] ?? "").matchAll(/^\| `?([^|`]+)`? \| ([\d |]+) \|$/gm)].map(([, name, cells]) => [name, cells.split(" | ").map(Number)]));
