// What is measured everywhere, in a page of Chromium. There is no node:crypto: WebCrypto and @noble/hashes stand for it.

import { createServer } from "node:http";
import { once } from "node:events";
import { chromium } from "playwright-core";
import { setupSteps } from "../scripts/setup.mjs";
import { runSteps } from "../scripts/steps.mjs";
import { bundled, wasm } from "./shared/bundle.mjs";
import { missing, show } from "./shared/compare.mjs";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// A page that is isolated has the finer clock.
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

async function serve() {
  const files = new Map([
    ["/", ["text/html", '<!doctype html><title>bench</title><script type="module" src="works.js"></script>']],
    ["/works.js", ["text/javascript", await bundled("in-page.mjs", "browser")]],
    ...wasm().map(({ name, bytes }) => [`/${name}`, ["application/wasm", bytes]]),
  ]);
  const server = createServer(({ url }, response) => {
    const [type, body] = files.get(url) ?? [];
    response.writeHead(body ? 200 : 404, { "content-type": type ?? "text/plain", ...ISOLATED }).end(body);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return server;
}

async function launch() {
  const context = {};
  const { failed } = await runSteps(setupSteps(["browsers"]), context);
  if (failed) throw new Error("it is not installed, and cannot be from here");
  return chromium.launch({ executablePath: context.programs.chromium, args: ARGS });
}

let browser;
try {
  browser = await launch();
} catch (error) {
  missing("Chromium", error.message);
}
if (browser) {
  const server = await serve();
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => "next" in globalThis);
    const runtime = `Chromium ${browser.version()}`;
    for (let result; (result = await page.evaluate((runtime) => globalThis.next(runtime), runtime)); ) show(result);
  } finally {
    await browser.close();
    server.close();
  }
}
