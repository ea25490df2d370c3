import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { run } from "./cli.mjs";

const { version, bin } = JSON.parse(readFileSync(new URL("../../pkg/package.json", import.meta.url), "utf8"));

test("the command is where the package says, and begins as a script", () => {
  const text = readFileSync(new URL(`../../pkg/${bin.eiotclub}`, import.meta.url), "utf8");
  assert.match(text, /^#!\/usr\/bin\/env node\n/);
});

test("help and version go to standard output; wrong usage to standard error, with 2 and no stack", async () => {
  assert.deepEqual(await run(["--version"]), { code: 0, out: `${version}\n`, err: "" });
  const help = await run(["--help"]);
  assert.match(help.out, /Usage: eiotclub <command>[^]*sandbox/);
  assert.equal(help.code, 0);
  assert.deepEqual(await run(["help", "sandbox"]), await run(["sandbox", "--help"]));
  for (const [args, complaint] of [
    [[], /Usage/],
    [["nope"], /no command "nope"/],
    [["sandbox", "--prot", "1"], /--prot/],
    [["sandbox", "--port", "70000"], /--port must be a whole number from 0 to 65535/],
    [["sandbox", "more"], /"more"/],
    [["sandbox", "--notify", "x"], /--notify must be/],
    [["sandbox", "--balance", "much"], /balance must be/],
    [["sandbox", "--faults", "/no/such/file"], /--faults.*ENOENT/],
  ]) {
    const { code, out, err } = await run(args);
    assert.deepEqual([code, out], [2, ""], String(args));
    assert.match(err, complaint);
    assert.doesNotMatch(err, /^\s+at /m);
  }
});

test("every command has a help of its own", async () => {
  const names = (await run(["--help"])).out.match(/^  \w+(?=  )/gm).map((name) => name.trim());
  assert.ok(names.includes("sandbox"));
  for (const name of names) {
    const { code, out } = await run([name, "--help"]);
    assert.equal(code, 0, name);
    assert.match(out, new RegExp(`^Usage: eiotclub ${name} `), name);
  }
});
