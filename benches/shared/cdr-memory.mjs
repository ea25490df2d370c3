import { execFile } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Miniflare } from "miniflare";
import { compatibilityDate, workerModules } from "../../scripts/workerd.mjs";
import { madeUp, scattered } from "./cdr-rows.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** What a Node process takes to read a file of so many bytes: `rest` and `peak` of its resident memory, and seconds. */
export async function inNode(kind, size) {
  const { stdout } = await promisify(execFile)(process.execPath, [here("cdr-memory-process.mjs"), kind, String(size)]);
  return JSON.parse(stdout);
}

/** The same of a Worker that is sent the file. Linux only: elsewhere nothing tells what another process takes. */
export async function inWorkerd(kind, size) {
  const before = runtimes();
  const worker = new Miniflare({ modules: await workerModules(here("cdr-memory-worker.mjs")), compatibilityDate });
  try {
    await worker.ready;
    const runtime = runtimes().find((pid) => !before.includes(pid));
    const send = async (bytes) => {
      const file = madeUp(bytes, kind === "scattered" ? scattered : undefined);
      const response = await worker.dispatchFetch(`http://worker.example/${kind}`, { method: "POST", body: ReadableStream.from(file), duplex: "half" });
      if (!response.ok) throw new Error(`the Worker answered ${response.status}: ${await response.text()}`);
      return response.json();
    };
    await send(1e5);
    const rest = resident(runtime, "VmRSS");
    const from = performance.now();
    const records = await send(size);
    return { rest, peak: resident(runtime, "VmHWM"), seconds: (performance.now() - from) / 1000, records };
  } finally {
    await worker.dispose();
  }
}

const statusOf = (pid) => readFileSync(`/proc/${pid}/status`, "utf8");
const resident = (pid, name) => Number(statusOf(pid).match(new RegExp(`^${name}:\\s+(\\d+) kB`, "m"))[1]) * 1024;

function runtimes() {
  return readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && /^Name:\s+workerd$/m.test(statusOf(name)) && Number(statusOf(name).match(/^PPid:\s+(\d+)/m)[1]) === process.pid;
    } catch {
      return false; // It ended meanwhile.
    }
  });
}
