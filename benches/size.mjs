// What a bundle weighs that receives callbacks: this package, module and script, beside other receivers' libraries.

import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { showSizes } from "./shared/sizes.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = fileURLToPath(new URL("../pkg/dist/", import.meta.url));

const contestants = {
  "eiotclub/webhook": { code: `import { Receiver } from "../pkg/dist/webhook.workerd.js"; export default new Receiver({ secret: "x" });`, wasm: ["webhook.wasm"] },
  "eiotclub (client)": { code: `import { Client } from "../pkg/dist/index.workerd.js"; export default new Client({ appkey: "x", secret: "y" });`, wasm: ["eiotclub.wasm"] },
  standardwebhooks: { code: `import { Webhook } from "standardwebhooks"; export default new Webhook("x");` },
  "@octokit/webhooks": { code: `import { Webhooks } from "@octokit/webhooks"; export default new Webhooks({ secret: "x" });` },
  stripe: { code: `import Stripe from "stripe"; export default new Stripe("x");` },
};

const rows = [];
for (const [name, { code, wasm = [] }] of Object.entries(contestants)) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: here },
    ...{ bundle: true, minify: true, write: false, format: "esm", platform: "browser", conditions: ["workerd", "worker", "browser"], target: "es2022" },
    external: ["*.wasm", "*.wasm?module", "node:*"],
    logLevel: "error",
  });
  const files = [outputFiles[0].contents, ...wasm.map((file) => readFileSync(dist + file))];
  const sum = (size) => files.reduce((total, file) => total + size(file), 0);
  rows.push({ name, raw: sum((file) => file.length), gzip: sum((file) => gzipSync(file, { level: 9 }).length), brotli: sum((file) => brotliCompressSync(file).length) });
}
showSizes("a bundle that receives callbacks, or calls", rows);
