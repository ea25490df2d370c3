import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../pkg/dist/", import.meta.url));
const entries = { eiotclub: "index", "eiotclub/webhook": "webhook", "eiotclub/proxy": "proxy", "eiotclub/cdr": "cdr", "eiotclub/sandbox": "sandbox", "eiotclub/testing": "testing" };

/** A Worker as Miniflare takes it: one script, and the package's modules beside it, uncompiled bytes being refused in workerd. */
export async function workerModules(entry) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    // What `eiotclub` means to a Worker that has it installed, with the condition `workerd`.
    alias: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, `${dist}${file}.workerd.js`])),
    external: ["*.wasm?module", "cloudflare:*"],
  });
  const script = { type: "ESModule", path: "worker.js", contents: outputFiles[0].text };
  const wasm = ["eiotclub", "webhook", "proxy", "cdr", "sandbox"].map((name) => ({ type: "CompiledWasm", path: `./${name}.wasm?module`, contents: readFileSync(`${dist}${name}.wasm`) }));
  return [script, ...wasm];
}

/** Not newer than the runtime's own. */
export const compatibilityDate = "2026-01-01";
