import { spawn } from "node:child_process";
import { join } from "node:path";
import { setupAndBuild } from "./build.mjs";
import { root } from "./steps.mjs";

const { node } = await setupAndBuild();

const server = spawn(node, [join(root, "examples", "worker", "dev.mjs"), ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });

// The terminal sends Ctrl-C to both processes, a supervisor to this one alone: the server must hear it either way,
// and this process must outlive it to hand on its exit code.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));

// npm hands a signal to its shell, which dies of it without passing it on: being left alone is the only sign.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && server.kill("SIGTERM"), 500).unref();

server.on("error", (error) => {
  console.error(`cannot start the dev server: ${error.message}`);
  process.exitCode = 1;
});
server.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1);
});
