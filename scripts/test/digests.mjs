import { StepFailed } from "../steps.mjs";

const sum = (output, pattern) => [...output.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);

function digest(passed, skipped) {
  // A runner that finds no test is content with that; we are not.
  if (passed === 0) throw new StepFailed("the runner ended well but ran no test");
  return `${passed} ${passed === 1 ? "test" : "tests"}${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** For cargo's test runner and wasm-bindgen's, which close alike; one such line per test binary. */
export const cargoDigest = ({ output }) =>
  digest(sum(output, /^test result: ok\. (\d+) passed/gm), sum(output, /^test result: ok\..*?; (\d+) ignored/gm));

/** For the spec reporter of node:test. */
export const nodeDigest = ({ output }) => digest(sum(output, /^ℹ pass (\d+)/gm), sum(output, /^ℹ (?:skipped|todo) (\d+)/gm));
