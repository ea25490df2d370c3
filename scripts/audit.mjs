// What is known against the crates and packages that are used here. Needs the advisory databases.

import { setupSteps } from "./setup.mjs";
import { run, runStepsOrExit } from "./steps.mjs";

const shell = process.platform === "win32";

await runStepsOrExit([
  ...setupSteps(["node", "rust", "cargo-deny"]),
  {
    name: "crates",
    run: (context) => run(context.tools["cargo-deny"], ["--all-features", "check", "advisories"], { log: "audit-crates" }).then(() => "nothing known"),
  },
  {
    name: "npm packages",
    run: () => run("npm", ["audit", "--audit=true"], { log: "audit-npm", shell }).then(() => "nothing known"),
  },
]);
