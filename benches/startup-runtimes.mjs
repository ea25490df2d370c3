// From the import of the packed package to the first verified callback, in every runtime: each round in a new process, a
// new page or a new isolate. In a browser the module is fetched, from this machine.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { runStepsOrExit, run } from "../scripts/steps.mjs";
import { setupSteps } from "../scripts/setup.mjs";
import { write } from "../tests/bundlers/app.mjs";
import { install, place } from "../tests/bundlers/install.mjs";
import { denoCache, nodeRuntimes, workerModules } from "../tests/bundlers/rows/runtimes.mjs";
import { serve } from "../tests/bundlers/server.mjs";
import { engines, open } from "../tests/bundlers/webdriver.mjs";
import { notifications } from "../tests/package/pkg.mjs";
import { tell } from "./shared/compare.mjs";
import { median, sorted } from "./shared/figures.mjs";

const ROUNDS = 9;
const { body, secret } = notifications[0];
const call = `verify(${JSON.stringify(body)}, ${JSON.stringify(secret)}, { window: false });`;
const directory = join(place, "startup");
const dist = "/node_modules/eiotclub/dist";

const { programs, tools } = await runStepsOrExit(setupSteps(["rust", "geckodriver", "browsers", "webkit"]));
await install();
rmSync(directory, { recursive: true, force: true });

async function commands() {
  const sources = {
    "app.mjs": `const from = performance.now(); const { verify } = await import("eiotclub/webhook"); ${call} console.log("TOOK " + (performance.now() - from));`,
    "app.cjs": `const from = performance.now(); const { verify } = require("eiotclub/webhook"); ${call} console.log("TOOK " + (performance.now() - from));`,
  };
  write(directory, sources);
  return nodeRuntimes.flatMap(({ name, start }) =>
    Object.keys(sources).map((file) => ({
      name: `${name}, ${file === "app.mjs" ? "import" : "require"}`,
      async once() {
        const [program, ...args] = await start();
        const { stdout } = await run(program, [...args, join(directory, file)], { cwd: directory, minutes: 1, env: denoCache });
        return Number(/^TOOK (\S+)$/m.exec(stdout)[1]);
      },
    })),
  );
}

// A Worker's clock stands still while it computes: what the first request takes longer than the later ones.
async function workerd() {
  write(directory, { "worker.mjs": `import { verify } from "eiotclub/webhook"; export default { fetch: () => { ${call} return new Response("ok"); } };` });
  const { outputFiles } = await build({
    entryPoints: [join(directory, "worker.mjs")],
    ...{ bundle: true, write: false, format: "esm", target: "es2022", conditions: ["workerd", "worker", "browser"], external: ["*.wasm?module"] },
  });
  const modules = workerModules(outputFiles[0].text);
  return {
    name: "workerd, first request over a later one",
    async once() {
      const worker = new Miniflare({ modules, compatibilityDate: "2026-01-01" });
      try {
        await worker.ready;
        const times = [];
        for (let request = 0; request < 12; request++) {
          const from = performance.now();
          await (await worker.dispatchFetch("https://worker.example/")).text();
          times.push(performance.now() - from);
        }
        return times[0] - median(times.slice(2));
      } finally {
        await worker.dispose();
      }
    },
  };
}

function page(engine, leaf, browser, server) {
  const row = `startup-${engine}-${leaf}`;
  write(join(directory, row), {
    "index.html": '<!doctype html><script type="module" src="app.js"></script>',
    "app.js": `const from = performance.now();
      const { ready, verify } = await import("${dist}/webhook.${leaf}.js");
      await ready(); ${call}
      fetch("/result?row=${row}", { method: "POST", body: JSON.stringify(performance.now() - from) });`,
  });
  return {
    name: `${engine}, ${leaf === "inline" ? "eiotclub/webhook/inline" : "eiotclub/webhook"}`,
    async once() {
      const result = server.result(row);
      await browser.go(`${server.url}/startup/${row}/`);
      return result;
    },
  };
}

const server = await serve();
const opened = {};
for (const [name, engine] of Object.entries(engines(programs, tools.geckodriver))) opened[name] = await open(engine);
try {
  const all = [
    ...(await commands()),
    await workerd(),
    ...Object.entries(opened).flatMap(([engine, browser]) => ["browser", "inline"].map((leaf) => page(engine, leaf, browser, server))),
  ];
  const times = new Map(all.map(({ name }) => [name, []]));
  // In turns, so that what else the machine does falls on all alike. The first round is not counted.
  for (let round = -1; round < ROUNDS; round++) {
    for (const { name, once } of all) {
      const took = await once();
      if (round >= 0) times.get(name).push(took);
    }
  }
  const milliseconds = (value) => `${value.toFixed(1)} ms`;
  tell({
    title: "Import to first verified callback, in every runtime",
    note: `medians of ${ROUNDS} rounds, each in a new process, page or isolate, and their middle half`,
    heads: ["time", "from", "to"],
    lines: [...times].map(([name, list]) => [name, ...[median(list), sorted(list)[ROUNDS >> 2], sorted(list)[(ROUNDS * 3) >> 2]].map(milliseconds)]),
  });
} finally {
  for (const browser of Object.values(opened)) await browser.close();
  server.close();
}
