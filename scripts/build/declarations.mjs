import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dependencyProgram } from "../setup.mjs";
import { root, run } from "../steps.mjs";

const emitted = join(root, "target", "types");

export async function checkTypes(context) {
  rmSync(emitted, { recursive: true, force: true });
  const tsc = (project, append) => run(context.node, [dependencyProgram("typescript/bin/tsc"), "-p", project], { log: "build-types", append });
  await tsc("pkg-template", false);
  await tsc("pkg-template/tsconfig.cli.json", true);
}

/** Copies the declarations beside the bundles, once for `import` and once for `require`. */
export function writeDeclarations(directory) {
  for (const to of [directory, join(directory, "cjs")]) cpSync(emitted, to, { recursive: true });
}
