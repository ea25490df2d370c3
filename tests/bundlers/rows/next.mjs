// Next.js: one app with a route for each place it runs code in.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { once } from "node:events";
import { run } from "../../../scripts/steps.mjs";
import { report, source, write } from "../app.mjs";
import { place, program } from "../install.mjs";

// Vite leaves another NODE_ENV behind in this process.
const builtEnv = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };

const files = (url, client) => ({
  "package.json": { private: true },
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(place)} } };`,
  "app/layout.js": "export default ({ children }) => <html lang=\"en\"><body>{children}</body></html>;",
  "app/page.js": "import Probe from './probe';\nexport default () => <Probe />;",
  "app/probe.js": source({
    url,
    before: '"use client";\nimport { useEffect } from "react";',
    run: `export default function Probe() { useEffect(() => { ${report(client)} }, []); return <p>matrix</p>; }`,
  }),
  "app/node/route.js": source({ url, run: 'export const dynamic = "force-dynamic";\nexport const GET = async () => Response.json(await probed());' }),
  "app/edge/route.js": source({ url, run: 'export const runtime = "edge";\nexport const GET = async () => Response.json(await probed());' }),
  "app/inline/route.js": source({
    ...{ url, main: "eiotclub/inline", webhook: "eiotclub/webhook/inline" },
    run: 'export const runtime = "edge";\nexport const GET = async () => Response.json(await probed());',
  }),
  "middleware.js": source({
    url,
    run: 'export const config = { matcher: "/middleware" };\nexport const middleware = async () => Response.json(await probed());',
  }),
});

async function start(command, directory, env) {
  const child = spawn(process.execPath, [program("next/dist/bin/next"), command, "--port", "0", "--hostname", "127.0.0.1"], { cwd: directory, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  const address = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
        if (found && /Ready/.test(text)) resolve(found[0]);
      });
    }
    once(child, "exit").then(() => reject(new Error(`next ${command} ended: ${text}`)));
  });
  return { address, stop: () => child.kill() };
}

const startBuilt = async (directory) => {
  await run(process.execPath, [program("next/dist/bin/next"), "build"], { log: "matrix-next", cwd: directory, env: builtEnv, minutes: 5 });
  return start("start", directory, builtEnv);
};
const startDev = (directory) => start("dev", directory, { ...builtEnv, NODE_ENV: "development" });

async function cellsOf(path) {
  const response = await fetch(path);
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${response.status}: ${text.slice(0, 2_000)}`);
  }
}

/** Rows that share one app: `run` gives the cells of each by its name. */
function app(title, startApp) {
  const client = `${title}, client`;
  const routes = { [`${title}, node route`]: "/node", [`${title}, edge route`]: "/edge", [`${title}, edge route, eiotclub/inline`]: "/inline", [`${title}, middleware`]: "/middleware" };
  return {
    names: [...Object.keys(routes), client],
    async run({ url, visit }) {
      const directory = write(join(place, "apps", title.replace(/\W+/g, "-").toLowerCase()), files(url, client));
      const { address, stop } = await startApp(directory);
      const cells = {};
      const take = async (name, work) => {
        cells[name] = await work.catch((error) => ({ import: error.message }));
      };
      try {
        for (const [name, path] of Object.entries(routes)) await take(name, cellsOf(address + path));
        await take(client, visit("chromium", `${address}/`, client));
        return cells;
      } finally {
        stop();
      }
    },
  };
}

export const next = [app("Next.js", startBuilt), app("Next.js, dev", startDev)];
