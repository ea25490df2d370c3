// The one app, written for whoever runs it.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const unexported = (text) => text.replace(/^export /gm, "");
const vectors = () => `const vectors = { requests: ${read("../vectors/requests.json")}, notifications: ${read("../vectors/notifications.json")} };`;

const MAIN = "ApiError, Client, EiotError, SignatureError, canonicalString, isEiotError, ready, sign, verify";
const PACKAGE = `const eiotclub = { ${MAIN}, readyReceiver, verifyInReceiver };`;

const imports = (main, webhook) =>
  `import { ${MAIN} } from ${JSON.stringify(main)};\nimport { ready as readyReceiver, verify as verifyInReceiver } from ${JSON.stringify(webhook)};\n`;
const requires = (main, webhook) =>
  `const { ${MAIN} } = require(${JSON.stringify(main)});\nconst { ready: readyReceiver, verify: verifyInReceiver } = require(${JSON.stringify(webhook)});\n`;

/** The app's source. `run` is its last line, where `probed(options)` resolves to the cells. */
export function source({ url, run, commonJs = false, main = "eiotclub", webhook = main.replace(/^eiotclub\b/, "eiotclub/webhook"), before = "", prepare }) {
  return [
    before,
    (commonJs ? requires : imports)(main, webhook),
    unexported(read("../vectors.mjs")),
    unexported(read("probe.js")),
    vectors(),
    PACKAGE,
    `const url = ${JSON.stringify(url)};`,
    `const probed = async (options) => ${prepare ? `(await ${prepare}, await probe(eiotclub, { url, ...options }, vectors))` : "probe(eiotclub, { url, ...options }, vectors)"};`,
    run,
  ].join("\n");
}

/** Last lines. */
export const print = 'probed().then((cells) => console.log("CELLS " + JSON.stringify(cells)));';
export const report = (row) =>
  `probed().then((cells) => fetch(url + "/result?row=${encodeURIComponent(row)}", { method: "POST", body: JSON.stringify(cells) }));`;
export const answer = "export default { fetch: async () => Response.json(await probed()) };";

/** What a page has beside its script: it tells also what goes wrong before or beside the app. */
export const watchdog = (url, row) => `
  const told = (event) => fetch(${JSON.stringify(`${url}/result?row=${encodeURIComponent(row)}`)}, { method: "POST", body: JSON.stringify({ import: String(event.reason?.message ?? event.message ?? "a script of the page could not be loaded") }) });
  addEventListener("error", told, true);
  addEventListener("unhandledrejection", told);`;

export function write(directory, files) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof text === "string" ? text : JSON.stringify(text, null, 2));
  }
  return directory;
}
