import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { unlessUnchanged } from "../fingerprint.mjs";
import { dependencyProgram } from "../setup.mjs";
import { root, run, StepFailed } from "../steps.mjs";
import { writeGlue } from "./glue.mjs";
import { withoutRelocations } from "./sections.mjs";
import { silencePanics } from "./silence.mjs";

/** Artifact -> the name of its .wasm in the package; distinct, so that two of them never mean the same URL. */
export const artifacts = { main: "eiotclub.wasm", webhook: "webhook.wasm", proxy: "proxy.wasm", cdr: "cdr.wasm", sandbox: "sandbox.wasm" };

/** Those whose functions take or return more than numbers, texts and bytes: they keep the glue that wasm-bindgen writes. */
const valuesCross = new Set(["sandbox"]);

const cargoHome = process.env.CARGO_HOME ?? join(homedir(), ".cargo");

const RUSTFLAGS = [
  // Where the sources lay when the package was built is nobody's business, and weighs.
  ...[cargoHome, root].map((path) => `--remap-path-prefix=${path}=`),
  // Less than half of what the compiler takes at this level, which is a kilobyte of the client; what is hot says itself that it is
  // to be inlined, and with that nothing is slower.
  "-Cllvm-args=-inline-threshold=104",
  // For the hash. Every engine has it: the last was Safari 16.4, in March 2023.
  "-Ctarget-feature=+simd128",
  // Who reads which data, and by which name: see unread.mjs.
  ...["--emit-relocs", "--demangle"].map((option) => `-Clink-arg=${option}`),
];

export const rustInputs = ["src", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "build.rs", ".cargo/config.toml"];

// No slower than any other level, since the compiler has been there before. What is inlined here makes functions unlike each
// other, and those pack worse: half a kilobyte of the receiver.
const OPTIMISATION = ["-O2", "--one-caller-inline-max-function-size", "0"];
// It takes runs of zeros out of the tables and writes an address for each instead, which does not compress: 2 kB more.
const WORTHLESS = "--skip-pass=memory-packing";
// What only linkers and wasm-bindgen's own glue read.
const STRIPPED = ["--strip-producers", "--strip-target-features"];
const withoutExports = ["__abort_handler", "__instance_terminated", "__wbindgen_externrefs", "__wbindgen_realloc", "__wbindgen_start"].map(
  (name) => `--remove-exports=${name}`,
);
// --all-features would write a module that current engines refuse.
const WASM_FEATURES = [
  "--enable-bulk-memory",
  "--enable-simd",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-mutable-globals",
  "--enable-reference-types",
  "--enable-multivalue",
];

/** What wasm-opt is told, but for the files. */
export const optimiserFlags = (artifact) => [...(valuesCross.has(artifact) ? [] : withoutExports), ...STRIPPED, ...OPTIMISATION, WORTHLESS, ...WASM_FEATURES];

// In edge runtimes the module comes from another realm, where `instanceof` is false for a true Module.
const REALM_BOUND = /!\(module instanceof WebAssembly\.Module\)/g;
const REALM_FREE = 'Object.prototype.toString.call(module) !== "[object WebAssembly.Module]"';

export const glueDirectory = "pkg-template/generated/glue";

function patchGlue(file) {
  const text = readFileSync(file, "utf8");
  const matches = text.match(REALM_BOUND)?.length ?? 0;
  if (matches !== 1) {
    throw new StepFailed(`${file}: the check of the module's realm was found ${matches} times, not once; did wasm-bindgen change its glue?`);
  }
  writeFileSync(file, text.replace(REALM_BOUND, REALM_FREE));
}

async function makeArtifact(artifact, context) {
  const log = `build-wasm-${artifact}`;
  // A directory of its own: cargo gives a cdylib the same file name whatever its features are.
  const target = join(root, "target", "wasm", artifact);
  await run(
    "cargo",
    [
      ...["build", "--lib", "--target", "wasm32-unknown-unknown", "--profile", "wasm", "--target-dir", target],
      ...["--no-default-features", "--features", `wasm-${artifact}`],
    ],
    { log, env: { CARGO_ENCODED_RUSTFLAGS: RUSTFLAGS.join("\x1f") } },
  );
  const linked = join(target, "wasm32-unknown-unknown", "wasm", "eiotclub.wasm");
  const bare = join(target, "bare.wasm");
  writeFileSync(bare, withoutRelocations(readFileSync(linked)));
  const bound = join(target, "bindgen");
  rmSync(bound, { recursive: true, force: true });
  await run(
    context.tools["wasm-bindgen"],
    [
      ...["--target", "web", "--omit-default-module-path", "--experimental-reset-state-function"],
      ...["--out-name", artifact, "--out-dir", bound],
      bare,
    ],
    { log, append: true },
  );
  patchGlue(join(bound, `${artifact}.js`));
  const glue = join(root, glueDirectory);
  mkdirSync(glue, { recursive: true });
  const silent = join(bound, "silent.wasm");
  await silencePanics(linked, join(bound, `${artifact}_bg.wasm`), silent);
  const optimised = ["-o", join(glue, `${artifact}.wasm`)];
  await run(context.node, [dependencyProgram("binaryen/bin/wasm-opt"), ...optimiserFlags(artifact), silent, ...optimised], { log, append: true });
  const [declarations, generated] = ["d.ts", "js"].map((extension) => join(bound, `${artifact}.${extension}`));
  const to = join(glue, `${artifact}.js`);
  if (valuesCross.has(artifact)) {
    copyFileSync(declarations, to.replace(/\.js$/, ".d.ts"));
    copyFileSync(generated, to);
  } else {
    writeGlue(artifact, { declarations, generated, to });
  }
}

export const wasmSteps = Object.keys(artifacts).map((artifact) => ({
  name: `wasm: ${artifact}`,
  run: (context) =>
    unlessUnchanged(
      {
        name: `wasm-${artifact}`,
        inputs: [...rustInputs, ...["wasm", "glue", "silence", "sections", "unread"].map((name) => `scripts/build/${name}.mjs`), "package-lock.json"],
        outputs: ["js", "d.ts", "wasm"].map((extension) => `${glueDirectory}/${artifact}.${extension}`),
      },
      async () => {
        await makeArtifact(artifact, context);
        return "built";
      },
    ),
}));
