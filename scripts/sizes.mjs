// Builds, and writes the sizes into the README.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setupAndBuild } from "./build.mjs";
import { sizes } from "./build/package.mjs";
import { withSizes } from "./build/sizes.mjs";
import { root } from "./steps.mjs";

await setupAndBuild();
const readme = join(root, "README.md");
writeFileSync(readme, withSizes(readFileSync(readme, "utf8"), sizes()));
