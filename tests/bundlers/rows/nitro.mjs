// Nitro and Nuxt for Cloudflare Workers. Miniflare runs what they build.

import { join } from "node:path";
import { Miniflare } from "miniflare";
import { run } from "../../../scripts/steps.mjs";
import { source, write } from "../app.mjs";
import { place, program } from "../install.mjs";

const compatibilityDate = "2026-01-01";
const options = { preset: "cloudflare_module", experimental: { wasm: true } };

/** Runs a directory of modules, with its index.mjs first. */
async function inWorkerd(modulesRoot) {
  const worker = new Miniflare({
    ...{ modules: true, modulesRoot, scriptPath: join(modulesRoot, "index.mjs"), compatibilityDate, compatibilityFlags: ["nodejs_compat"] },
    modulesRules: [
      { type: "ESModule", include: ["**/*.mjs"] },
      { type: "CompiledWasm", include: ["**/*.wasm"] },
    ],
  });
  try {
    return await (await worker.dispatchFetch("https://worker.example/probe")).json();
  } finally {
    await worker.dispose();
  }
}

const app = (title, command, files) => ({
  name: `${title}, cloudflare_module`,
  async run({ url }) {
    const slug = title.replace(" ", "-").toLowerCase();
    const directory = write(join(place, "apps", slug), { "package.json": { private: true, type: "module" }, ...files(url) });
    const env = { NODE_ENV: "production", NUXT_TELEMETRY_DISABLED: "1" };
    await run(process.execPath, [program(command), "build"], { log: `matrix-${slug}`, cwd: directory, env, minutes: 3 });
    return { ...(await inWorkerd(join(directory, ".output/server"))), note: "with experimental: { wasm: true }" };
  },
});

const config = (value) => `export default ${JSON.stringify({ compatibilityDate, ...value })};`;

export const nitro = [
  app("Nitro 2", "nitropack/dist/cli/index.mjs", (url) => ({
    "nitro.config.mjs": config(options),
    "routes/probe.js": source({ url, run: "export default defineEventHandler(() => probed());" }),
  })),
  app("Nitro 3", "nitro/dist/cli/index.mjs", (url) => ({
    "nitro.config.mjs": config(options),
    "routes/probe.js": source({ url, before: 'import { defineHandler } from "nitro/h3";', run: "export default defineHandler(() => probed());" }),
  })),
  app("Nuxt 4", "nuxt/bin/nuxt.mjs", (url) => ({
    "nuxt.config.mjs": config({ telemetry: false, nitro: options }),
    "app/app.vue": "<template><p>matrix</p></template>",
    "server/routes/probe.js": source({ url, run: "export default defineEventHandler(() => probed());" }),
  })),
];
