import { generateStep } from "./build/generate.mjs";
import { packageStep, sizes } from "./build/package.mjs";
import { table } from "./build/sizes.mjs";
import { wasmSteps } from "./build/wasm.mjs";
import { setupSteps } from "./setup.mjs";
import { isMain, runStepsOrExit } from "./steps.mjs";

export const buildNeeds = ["node", "rust", "npm", "wasm-bindgen"];
export const buildSteps = [...wasmSteps, generateStep, packageStep];

/** Sets up what the build needs and builds; returns what was found on the way, the Node to run things with above all. */
export const setupAndBuild = () => runStepsOrExit([...setupSteps(buildNeeds), ...buildSteps]);

if (isMain(import.meta)) {
  await setupAndBuild();
  console.log(`\n${table(sizes())}\n\npkg/ is ready: npm pack ./pkg`);
}
