// Finds files that are complete. FTP does not tell when one is: a file counts as complete when its name is
// that of a CDR file and neither its size nor its time of change has moved for a while. A file that is
// written on after a longer pause than that is found again, and read again.

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseFileName } from "eiotclub/cdr";

export class Watcher {
  #directory;
  #settle;
  #now;
  /** What each name looked like, and since when. */
  #seen = new Map();

  /** `settle`: milliseconds for which nothing may have changed. */
  constructor(directory, settle, now = () => performance.now()) {
    this.#directory = directory;
    this.#settle = settle;
    this.#now = now;
  }

  /** Complete files, in the order of their hours, and the names of others that were not there before. `known(name, version)` leaves out what was dealt with. */
  async look(known) {
    const complete = [];
    const strange = [];
    const names = await readdir(this.#directory);
    for (const gone of this.#seen.keys()) if (!names.includes(gone)) this.#seen.delete(gone);
    for (const name of names) {
      const path = join(this.#directory, name);
      const file = cdrFile(name);
      const info = await stat(path, { bigint: true }).catch(() => undefined);
      if (!info) continue; // Renamed or removed since.
      const version = info.isFile() ? `${info.size}-${info.mtimeNs}-${info.ino}` : "no file";
      const before = this.#seen.get(name);
      if (before?.version !== version) this.#seen.set(name, { version, since: this.#now() });
      if (!file || !info.isFile()) {
        if (!before) strange.push(name);
      } else if (before?.version === version && this.#now() - before.since >= this.#settle && !known(name, version)) {
        complete.push({ name, path, version, ...file });
      }
    }
    return { complete: complete.sort((a, b) => a.start - b.start || a.created - b.created), strange };
  }

  /** Whether the file still is what `look` found. */
  async unchanged({ path, version }) {
    const info = await stat(path, { bigint: true }).catch(() => undefined);
    return info !== undefined && `${info.size}-${info.mtimeNs}-${info.ino}` === version;
  }
}

function cdrFile(name) {
  try {
    return parseFileName(name);
  } catch {
    return undefined;
  }
}
