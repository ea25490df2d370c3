import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeTypeTests } from "../../tests/types/table.mjs";
import { modules } from "../build/wasm.mjs";
import { checkLicences } from "../licences.mjs";
import { dependencyProgram, toolPath } from "../setup.mjs";
import { root, run, StepFailed } from "../steps.mjs";
import { cargoDigest, nodeDigest } from "./digests.mjs";

const WASM = ["--target", "wasm32-unknown-unknown"];
const DENY = ["--", "-D", "warnings"];
const builtWith = ["node", "rust", "npm", "wasm-bindgen"];

const format = {
  name: "fmt",
  needs: ["rust"],
  run: () => run("cargo", ["fmt", "--check"], { log: "fmt" }).then(() => "formatted"),
};

const clippyNative = {
  name: "clippy",
  needs: ["rust"],
  run: () => run("cargo", ["clippy", "--workspace", "--all-targets", "--all-features", ...DENY], { log: "clippy" }).then(() => "no warnings"),
};

// A crate of its own, so that what measures is in no lock file of what is published; it must keep compiling all the same.
const clippyBenches = {
  name: "clippy-benches",
  needs: ["rust"],
  async run(_, note) {
    note("the first time about 1 min");
    const manifest = ["--manifest-path", join(root, "benches", "native", "Cargo.toml")];
    await run("cargo", ["fmt", ...manifest, "--check"], { log: "clippy-benches" });
    await run("cargo", ["clippy", ...manifest, "--all-targets", "--locked", "--target-dir", join(root, "target", "bench-native"), ...DENY], { log: "clippy-benches", append: true });
    return "the native benches have no warnings";
  },
};

const clippyWasm = {
  name: "clippy-wasm",
  needs: ["rust"],
  async run() {
    const combinations = [
      ...["client", "webhook", "proxy", "cdr", "sandbox"].map((feature) => ["--package", "eiotclub-bindings", "--features", feature]),
      ["--package", "eiotclub", "--lib", "--test", "browser", "--features", "fetch"],
    ];
    for (const [index, combination] of combinations.entries()) {
      await run("cargo", ["clippy", ...WASM, ...combination, ...DENY], { log: "clippy-wasm", append: index > 0 });
    }
    return `no warnings in ${combinations.length} combinations of features`;
  },
};

const native = {
  name: "cargo-test",
  needs: ["rust"],
  run: async () => cargoDigest(await run("cargo", ["test", "--workspace", "--all-features"], { log: "cargo-test" })),
};

const documentation = {
  name: "doc",
  needs: ["rust"],
  run: () =>
    run("cargo", ["doc", "--package", "eiotclub", "--no-deps", ...WASM, "--all-features"], { log: "doc", env: { RUSTDOCFLAGS: "-D warnings" } }).then(() => "no warnings"),
};

const licences = {
  name: "licences",
  needs: ["rust"],
  run: () => checkLicences().then(() => "every linked crate has its own"),
};

const crate = {
  name: "crate",
  needs: ["rust"],
  async run() {
    // As `cargo publish` would take it, and built from there; the checkout may have changes, or be no repository.
    await run("cargo", ["package", "--allow-dirty", "--quiet"], { log: "crate" });
    return "packs, and builds from the packed sources";
  },
};

// A Worker in Rust, on the crate as its users have it: with a workspace and a lock file of its own.
const rustExample = {
  name: "rust-worker",
  needs: ["rust"],
  async run(_, note) {
    note("the first time about 1 min");
    const target = join(root, "target", "rust-worker");
    await run("cargo", ["build", ...WASM, "--locked", "--target-dir", target], { log: "rust-worker", cwd: join(root, "examples", "rust-worker") });
    return "compiled for wasm32";
  },
};

const publishable = {
  name: "publint",
  needs: builtWith,
  afterBuild: true,
  run: (context) =>
    run(context.node, [dependencyProgram("publint/src/cli.js"), "run", "pkg", "--strict", "--pack", "false"], { log: "publint" }).then(() => "all good"),
};

// As a compiler finds the declarations of the tarball, in every kind of module resolution.
const resolution = {
  name: "attw",
  needs: builtWith,
  afterBuild: true,
  async run(context) {
    const directory = join(root, "target", "packed");
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    await run("npm", ["pack", "--pack-destination", directory, join(root, "pkg")], { log: "attw", cwd: directory, shell: process.platform === "win32" });
    const [tarball] = readdirSync(directory);
    // A module of WebAssembly has no declarations: what imports one is a bundler, which brings its own.
    const wasm = Object.values(modules).map((file) => `./${file}`);
    const args = [join(directory, tarball), "--no-definitely-typed", "--exclude-entrypoints", ...wasm];
    await run(context.node, [dependencyProgram("@arethetypeswrong/cli/dist/index.js"), ...args], { log: "attw", append: true });
    return "no problems in node10, node16 and bundler";
  },
};

