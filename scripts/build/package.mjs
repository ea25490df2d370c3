import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unlessUnchanged } from "../fingerprint.mjs";
import { root, StepFailed } from "../steps.mjs";
import { bundleAll } from "./bundle.mjs";
import { checkTypes, writeDeclarations } from "./declarations.mjs";
import { manifest } from "./manifest.mjs";
import { measure } from "./sizes.mjs";

const documents = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY-LICENSES"];
const sizesFile = join(root, "target", "sizes.json");

async function writePackage(staging) {
  const dist = join(staging, "dist");
  mkdirSync(dist, { recursive: true });
  const metafiles = await bundleAll(dist);
  writeDeclarations(dist);
  writeFileSync(join(staging, "package.json"), manifest());
  for (const name of documents) {
    if (!existsSync(join(root, name))) throw new StepFailed(`${name} is missing: the package is not publishable without it`);
    copyFileSync(join(root, name), join(staging, name));
  }
  writeFileSync(sizesFile, JSON.stringify(await measure(metafiles, dist)));
}

// Written aside and renamed: a process that reads pkg/ meanwhile finds the old package or the new one.
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
