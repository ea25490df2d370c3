import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unlessUnchanged } from "../fingerprint.mjs";
import { root, StepFailed } from "../steps.mjs";
import { bundleAll } from "./bundle.mjs";
import { checkTypes, writeDeclarations } from "./declarations.mjs";
import { measure } from "./sizes.mjs";
import { artifacts, glueDirectory } from "./wasm.mjs";

const documents = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY-LICENSES"];
const sizesFile = join(root, "target", "sizes.json");

function stampedManifest() {
  const version = readFileSync(join(root, "Cargo.toml"), "utf8").match(/^version\s*=\s*"([^"]+)"/m)?.[1];
  if (!version) throw new StepFailed("Cargo.toml names no version for the package");
  const template = JSON.parse(readFileSync(join(root, "pkg-template", "package.json"), "utf8"));
  return `${JSON.stringify({ ...template, version }, null, 2)}\n`;
}

async function writePackage(staging) {
  const dist = join(staging, "dist");
  mkdirSync(dist, { recursive: true });
  const metafiles = await bundleAll(dist);
  for (const [artifact, file] of Object.entries(artifacts)) {
    copyFileSync(join(root, glueDirectory, `${artifact}.wasm`), join(dist, file));
  }
  writeDeclarations(dist);
  writeFileSync(join(staging, "package.json"), stampedManifest());
  for (const name of documents) {
    if (!existsSync(join(root, name))) throw new StepFailed(`${name} is missing: the package is not publishable without it`);
    copyFileSync(join(root, name), join(staging, name));
  }
  writeFileSync(sizesFile, JSON.stringify(await measure(metafiles, dist)));
}

// Made aside and put in place whole: whoever reads pkg/ meanwhile finds the old one or the new one.
async function replacePackage() {
  const staging = join(root, "target", `pkg-new-${process.pid}`);
  const discarded = join(root, "target", `pkg-old-${process.pid}`);
  const destination = join(root, "pkg");
  try {
    await writePackage(staging);
    if (existsSync(destination)) renameSync(destination, discarded);
    renameSync(staging, destination);
  } finally {
    rmSync(staging, { recursive: true, force: true });
    rmSync(discarded, { recursive: true, force: true });
  }
}

export const packageStep = {
  name: "pkg/: types, bundles, declarations",
  run: (context) =>
    unlessUnchanged(
      { name: "package", inputs: ["pkg-template", "Cargo.toml", "package-lock.json", "scripts/build", ...documents], outputs: ["pkg", "target/sizes.json"] },
      async () => {
        await checkTypes(context);
        await replacePackage();
        return "built";
      },
    ),
};

export const sizes = () => JSON.parse(readFileSync(sizesFile, "utf8"));