// Every library that declares the web, and none, with every kind of module resolution.
const environments = ["bare", "node", "dom", "workers"];
const resolutions = [["node16"], ["nodenext"], ["esnext", "--moduleResolution", "bundler"]];
// TypeScript 7 has no node10 any more: an older one comes with attw.
const OLD_TYPESCRIPT = "@arethetypeswrong/core/node_modules/typescript/bin/tsc";
const oldResolution = ["commonjs", "--moduleResolution", "node10"];

// By its package.json, as where it is installed: `paths` would pass that by.
function linkPackage(directory) {
  const link = join(directory, "node_modules", "eiotclub");
  rmSync(dirname(link), { recursive: true, force: true });
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(root, "pkg"), link, "junction");
}

const types = {
  name: "types",
  needs: builtWith,
  afterBuild: true,
  async run(context) {
    linkPackage(join(root, "tests", "types"));
    const { operations, events } = writeTypeTests();
    const compile = (compiler, ...args) => run(context.node, [dependencyProgram(compiler), ...args], { log: "types" });
    await compile("typescript/bin/tsc", "-p", "tests/types/tsconfig.json");
    for (const environment of environments) {
      const project = `tests/types/environments/tsconfig.${environment}.json`;
      for (const resolution of resolutions) await compile("typescript/bin/tsc", "-p", project, "--module", ...resolution);
      await compile(OLD_TYPESCRIPT, "-p", project, "--module", ...oldResolution);
    }
    return `no errors; ${operations} operations and ${events} events as described; ${environments.length} environments, ${resolutions.length + 1} module resolutions`;
  },
};

function testFiles(directory) {
  const path = join(root, "tests", directory);
  const files = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(".test.mjs")).sort() : [];
  if (files.length === 0) throw new StepFailed(`tests/${directory} has no *.test.mjs: a step without tests proves nothing`);
  return files.map((name) => join("tests", directory, name));
}

const withNode = (directory, needs = [], seconds = 120) => ({
  name: directory,
  needs: [...builtWith, ...needs],
  afterBuild: true,
  async run(context) {
    const { chromium, firefox, python } = context.programs ?? {};
    const env = { ...(python && { PYTHON: python }), ...(chromium && { CHROME_BIN: chromium }), ...(firefox && { FIREFOX_BIN: firefox }), ...(context.tools?.geckodriver && { GECKODRIVER: context.tools.geckodriver }) };
    // Not --test-force-exit: it cuts off what has not been written yet, names of failed tests among it. A test that
    // fails before it stops its server ends with the step's own limit.
    const flags = ["--test", "--test-reporter=spec", `--test-timeout=${seconds * 1000}`];
    return nodeDigest(await run(context.node, [...flags, ...testFiles(directory)], { log: directory, env, minutes: 10 }));
  },
});

const inBrowser = (browser, driverFlag, driverOf) => ({
  name: browser,
  needs: ["rust", "npm", "wasm-bindgen", "wasm-pack", "geckodriver", "browsers"],
  async run(context) {
    const args = ["test", "--headless", `--${browser}`, driverFlag, driverOf(context), "--mode", "no-install"];
    const selection = ["--test", "browser", "--features", "fetch"];
    return cargoDigest(
      await run(context.tools["wasm-pack"], [...args, ".", ...selection], {
        log: `browser-${browser}`,
        // wasm-pack takes the wasm-bindgen it finds on the PATH, and would else download one.
        env: { PATH: toolPath(context) },
      }),
    );
  },
});

// The package as it would be published, where users put it. As a process of its own, since parts of it need a newer Node.
const matrix = {
  name: "matrix",
  needs: [...builtWith, "geckodriver", "browsers", "webkit", "bundlers"],
  afterBuild: true,
  async run(context, note) {
    note("about 2 min");
    const env = { MATRIX_BROWSERS: JSON.stringify(context.programs), GECKODRIVER: context.tools.geckodriver };
    const { stdout } = await run(context.node, ["tests/bundlers/run.mjs"], { log: "matrix", env });
    const [table, digest] = stdout.trimEnd().split(/\n(?=.*$)/);
    console.log(`\n\n${table}\n`);
    return digest;
  },
};

export const checks = [
  format,
  clippyNative,
  clippyWasm,
  clippyBenches,
  native,
  documentation,
  licences,
  crate,
  rustExample,
  publishable,
  resolution,
  types,
  withNode("package", ["python"]),
  withNode("workerd"),
  withNode("endurance", [], 300),
  inBrowser("chrome", "--chromedriver", (context) => context.programs.chromedriver),
  inBrowser("firefox", "--geckodriver", (context) => context.tools.geckodriver),
  withNode("e2e", ["browsers", "geckodriver"]),
  matrix,
];
