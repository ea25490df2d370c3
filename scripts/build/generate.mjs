import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { unlessUnchanged } from "../fingerprint.mjs";
import { root, run, StepFailed } from "../steps.mjs";
import { glueDirectory, rustInputs } from "./wasm.mjs";

const generated = "pkg-template/generated";
const glue = join(root, glueDirectory);

const generatedFiles = () => {
  const directory = join(root, generated);
  if (!existsSync(directory)) return [];
  return readdirSync(directory).filter((name) => join(directory, name) !== glue).map((name) => `${generated}/${name}`);
};

export const generateStep = {
  name: "TypeScript from the declarations",
  run: () =>
    unlessUnchanged(
      {
        name: "generate",
        inputs: [...rustInputs, "examples/generate.rs", "examples/generate", "scripts/build/generate.mjs"],
        outputs: generatedFiles,
      },
      async () => {
        // What the crate no longer declares must not live on in a file of an earlier run.
        for (const path of generatedFiles()) rmSync(join(root, path), { recursive: true });
        mkdirSync(join(root, generated), { recursive: true });
        await run("cargo", ["run", "--quiet", "--example", "generate", "--", generated], { log: "build-generate" });
        const count = generatedFiles().length;
        if (count === 0) throw new StepFailed(`the generate example wrote nothing to ${generated}`);
        return `${count} files`;
      },
    ),
};
