// The matrix: every runtime, bundler and test runner, with the package as it would be published.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isMain } from "../../scripts/steps.mjs";
import { install, place } from "./install.mjs";
import { serve } from "./server.mjs";
import { engines, open } from "./webdriver.mjs";

const columns = ["import", "sign", "verify", "call", "error"];

/** Two at a time; what shares a thing that is one, such as a browser, waits for it by itself. */
async function inPairs(rows, each) {
  const queue = [...rows];
  const worker = async () => {
    for (let row = queue.shift(); row; row = queue.shift()) await each(row);
  };
  await Promise.all([worker(), worker()]);
}

const lazily = (make) => {
  let made;
  return Object.assign(() => (made ??= make()), { made: () => made });
};

function table(results) {
  const width = Math.max(...results.map(({ name }) => name.length));
  const line = (name, cells) => `${name.padEnd(width)}  ${cells.map((cell, index) => cell.padEnd(columns[index]?.length ?? 5)).join("  ")}`.trimEnd();
  const rows = results.map(({ name, cells, note, seconds }) => {
    const shown = columns.map((column) => (cells[column] === "ok" ? "ok" : "RED"));
    return line(name, [...shown, `${seconds.toFixed(0)} s`, note ?? ""]);
  });
  return [line("", columns), ...rows].join("\n");
}

/** Runs the rows whose names contain one of `only`, or all. Resolves to the printed matrix and what is red in it. */
export async function matrix({ browsers, geckodriver, only = [] }) {
  await install();
  const startedAt = performance.now();
  rmSync(join(place, "apps"), { recursive: true, force: true });
  const { rows } = await import("./rows/index.mjs");
  const namesOf = (row) => row.names ?? [row.name];
  const chosen = rows.filter((row) => only.length === 0 || namesOf(row).some((name) => only.some((part) => name.includes(part))));
  const server = await serve();
  const started = Object.fromEntries(Object.entries(engines(browsers, geckodriver)).map(([name, engine]) => [name, lazily(() => open(engine))]));
  let turn = Promise.resolve();
  const context = {
    url: server.url,
    /** Opens a page in an engine and waits for what it reports as `row`. One page at a time. */
    visit(engine, address, row) {
      const visited = turn.then(async () => {
        const browser = await started[engine]();
        const open = async () => {
          const result = server.result(row);
          await browser.go(address);
          return result;
        };
        // A page that says nothing at all is opened once more: on a busy machine a browser loses one now and then.
        const first = await open();
        if (!/^no result/.test(first.import)) return first;
        console.error(`${row}: ${first.import}, opened again`);
        return open();
      });
      turn = visited.catch(() => {});
      return visited;
    },
  };
  const results = new Map();
  try {
    await inPairs(chosen, async (row) => {
      const from = performance.now();
      const failed = (error) => Object.fromEntries(namesOf(row).map((name) => [name, { import: `${error.message}\n${error.tail ?? ""}` }]));
      const cells = await row.run(context).then((cells) => (row.names ? cells : { [row.name]: cells }), failed);
      for (const name of namesOf(row)) {
        const { note, ...rest } = cells[name] ?? {};
        results.set(name, { name, cells: rest, note, seconds: (performance.now() - from) / 1000 });
      }
    });
  } finally {
    for (const browser of Object.values(started)) await (await browser.made()?.catch(() => {}))?.close();
    server.close();
  }
  const ordered = chosen.flatMap(namesOf).map((name) => results.get(name));
  const red = ordered.flatMap(({ name, cells }) => columns.filter((column) => cells[column] !== "ok").map((column) => `${name}, ${column}: ${cells[column] ?? "not reached"}`));
  return { text: table(ordered), red, rows: ordered, seconds: (performance.now() - startedAt) / 1000 };
}

if (isMain(import.meta)) {
  const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
  const { text, red, seconds } = await matrix({ browsers: JSON.parse(process.env.MATRIX_BROWSERS), geckodriver: process.env.GECKODRIVER, only: values.only });
  console.log(text);
  if (red.length > 0) console.log(`\n${red.join("\n")}`);
  console.log(`${text.split("\n").length - 1} rows, ${red.length || "no"} red cells, ${seconds.toFixed(0)} s without the installation`);
  // A tool may have left a watcher or a worker behind.
  process.exit(red.length > 0 ? 1 : 0);
}
