// Where the time of a verification goes, in Node.js, by V8's sampling profiler: over the module as it is built, but with the
// names of its functions, which what is published has not. What the compiler has put into another function counts there.

import binaryen from "binaryen";
import { Session } from "node:inspector/promises";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silencePanics } from "../scripts/build/silence.mjs";
import { optimiserFlags } from "../scripts/build/wasm.mjs";
import { root, run } from "../scripts/steps.mjs";
import { dependencyProgram } from "../scripts/setup.mjs";
import { leave } from "./shared/compare.mjs";

const MILLISECONDS = 2000;
const EVERY = 100; // microseconds

// As a function of its own: V8 counts what it has built in for the one that calls it.
const { parse } = JSON;
JSON.parse = function parseOfTheEngine(text, reviver) {
  return parse(text, reviver);
};

const kinds = [
  ["hash: SHA-1", /sha1::|sign::digest/],
  ["scan: find the members and their order, refuse what is not JSON", /^eiotclub::json::(?!unescape|Scanner::(resolve|content))|from_utf8/],
  ["unescape", /json::(unescape|Scanner::(resolve|content))/],
  ["canonical string: sort and join", /sign::(canonical|put)|::sort::/],
  ["table check: fields against their declaration", /schema::check/],
  ["memory: allocate, compare, copy", /::arena::|^begin$|^mem(cmp|cpy|move|set)|alloc|Vec|^__wbindgen_(malloc|free)/],
  ["JSON.parse, by the engine", /^parseOfTheEngine$/],
];
const OF_THE_CORE = "verify itself, and the rest of the core";
const CROSSING = "crossing: the body into the module, the verdict out, and the JavaScript around it";
const COLLECTING = "garbage collection";

function kindOf({ functionName, url }) {
  if (functionName === "(garbage collector)") return COLLECTING;
  const found = kinds.find(([, pattern]) => pattern.test(functionName));
  if (found) return found[0];
  if (url.startsWith("wasm:")) return OF_THE_CORE;
  return /^encode|TextEncoder/.test(functionName) || url.includes("/pkg/dist/") ? CROSSING : undefined;
}

const built = join(root, "target", "wasm", "webhook");
const linked = join(built, "wasm32-unknown-unknown", "wasm", "eiotclub.wasm");
const bound = join(built, "bindgen", "webhook_bg.wasm");
if (!existsSync(bound)) throw new Error("target/wasm/webhook is gone: delete target/stamps and build again");
const scratch = mkdtempSync(join(tmpdir(), "eiotclub-profile-"));
const file = (name) => join(scratch, name);
const optimised = async (name, ...names) => {
  await run(process.execPath, [dependencyProgram("binaryen/bin/wasm-opt"), ...optimiserFlags("webhook"), ...names, file("silent.wasm"), "-o", file(name)]);
  return readFileSync(file(name));
};
// Else the names are not written where panics are silenced.
binaryen.setDebugInfo(true);
await silencePanics(linked, bound, file("silent.wasm"));
const named = await optimised("named.wasm", "-g");
const nameless = await optimised("nameless.wasm");
rmSync(scratch, { recursive: true });
if (!nameless.equals(readFileSync(join(root, "pkg", "dist", "webhook.wasm")))) throw new Error("without the names this is not the module of the package: what is done to it after scripts/build/silence.mjs and wasm-opt?");
const { ready } = await import("../pkg/dist/webhook.browser.js");
await ready(new WebAssembly.Module(named));

// The works sign by the other module, which is as good; what is profiled is the named one.
const { verify } = await import("../pkg/dist/webhook.browser.js");
const { SECRET, verifications } = await import("./shared/works/verify.mjs");

async function profiled(body) {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: EVERY });
  const works = (milliseconds) => {
    for (const from = performance.now(); performance.now() - from < milliseconds; ) for (let call = 0; call < 20; call++) verify(body, SECRET);
  };
  works(MILLISECONDS / 4);
  await session.post("Profiler.start");
  works(MILLISECONDS);
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const shares = Object.fromEntries([...kinds.map(([name]) => name), OF_THE_CORE, CROSSING, COLLECTING].map((name) => [name, 0]));
  let all = 0;
  for (const [at, id] of profile.samples.entries()) {
    const kind = kindOf(frames.get(id));
    if (!kind) continue; // The loop here, and the profiler.
    shares[kind] += profile.timeDeltas[at];
    all += profile.timeDeltas[at];
  }
  return Object.fromEntries(Object.entries(shares).map(([name, time]) => [name, time / all]));
}

const columns = {};
for await (const { input, body } of verifications()) columns[input] = await profiled(body);
const inputs = Object.keys(columns);
// A kind without a sample is one whose functions have other names now.
for (const [name] of kinds) if (inputs.every((input) => columns[input][name] === 0)) throw new Error(`no function was seen that does this: ${name}`);
const shares = Object.keys(columns[inputs[0]]).map((name) => ({ name, shares: inputs.map((input) => columns[input][name]) }));

console.log(`\nwhere the time of verify goes, percent · Node.js ${process.versions.node}: ${inputs.join(", ")}`);
const width = Math.max(...shares.map(({ name }) => name.length));
for (const { name, shares: list } of shares) console.log(`  ${name.padEnd(width)}${list.map((share) => (share * 100).toFixed(1).padStart(8)).join("")}`);
leave({ profile: "verify", runtime: `Node.js ${process.versions.node}`, inputs, shares });
