// One Worker in a process of its own, so that it can be killed: options as JSON in the first argument.

import { fileURLToPath } from "node:url";
import { Log, LogLevel, Miniflare } from "miniflare";
import { compatibilityDate, workerModules } from "../../scripts/workerd.mjs";

const { script, ...options } = JSON.parse(process.argv[2]);
const modules = await workerModules(fileURLToPath(new URL(script, import.meta.url)));
const miniflare = new Miniflare({ host: "127.0.0.1", compatibilityDate, modules, log: new Log(LogLevel.NONE), ...options });
await miniflare.ready;
process.send("ready");
process.once("disconnect", () => process.exit());
