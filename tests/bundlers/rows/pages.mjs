// Pages without a bundler, in the three engines.

import { join } from "node:path";
import { report, source, watchdog, write } from "../app.mjs";
import { place } from "../install.mjs";

const engines = ["chromium", "firefox", "webkit"];
const dist = "/node_modules/eiotclub/dist";
const files = (leaf) => Object.fromEntries(["main", "webhook"].map((name) => [name, `${dist}/${name === "main" ? "index" : name}${leaf === "inline" ? "" : `.${leaf}`}.js`]));
const importMap = JSON.stringify({ imports: { eiotclub: `${dist}/index.browser.js`, "eiotclub/webhook": `${dist}/webhook.browser.js` } });

const html = (scripts, map = "") => `<!doctype html><title>matrix</title><script src="watchdog.js"></script>${map}${scripts}`;
const module = '<script type="module" src="app.js"></script>';

const page = (engine, kind, folder, make) => ({
  name: `${engine}, ${kind}`,
  async run({ url, visit }) {
    const directory = `${folder}-${engine}`;
    write(join(place, "apps", directory), { "watchdog.js": watchdog(url, this.name), ...make(url, this.name) });
    return visit(engine, `${url}/apps/${directory}/`, this.name);
  },
});

export const pages = engines.flatMap((engine) => [
  page(engine, "page with an import map", "plain", (url, row) => ({
    "index.html": html(module, `<script type="importmap">${importMap}</script>`),
    "app.js": source({ url, run: report(row) }),
  })),
  // The path tells the server to send script-src 'self' 'wasm-unsafe-eval'.
  ...["browser", "inline"].map((leaf) =>
    page(engine, `page with a policy, ${leaf === "browser" ? "fetched" : "inlined"}`, `csp-${leaf}`, (url, row) => ({
      "index.html": html(module),
      "app.js": source({ url, run: report(row), ...files(leaf) }),
    })),
  ),
  page(engine, "Web Worker", "worker", (url, row) => ({
    "index.html": html('<script type="module" src="start.js"></script>'),
    "start.js": 'new Worker("app.js", { type: "module" });',
    "app.js": source({ url, run: report(row), ...files("browser") }),
  })),
  page(engine, "service worker", "service-worker", (url, row) => ({
    "index.html": html('<script type="module" src="start.js"></script>'),
    "start.js": 'await navigator.serviceWorker.register("app.js", { type: "module" });',
    "app.js": source({ url, run: report(row), ...files("browser") }),
  })),
]);
