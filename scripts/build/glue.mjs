import { readFileSync, writeFileSync } from "node:fs";
import { StepFailed } from "../steps.mjs";

const PASSED = new Set(["string", "Uint8Array | number[]"]);
const AS_IS = new Set(["number", "boolean"]);

/**
 * Writes an artifact's glue over `pkg-template/src/boundary.ts`, by the declarations that wasm-bindgen wrote. The names are
 * those of its own glue, which the artifacts keep whose functions take or return other values.
 */
export function writeGlue(artifact, { declarations, generated, to }) {
  const refuse = (what) => {
    throw new StepFailed(`${artifact}: ${what}; did wasm-bindgen change what it writes?`);
  };
  const declared = readFileSync(declarations, "utf8");
  const functions = [...declared.matchAll(/^export function (\w+)\((.*?)\): (\w+);$/gm)];
  const bodies = readFileSync(generated, "utf8");
  const lines = [];
  for (const [, name, list, result] of functions) {
    if (name === "__wbg_reset_state" || name === "initSync") continue;
    const body = bodies.match(new RegExp(`^export function ${name}\\([^]*?^}`, "m"))?.[0];
    if (!body) refuse(`${name} has no function`);
    const parameters = list === "" ? [] : list.split(", ").map((one) => one.split(/: /));
    const passed = parameters.map(([parameter, type]) => {
      if (PASSED.has(type)) return `wasm.pass(${parameter}), wasm.length`;
      if (!AS_IS.has(type)) refuse(`${name} takes ${type}`);
      return parameter;
    });
    const call = `wasm.x.${name}(${passed.join(", ")})`;
    if (result !== "string" && result !== "number" && result !== "void") refuse(`${name} returns ${result}`);
    const returned = result === "string" ? `wasm.take(${call})` : body.includes("return ret >>> 0;") ? `${call} >>> 0` : call;
    lines.push(`export const ${name} = (${parameters.map(([parameter]) => parameter).join(", ")}) => ${returned};`);
  }
  const imported = [...bodies.matchAll(/^ {8}(\w+): function/gm)].map(([, name]) => name);
  if (lines.length === 0 || imported.join() !== "__wbindgen_init_externref_table") refuse(`it imports ${imported.join(", ")}`);
  // Bytes may be passed as the text they are.
  writeFileSync(to.replace(/\.js$/, ".d.ts"), declared.replaceAll("Uint8Array | number[]", "string | Uint8Array"));
  writeFileSync(
    to,
    [
      'import { Boundary } from "../../src/boundary.ts";',
      `const wasm = /* @__PURE__ */ new Boundary("./${artifact}_bg.js");`,
      "export const initSync = ({ module }) => wasm.start(module);",
      "export const __wbg_reset_state = () => wasm.start();",
      ...lines,
      "",
    ].join("\n"),
  );
}
