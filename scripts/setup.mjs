import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { installTools } from "../tests/bundlers/install.mjs";
import { browsersStep, pythonStep, webkitStep } from "./programs.mjs";
import { ask, root, run, StepFailed } from "./steps.mjs";

const WASM_PACK = "0.15.1";
const GECKODRIVER = "0.37.1";
const CARGO_DENY = "0.20.2";
const OLDEST_NODE = 20;

const windows = process.platform === "win32";
const executable = (path) => (windows ? `${path}.exe` : path);
const read = (path) => readFileSync(join(root, path), "utf8");

const node = {
  name: `Node.js >= ${OLDEST_NODE}`,
  async run() {
    const version = process.versions.node;
    if (Number.parseInt(version, 10) < OLDEST_NODE) {
      throw new StepFailed(
        `Node.js ${version} is too old: ${OLDEST_NODE} or newer is needed. Get it from https://nodejs.org/en/download, ` +
          "or with a version manager (nvm install --lts, fnm install --lts).",
      );
    }
    return `${version}, already there`;
  },
};

export function pinnedToolchain() {
  const text = read("rust-toolchain.toml");
  const list = (key) => [...(text.match(new RegExp(`^${key}\\s*=\\s*\\[(.*)\\]`, "m"))?.[1] ?? "").matchAll(/"([^"]+)"/g)].map((m) => m[1]);
  return { channel: text.match(/^channel\s*=\s*"([^"]+)"/m)[1], components: list("components"), targets: list("targets") };
}

// One process instead of three rustup queries: what is installed shows in the sysroot. RUSTUP_AUTO_INSTALL=0 keeps the
// question from starting a silent download.
async function toolchainIsThere({ channel, components, targets }) {
  const env = { RUSTUP_AUTO_INSTALL: "0" };
  const version = await ask("rustc", ["--version"], { env });
  if (!version?.startsWith(`rustc ${channel} `)) return false;
  const sysroot = await ask("rustc", ["--print", "sysroot"], { env });
  const programs = { rustfmt: "rustfmt", clippy: "cargo-clippy" };
  return (
    targets.every((target) => existsSync(join(sysroot, "lib", "rustlib", target, "lib"))) &&
    components.every((component) => existsSync(join(sysroot, "bin", executable(programs[component]))))
  );
}

const rust = {
  name: `Rust ${pinnedToolchain().channel}`,
  async run(_, note) {
    const toolchain = pinnedToolchain();
    if (await toolchainIsThere(toolchain)) return "already there";
    if (!(await ask("rustup", ["--version"]))) {
      throw new StepFailed("rustup is missing: install it from https://rustup.rs, then run the command again.");
    }
    note("installing (about 1 min)");
    const { channel, components, targets } = toolchain;
    const args = ["toolchain", "install", channel, "--profile", "minimal", "--no-self-update"];
    for (const component of components) args.push("--component", component);
    for (const target of targets) args.push("--target", target);
    await run("rustup", args, { log: "setup-rust" });
    if (!(await toolchainIsThere(toolchain))) {
      throw new StepFailed(`rustup installed Rust ${channel}, yet rustc here is not it: is RUSTUP_TOOLCHAIN or an override set?`);
    }
    return "installed";
  },
};

const npm = {
  name: "npm dependencies",
  async run(context, note) {
    const stamp = join(root, "node_modules", ".eiotclub-installed");
    const wanted = createHash("sha256").update(read("package-lock.json")).digest("hex");
    const there = existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
    if (!there) {
      note("installing (about 20 s)");
      // npm ci deletes node_modules first, and `npm run` put a Node of its own from there on the PATH.
      const PATH = process.env.PATH.split(delimiter).filter((entry) => !entry.includes("node_modules")).join(delimiter);
      await run("npm", ["ci"], { log: "setup-npm", env: { PATH }, shell: windows });
      writeFileSync(stamp, wanted);
    }
    context.node = await newerNode();
    return there ? "already there" : "installed";
  },
};

// miniflare wants Node 22; an optional dependency per platform brings a newer Node for machines that have an older one.
// Looked up in its package: npm 10 loses the link in .bin when it drops the packages of the other platforms.
async function newerNode() {
  const system = `${windows ? "win" : process.platform}-${process.arch}`;
  const packages = Object.keys(JSON.parse(read("package.json")).optionalDependencies);
  for (const name of packages.filter((name) => name.startsWith("node-") && name.endsWith(`-${system}`))) {
    const bundled = dependencyProgram(`${name}/bin/${executable("node")}`);
    if (await ask(bundled, ["--version"])) return bundled;
  }
  if (Number.parseInt(process.versions.node, 10) >= 22) return process.execPath;
  throw new StepFailed(
    `The tests and the dev server need Node.js 22 or newer, this is ${process.versions.node}, and none came with the ` +
      `dependencies for ${system}. Install a newer one from https://nodejs.org/en/download.`,
  );
}

export const toolCache = () =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "eiotclub", "tools");

