import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { dependencyProgram } from "../setup.mjs";
import { root, run, StepFailed } from "../steps.mjs";
import { entries } from "./bundle.mjs";

const emitted = join(root, "target", "types");
const SPECIFIER = /(\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)(["'])([^"']+)\2/g;

export async function checkTypes(context) {
  rmSync(emitted, { recursive: true, force: true });
  const tsc = (project, append) => run(context.node, [dependencyProgram("typescript/bin/tsc"), "-p", project], { log: "build-types", append });
  await tsc("pkg-template", false);
  await tsc("pkg-template/tsconfig.cli.json", true);
}

const flatName = (file) => relative(emitted, file).replace(/^(src|generated)[\\/]/, "").replace(/[\\/]/g, "-").replace(/\.d\.ts$/, "");

function resolveSpecifier(specifier, file) {
  if (!specifier.startsWith(".")) {
    throw new StepFailed(
      `${relative(root, file)} mentions "${specifier}": the declarations of the package must stand alone, ` +
        "so what comes from there must not show in an exported type.",
    );
  }
  const target = join(dirname(file), specifier).replace(/\.[jt]s$/, "") + ".d.ts";
  if (!existsSync(target)) throw new StepFailed(`${relative(root, file)} imports ${specifier}, which emitted no declarations`);
  return target;
}

/** Writes what the entries' declarations reach, flat beside the bundles, once for `import` and once for `require`. */
export function writeDeclarations(directory) {
  const names = new Map();
  const queue = entries.map((entry) => join(emitted, "src", `${entry}.d.ts`));
  for (const file of queue) {
    const name = flatName(file);
    const taken = [...names].find(([, other]) => other === name);
    if (taken) throw new StepFailed(`${relative(root, file)} and ${relative(root, taken[0])} would both become ${name}.d.ts: rename one`);
    names.set(file, name);
    for (const [, , , specifier] of readFileSync(file, "utf8").matchAll(SPECIFIER)) {
      const target = resolveSpecifier(specifier, file);
      if (!queue.includes(target)) queue.push(target);
    }
  }
  for (const [file, name] of names) {
    for (const [type, script] of [["d.ts", "js"], ["d.cts", "cjs"]]) {
      const text = readFileSync(file, "utf8").replace(SPECIFIER, (_, keyword, quote, specifier) => {
        return `${keyword}${quote}./${names.get(resolveSpecifier(specifier, file))}.${script}${quote}`;
      });
      writeFileSync(join(directory, `${name}.${type}`), text);
    }
  }
  return names.size;
}
