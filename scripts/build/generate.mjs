import { unlessUnchanged } from "../fingerprint.mjs";
import { run } from "../steps.mjs";
import { rustInputs } from "./wasm.mjs";

export const generateStep = {
  name: "TypeScript and reference from the declarations",
  run: () =>
    unlessUnchanged(
      { name: "generate", inputs: [...rustInputs, "codegen"], outputs: ["pkg-template/src/generated", "docs/reference"] },
      async () => {
        await run("cargo", ["run", "--quiet", "--package", "eiotclub-codegen"], { log: "build-generate" });
        return "written";
      },
    ),
};
