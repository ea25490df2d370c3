// The demo in real workerd on this machine: the application, and the sandbox as its platform.

import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as optionsOf } from "wrangler";
import { isMain } from "../../scripts/steps.mjs";
import { compatibilityDate, workerModules } from "../../scripts/workerd.mjs";
import { assembleOnly } from "./assemble.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The credentials of the environment, or those of the sandbox. */
function credentials({ EIOT_APPKEY, EIOT_SECRET }) {
  if (Boolean(EIOT_APPKEY) !== Boolean(EIOT_SECRET)) {
    throw new Error(`${EIOT_APPKEY ? "EIOT_SECRET" : "EIOT_APPKEY"} is missing: set both for the real platform, or neither for the sandbox`);
  }
  return EIOT_APPKEY ? { sandbox: false, EIOT_APPKEY, EIOT_SECRET } : { sandbox: true, EIOT_APPKEY: "000001", EIOT_SECRET: "sandbox-secret" };
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** The port asked for: `--port`, else PORT, else the usual one. */
function chosenPort() {
  const { values } = parseArgs({ options: { port: { type: "string" } } });
  const given = values.port ?? process.env.PORT ?? "8787";
  if (!/^\d{1,5}$/.test(given) || Number(given) > 65_535) throw new Error(`the port must be a number from 0 (any) to 65535, not ${JSON.stringify(given)}`);
  return Number(given);
}

/** Starts everything; `port` 0 takes any. `log` is told what runs where. */
export async function start({ port = 8787, env = process.env, log } = {}) {
  const { sandbox, ...bindings } = credentials(env);
  const wanted = port !== 0 && (await isFree(port)) ? port : 0;
  assembleOnly();
  // What is deployed and what runs here cannot drift apart: both are what the one configuration says.
  const { main, workerOptions } = optionsOf(here("wrangler.jsonc"));
  const app = {
    ...workerOptions,
    name: "app",
    modules: await workerModules(main),
    bindings: { ...bindings, ON_THIS_MACHINE: true },
    serviceBindings: sandbox ? { PLATFORM: "platform" } : {},
  };
  const platform = {
    name: "platform",
    modules: await workerModules(here("src/platform.js")),
    compatibilityDate,
    bindings,
    durableObjects: { PLATFORM_STATE: "Platform" },
    serviceBindings: { APP: "app" },
  };
  const miniflare = new Miniflare({ host: "127.0.0.1", port: wanted, workers: sandbox ? [app, platform] : [app] });
  const url = (await miniflare.ready).href;
  log?.(screen({ url, sandbox, moved: wanted !== port }, port));
  return { url, dispose: () => miniflare.dispose() };
}

function screen({ url, sandbox, moved }, port) {
  const place = (path) => new URL(path, url).href;
  return `
  eiotclub demo, in workerd on this machine

  page        ${place("/")}${moved ? `   (port ${port} is taken)` : ""}
  proxy       ${place("/api/eiot")}   signs for the page; examples/worker/src/app.js
  callbacks   ${place("/callback")}   verifies, queues, handles once
  events      ${place("/events")}   what came, for the page; examples/worker/src/feed.js
  platform    ${sandbox ? "the sandbox, a second Worker; examples/worker/src/platform.js" : "THE REAL ONE: orders cost money. It takes calls from allow-listed addresses only,\n              and can reach the callback endpoint only where this machine can be reached from outside."}
  package     pkg/   npm pack ./pkg

  ${sandbox ? "Buy a package for a card and watch its callbacks arrive. Set EIOT_APPKEY and EIOT_SECRET for the real platform.\n  " : ""}Ctrl-C stops.
`;
}

if (isMain(import.meta)) {
  try {
    const running = await start({ port: chosenPort(), log: console.log });
    const stop = () => running.dispose().then(() => process.exit(0));
    for (const signal of ["SIGINT", "SIGTERM"]) {
      // Miniflare's own listener exits with 130 before anything is closed, and npm calls that a failure.
      process.removeAllListeners(signal);
      process.once(signal, stop);
    }
  } catch (error) {
    console.error(`The demo did not start: ${error.message}`);
    process.exit(1);
  }
}