function lockedVersion(crate) {
  if (!existsSync(join(root, "Cargo.lock"))) {
    throw new StepFailed("Cargo.lock is missing: it belongs in the repository (cargo generate-lockfile writes it).");
  }
  const version = read("Cargo.lock").match(new RegExp(`name = "${crate}"\\r?\\nversion = "([^"]+)"`))?.[1];
  if (!version) throw new StepFailed(`Cargo.lock has no ${crate}: the crate must depend on it.`);
  return version;
}

function cargoTool({ crate, version, programs, flags = [] }) {
  return {
    get name() {
      return `${crate} ${version()}`;
    },
    async run(context, note) {
      const wanted = version();
      const place = await onPath(programs, wanted);
      const cached = join(toolCache(), `${programs[0]}-${wanted}`);
      const has = (directory) => programs.every((program) => existsSync(join(directory, "bin", executable(program))));
      const found = (directory) => {
        context.tools = { ...context.tools, [programs[0]]: join(directory, executable(programs[0])) };
      };
      if (place) {
        found(place);
        return "already there";
      }
      const there = has(cached);
      if (!there) {
        note("compiling (about 1 min)");
        await install(crate, wanted, flags, cached, () => has(cached));
      }
      found(join(cached, "bin"));
      return there ? "already there" : "installed";
    },
  };
}

// All programs of a crate must sit side by side: wasm-pack looks for the test runner next to wasm-bindgen.
async function onPath(programs, version) {
  for (const directory of process.env.PATH.split(delimiter).filter(Boolean)) {
    if (!programs.every((program) => existsSync(join(directory, executable(program))))) continue;
    const answer = await ask(join(directory, executable(programs[0])), ["--version"]);
    if (answer?.split(/\s+/)[1] === version) return directory;
  }
  return undefined;
}

// Built aside and renamed, so that a second run at the same time, or an interrupted one, never leaves half a tool.
async function install(crate, version, flags, destination, isThere) {
  const scratch = `${destination}.${process.pid}.tmp`;
  const built = join(scratch, "root");
  mkdirSync(scratch, { recursive: true });
  try {
    // No --locked: the lock file that wasm-bindgen-cli ships names a prerelease that is gone.
    // Not optimised: that would take twice as long, and each tool runs for seconds only.
    const env = { CARGO_TARGET_DIR: join(scratch, "target"), CARGO_PROFILE_RELEASE_OPT_LEVEL: "0", RUSTUP_TOOLCHAIN: pinnedToolchain().channel };
    await run("cargo", ["install", crate, "--version", `=${version}`, ...flags, "--root", built], { log: `setup-${crate}`, cwd: scratch, env });
    if (!isThere()) rmSync(destination, { recursive: true, force: true });
    try {
      renameSync(built, destination);
    } catch (error) {
      if (!isThere()) throw error;
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const tools = {
  "wasm-bindgen": cargoTool({
    crate: "wasm-bindgen-cli",
    version: () => lockedVersion("wasm-bindgen"),
    programs: ["wasm-bindgen", "wasm-bindgen-test-runner"],
    // Without TLS: the test runner speaks to drivers on this machine only.
    flags: ["--no-default-features"],
  }),
  "wasm-pack": cargoTool({ crate: "wasm-pack", version: () => WASM_PACK, programs: ["wasm-pack"] }),
  "cargo-deny": cargoTool({ crate: "cargo-deny", version: () => CARGO_DENY, programs: ["cargo-deny"] }),
  geckodriver: process.env.GECKODRIVER
    ? { name: "geckodriver", run: givenGeckodriver }
    : cargoTool({ crate: "geckodriver", version: () => GECKODRIVER, programs: ["geckodriver"] }),
  browsers: browsersStep,
  webkit: webkitStep,
  python: pythonStep,
  bundlers: {
    name: "bundlers and frameworks of the matrix",
    run(_, note) {
      return installTools(() => note("installing (about 1 min)"));
    },
  },
};

async function givenGeckodriver(context) {
  const path = process.env.GECKODRIVER;
  if (!existsSync(path)) throw new StepFailed(`GECKODRIVER names ${path}, which does not exist.`);
  context.tools = { ...context.tools, geckodriver: path };
  return "as GECKODRIVER says";
}

const named = (steps, names) => Object.keys(steps).filter((name) => names.includes(name)).map((name) => steps[name]);

/** What everything else builds on, as stages for `runSteps`: Rust and the npm dependencies are installed side by side. */
export const basicStages = (names) => [...named({ node }, names), [named({ rust }, names), named({ npm }, names)]];

/** The tools of these names, one after the other. */
export const toolSteps = (names) => named(tools, names);

/** All setup of these names. */
export const setupSteps = (names) => [...basicStages(names), ...toolSteps(names)];

export const toolPath = (context) =>
  [...new Set(Object.values(context.tools ?? {}).map(dirname)), process.env.PATH].join(delimiter);

/** A program of an npm dependency, as arguments for Node: .bin holds shell scripts on some systems. */
export const dependencyProgram = (path) => join(root, "node_modules", ...path.split("/"));
