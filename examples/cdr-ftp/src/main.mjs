// `node src/main.mjs`: the drop box and the watcher, until stopped. `node src/main.mjs report`: the report.

import { mkdirSync } from "node:fs";
import { configOf } from "./config.mjs";
import { openDropBox } from "./drop-box.mjs";
import { importComplete } from "./import.mjs";
import { report } from "./report.mjs";
import { Store } from "./store.mjs";
import { Watcher } from "./watcher.mjs";

const log = (line) => console.error(`${new Date().toISOString()} ${line}`);

let config;
try {
  config = configOf(process.env);
} catch (error) {
  console.error(error.message);
  process.exit(2);
}
const store = new Store(config.database);

if (process.argv[2] === "report") {
  process.stdout.write(report(store));
  store.close();
} else {
  mkdirSync(config.directory, { recursive: true });
  const watcher = new Watcher(config.directory, config.settle);
  await openDropBox(config.root, config.ftp, log);
  log(`waiting for CDR files on ${config.ftp.host}:${config.ftp.port}, in ${config.directory}`);
  for (;;) {
    // A full disk or a locked database ends one round, not the service.
    const done = await importComplete(watcher, store, log).catch((error) => log(error.message));
    if (done?.length > 0) process.stdout.write(report(store));
    await new Promise((resolve) => setTimeout(resolve, config.poll));
  }
}
