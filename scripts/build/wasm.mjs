import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { unlessUnchanged } from "../fingerprint.mjs";
import { dependencyProgram } from "../setup.mjs";
import { root, run, StepFailed } from "../steps.mjs";

/** Module -> the name of its file in the package; distinct, so that two of them never mean the same URL. */
export const modules = { client: "eiotclub.wasm", webhook: "webhook.wasm", proxy: "proxy.wasm", cdr: "cdr.wasm", sandbox: "sandbox.wasm" };

/** Modules that are built for speed; the others are built for size. */
const FAST = ["webhook", "cdr"];

/** Where the sources import the modules from. Only the declarations are committed. */
export const wasmDirectory = "pkg-template/src/core/wasm";

export const rustInputs = ["src", "bindings", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml"];

const cargoHome = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
// A package must not say where its sources lay when it was built.
const RUSTFLAGS = [cargoHome, root].map((path) => `--remap-path-prefix=${path}=`);

// --all-features would write a module that current engines refuse.
const WASM_FEATURES = [
  "--enable-bulk-memory",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-mutable-globals",
  "--enable-reference-types",
  "--enable-multivalue",
];
const WASM_OPT = ["-O3", "--strip-producers", "--strip-target-features", ...WASM_FEATURES];

// In edge runtimes the module comes from another realm, where `instanceof` is false for a true Module.
const REALM_BOUND = /!\(module instanceof WebAssembly\.Module\)/g;
const REALM_FREE = 'Object.prototype.toString.call(module) !== "[object WebAssembly.Module]"';

function patchGlue(file) {
  const text = readFileSync(file, "utf8");
  const matches = text.match(REALM_BOUND)?.length ?? 0;
  if (matches !== 1) {
    throw new StepFailed(
      `${file}: the check of the module's realm was found ${matches} times, not once. ` +
        "The glue of this wasm-bindgen is not the one that the build knows: compare the version in Cargo.lock.",
    );
  }
  writeFileSync(file, text.replace(REALM_BOUND, REALM_FREE));
}

async function build(name, context) {
  const log = `build-wasm-${name}`;
  const target = join(root, "target", "wasm");
  const bound = join(target, "bindgen", name);
  const profile = FAST.includes(name) ? "wasm-fast" : "wasm";
  await run(
    "cargo",
    [
      ...["build", "--package", "eiotclub-bindings", "--features", name],
      ...["--target", "wasm32-unknown-unknown", "--profile", profile, "--target-dir", target, "--locked"],
    ],
    { log, env: { CARGO_ENCODED_RUSTFLAGS: RUSTFLAGS.join("\x1f") } },
  );
  rmSync(bound, { recursive: true, force: true });
  await run(
    context.tools["wasm-bindgen"],
    [
      ...["--target", "web", "--omit-default-module-path", "--experimental-reset-state-function"],
      ...["--out-name", name, "--out-dir", bound],
      join(target, "wasm32-unknown-unknown", profile, "eiotclub_bindings.wasm"),
    ],
    { log, append: true },
  );
  patchGlue(join(bound, `${name}.js`));
  const directory = join(root, wasmDirectory);
  mkdirSync(directory, { recursive: true });
  const optimised = join(directory, `${name}.wasm`);
  const wasmOpt = [dependencyProgram("binaryen/bin/wasm-opt"), ...WASM_OPT, join(bound, `${name}_bg.wasm`), "-o", optimised];
  await run(context.node, wasmOpt, { log, append: true });
  for (const extension of ["js", "d.ts"]) copyFileSync(join(bound, `${name}.${extension}`), join(directory, `${name}.${extension}`));
  // For runtimes that have no file to read the module from.
  writeFileSync(join(directory, `${name}.bytes.js`), `export const base64 = "${readFileSync(optimised).toString("base64")}";\n`);
}

export const wasmSteps = Object.keys(modules).map((name) => ({
  name: `wasm: ${name}`,
  run: (context) =>
    unlessUnchanged(
      {
        name: `wasm-${name}`,
        inputs: [...rustInputs, "scripts/build/wasm.mjs", "package-lock.json"],
        outputs: ["js", "d.ts", "wasm", "bytes.js"].map((extension) => `${wasmDirectory}/${name}.${extension}`),
      },
      async () => {
        await build(name, context);
        return "built";
      },
    ),
}));
