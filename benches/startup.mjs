// From an empty process to the first verified callback, and the memory it has then: each in a process of its own, in turns.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { signNotification } from "../pkg/dist/webhook.js";
import { show } from "./shared/compare.mjs";
import { median, rowsOf } from "./shared/figures.mjs";

const ROUNDS = 9;
const SECRET = "a1b1c1d1";
const body = signNotification({ id: "n1", event: "CardStopped", timestamp: Math.floor(Date.now() / 1000), nonce: 90082, iccid: "89852000263320817044" }, SECRET);
const at = (path) => new URL(path, import.meta.url).href;

const all = {
  eiotclub: `const { verify } = await import(${JSON.stringify(at("../pkg/dist/webhook.js"))}); verify(body, ${JSON.stringify(SECRET)});`,
  "eiotclub, everything": `const { verify } = await import(${JSON.stringify(at("../pkg/dist/index.js"))}); verify(body, ${JSON.stringify(SECRET)});`,
  "node:crypto by hand": `const { createHash } = await import("node:crypto"); createHash("sha1").update(body).digest("hex"); JSON.parse(body);`,
  standardwebhooks: `const { Webhook } = await import("standardwebhooks"); const one = new Webhook("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"); const now = new Date(); one.verify(body, { "webhook-id": "a", "webhook-timestamp": String(Math.floor(now / 1000)), "webhook-signature": one.sign("a", now, body) });`,
  "@octokit/webhooks-methods": `const { sign, verify } = await import("@octokit/webhooks-methods"); await verify("s", body, await sign("s", body));`,
  stripe: `const { default: Stripe } = await import("stripe"); const one = new Stripe("sk_test_of_nobody"); one.webhooks.constructEvent(body, one.webhooks.generateTestHeaderString({ payload: body, secret: "s" }), "s");`,
};

// Nothing imported: what the process takes itself.
const contestants = { ...all, "nothing at all": "" };
const script = (code) => `const body = ${JSON.stringify(body)}; const from = performance.now(); ${code} const took = performance.now() - from; gc(); const { rss, heapUsed } = process.memoryUsage(); console.log(JSON.stringify({ took, rss, heapUsed }));`;
const results = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
for (let round = -1; round < ROUNDS; round++) {
  for (const [name, code] of Object.entries(contestants)) {
    const { stdout, stderr, status } = spawnSync(process.execPath, ["--expose-gc", "--input-type=module", "-e", script(code)], { cwd: fileURLToPath(new URL(".", import.meta.url)), encoding: "utf8" });
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
    if (round >= 0) results[name].push(JSON.parse(stdout));
  }
}

const base = results["nothing at all"];
delete results["nothing at all"];
const more = (list, key) => median(list.map((one, round) => one[key] - base[round][key]));
const rows = rowsOf(Object.fromEntries(Object.entries(results).map(([name, list]) => [name, list.map(({ took }) => took)])));
for (const row of rows) row.memory = { rss: more(results[row.name], "rss"), heapUsed: more(results[row.name], "heapUsed") };
show({ work: "import to first verified callback", input: "a new process", runtime: `Node.js ${process.versions.node}`, method: `medians of ${ROUNDS} rounds, each in a new process; memory beyond that of a process that imports nothing`, rounds: ROUNDS, calls: 1, rows });
