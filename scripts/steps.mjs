import { spawn } from "node:child_process";
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const logDirectory = join(root, "target", "logs");
const TAIL_LINES = 60;

export class StepFailed extends Error {
  constructor(message, tail = "") {
    super(message);
    this.name = "StepFailed";
    this.tail = tail;
  }
}

export const elapsed = (startedAt) => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

// rustup's directory comes last: a shell opened before rustup was installed does not have it on its PATH,
// and one that has it keeps its own order.
const cargoBin = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "bin");
process.env.PATH = [process.env.PATH, cargoBin].filter(Boolean).join(delimiter);

const running = new Set();

function stopRunning() {
  for (const child of running) child.kill("SIGTERM");
}

// Unlike Ctrl-C in a terminal, this signal reaches only the process it was sent to.
function terminate() {
  stopRunning();
  process.exit(143);
}

function execute(command, args, { cwd = root, env = {}, shell = false, minutes = 20, interruptible = true } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      env: { ...process.env, CARGO_TERM_COLOR: "never", NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
    });

    const limit = setTimeout(() => {
      output += `\nstopped: it ran for more than ${minutes} minutes\n`;
      child.kill("SIGKILL");
    }, minutes * 60_000);
    if (interruptible) running.add(child);
    process.on("SIGTERM", terminate);
    const settle = (finish) => {
      clearTimeout(limit);
      running.delete(child);
      process.off("SIGTERM", terminate);
      finish();
    };

    child.on("error", (error) => settle(() => reject(error)));
    child.on("close", (code, signal) => settle(() => resolve({ code, signal, stdout, output })));
    // A browser or a server that outlives its test holds the pipes open, and "close" would never come.
    child.on("exit", () => {
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, 2_000).unref();
    });
  });
}

/** The output of a command, or undefined where the command is missing or fails: for asking what a machine has. */
export async function ask(command, args, options) {
  const result = await execute(command, args, options).catch(() => undefined);
  return result?.code === 0 ? result.stdout.trim() : undefined;
}

/**
 * Runs a command to its end. Its whole output goes to target/logs/<log>.log; a failure carries the end of it.
 * `append` keeps what an earlier command of the same step wrote.
 */
export async function run(command, args, { log, append = false, ...options } = {}) {
  let result;
  try {
    result = await execute(command, args, options);
  } catch (error) {
    throw new StepFailed(`cannot start ${command}: ${error.message}`);
  }
  const { code, signal, output } = result;
  if (log) {
    mkdirSync(logDirectory, { recursive: true });
    const head = `$ ${[command, ...args].join(" ")}\n`;
    writeFileSync(join(logDirectory, `${log}.log`), `${head}${output}\n`, { flag: append ? "a" : "w" });
  }
  if (code !== 0) {
    const how = signal ? `was ended by ${signal}` : `exited with ${code}`;
    const where = log ? ` (whole output: target/logs/${log}.log)` : "";
    throw new StepFailed(
      `${[command, ...args].join(" ")} ${how}${where}`,
      output.trimEnd().split("\n").slice(-TAIL_LINES).join("\n"),
    );
  }
  return result;
}

/**
 * Runs stages in order and prints one line for each finished step. A stage is a step, or a list of lanes: lists of steps
 * that run side by side. A step is `{ name, run(context, note) }`. It returns its digest, and announces with `note` what
 * takes long. Stops at the first failure, in every lane.
 */
export async function runSteps(stages, context = {}) {
  const total = stages.flat(2).length;
  const done = [];
  let failed;
  const runLane = async (steps) => {
    for (const step of steps) {
      if (failed) return;
      const startedAt = performance.now();
      try {
        const digest = await step.run(context, (text) => console.log(`      ${step.name}: ${text} …`));
        done.push(step);
        console.log(`[${done.length}/${total}] ${step.name}: ${digest ?? "done"} (${elapsed(startedAt)})`);
      } catch (error) {
        if (failed) return;
        failed = step;
        console.log(`[${done.length + 1}/${total}] ${step.name}: FAILED (${elapsed(startedAt)})`);
        report(error);
        stopRunning();
      }
    }
  };
  for (const stage of stages) {
    await Promise.all((Array.isArray(stage) ? stage : [[stage]]).map(runLane));
    if (failed) break;
  }
  return { done, failed };
}

export function report(error) {
  if (error instanceof StepFailed) {
    if (error.tail) console.error(error.tail.replace(/^/gm, "    "));
    console.error(`\n${error.message}`);
  } else {
    console.error(error);
  }
}

export async function runStepsOrExit(stages, context = {}) {
  const { failed } = await runSteps(stages, context);
  if (failed) process.exit(1);
  return context;
}

// Compared as real paths: a checkout reached through a symbolic link would else quietly run nothing.
export const isMain = (meta) => process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(meta.url);
