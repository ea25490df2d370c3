// Next.js: one app with a route for each place it runs code in.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { once } from "node:events";
import { run } from "../../../scripts/steps.mjs";
import { report, source, write } from "../app.mjs";
import { place, program } from "../install.mjs";

const directory = join(place, "apps", "next");
// Vite leaves another NODE_ENV behind in this process.
const env = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
const CLIENT = "Next.js, client";

const files = (url) => ({
  "package.json": { private: true },
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(place)} } };`,
  "app/layout.js": "export default ({ children }) => <html lang=\"en\"><body>{children}</body></html>;",
  "app/page.js": "import Probe from './probe';\nexport default () => <Probe />;",
  "app/probe.js": source({
    url,
    before: '"use client";\nimport { useEffect } from "react";',
    run: `export default function Probe() { useEffect(() => { ${report(CLIENT)} }, []); return <p>matrix</p>; }`,
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

async function start(url) {
  write(directory, files(url));
  const next = program("next/dist/bin/next");
  await run(process.execPath, [next, "build"], { log: "matrix-next", cwd: directory, env, minutes: 5 });
  const child = spawn(process.execPath, [next, "start", "--port", "0", "--hostname", "127.0.0.1"], { cwd: directory, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  const address = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
        if (found && /Ready/.test(text)) resolve(found[0]);
      });
    }
    once(child, "exit").then(() => reject(new Error(`next start ended: ${text}`)));
  });
  return { address, stop: () => child.kill() };
}

const route = (path) => (address) => fetch(address + path).then((response) => response.json());

/** Rows that share what is built once: `run` gives the cells of each by its name. */
export const next = {
  names: ["Next.js, node route", "Next.js, edge route", "Next.js, edge route, eiotclub/inline", "Next.js, middleware", CLIENT],
  async run({ url, visit }) {
    const { address, stop } = await start(url);
    const [node, edge, inline, middleware, client] = this.names;
    const uses = {
      ...{ [node]: route("/node"), [edge]: route("/edge"), [inline]: route("/inline"), [middleware]: route("/middleware") },
      [client]: () => visit("chromium", `${address}/`, CLIENT),
    };
    try {
      const cells = {};
      for (const [name, use] of Object.entries(uses)) cells[name] = await use(address).catch((error) => ({ import: error.message }));
      return cells;
    } finally {
      stop();
    }
  },
};
