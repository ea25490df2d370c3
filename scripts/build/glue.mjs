import { readFileSync, writeFileSync } from "node:fs";
import { StepFailed } from "../steps.mjs";

const PASSED = new Set(["string", "Uint8Array | number[]"]);
const AS_IS = new Set(["number", "boolean"]);
const TABLE = "__wbindgen_init_externref_table";
const COPY = /^__wbg___wbindgen_copy_to_typed_array_[0-9a-f]+$/;

/**
 * Writes an artifact's glue over `pkg-template/src/boundary.ts`, by the declarations that wasm-bindgen wrote. The glue that
 * it wrote itself is kept where functions take or return other values.
 */
export function writeGlue(artifact, { declarations, generated, to }) {
  const refuse = (what) => {
    throw new StepFailed(`${artifact}: ${what}; did wasm-bindgen change what it writes?`);
  };
  const declared = readFileSync(declarations, "utf8");
  const functions = [...declared.matchAll(/^export function (\w+)\((.*?)\): (\w+);$/gm)].filter(([, name]) => name !== "__wbg_reset_state" && name !== "initSync");
  const bodies = readFileSync(generated, "utf8");
  const lines = [];
  const types = [];
  // Artifacts that keep nothing have their memory back when a call begins; a text is taken after its call.
  const begins = functions.some(([, name]) => name === "begin");
  for (const [, name, list, result] of functions.filter(([, name]) => name !== "begin")) {
    const body = bodies.match(new RegExp(`^export function ${name}\\([^]*?^}`, "m"))?.[0];
    if (!body) refuse(`${name} has no function`);
    const parameters = list === "" ? [] : list.split(", ").map((one) => one.split(/: /));
    const passed = parameters.map(([parameter, type]) => {
      if (PASSED.has(type)) return `wasm.pass(${parameter}), wasm.length`;
      if (type === "Uint32Array") return `passWords(wasm, ${parameter}), wasm.length, ${parameter}`;
      if (!AS_IS.has(type)) refuse(`${name} takes ${type}`);
      return parameter;
    });
    const alone = `wasm.x.${name}(${passed.join(", ")})`;
    const call = begins && !name.startsWith("take") ? `(wasm.x.begin(), ${alone})` : alone;
    if (result !== "string" && result !== "number" && result !== "void") refuse(`${name} returns ${result}`);
    const returned = result === "string" ? `wasm.take(${call})` : body.includes("return ret >>> 0;") ? `${call} >>> 0` : call;
    lines.push(`  ${name}: (${parameters.map(([parameter]) => parameter).join(", ")}) => ${returned},`);
    // Bytes may be passed as the text they are.
    types.push(`  ${name}(${list.replaceAll("Uint8Array | number[]", "string | Uint8Array")}): ${result};`);
  }
  const imported = [...bodies.matchAll(/^ {8}(\w+): function/gm)].map(([, name]) => name);
  const words = lines.some((line) => line.includes("passWords("));
  const copies = imported.filter((name) => name !== TABLE);
  if (lines.length === 0 || !imported.includes(TABLE) || copies.length !== Number(words) || !copies.every((name) => COPY.test(name))) {
    refuse(`it imports ${imported.join(", ")}`);
  }
  // The table of JavaScript values needs no beginning, since no function returns one: its import goes with `__wbindgen_start`.
  const imports = words ? `{ "./${artifact}_bg.js": { ${copies[0]}: (from, length, to) => copyWords(wasm, from, length, to) } }` : "";
  writeFileSync(
    to.replace(/\.js$/, ".d.ts"),
    ["export declare const wasm: { start(module: WebAssembly.Module): void };", "export declare const glue: {", ...types, "};", ""].join("\n"),
  );
  writeFileSync(
    to,
    [
      'import { Boundary } from "../../src/boundary.ts";',
      ...(words ? ['import { copyWords, passWords } from "../../src/words.ts";'] : []),
      `export const wasm = /* @__PURE__ */ new Boundary(${imports});`,
      "export const glue = {",
      ...lines,
      "};",
      "",
    ].join("\n"),
  );
}
