import { openAsBlob } from "node:fs";
import { records } from "eiotclub/cdr";

/** Stores every complete file of the drop box once. Returns what was done with each. */
export async function importComplete(watcher, store, log) {
  const { complete, strange } = await watcher.look((name, version) => store.knows(name, version));
  for (const name of strange) log(`${name}: not the name of a CDR file, left alone`);
  const done = [];
  for (const file of complete) {
    try {
      // Opened so, a file that changes while it is read fails to be read.
      const result = await store.add(file, records(new File([await openAsBlob(file.path)], file.name)));
      log(`${file.name}: ${result.records} records, ${result.added} of them new`);
      done.push({ name: file.name, ...result });
    } catch (error) {
      const message = error.message.startsWith(file.name) ? error.message : `${file.name}: ${error.message}`;
      // One that is written on meanwhile is not wrong but not complete: the next look finds it anew.
      if (!(await watcher.unchanged(file))) {
        log(`${message}; it changed meanwhile, and is read again later`);
        continue;
      }
      store.refuse(file, message);
      log(`refused ${message}`);
      done.push({ name: file.name, problem: message });
    }
  }
  return done;
}
