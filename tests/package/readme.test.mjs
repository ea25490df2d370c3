import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

const root = new URL("../../", import.meta.url).pathname;
const readme = readFileSync(join(root, "README.md"), "utf8");
const samples = [...readme.matchAll(/^## (.+)\n\n<!-- run -->\n```js\n([\s\S]*?)```/gm)];
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "eiotclub-readme-"));
  execFileSync("npm", ["pack", join(root, "pkg"), "--silent", "--pack-destination", folder]);
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  writeFileSync(join(folder, "package.json"), '{"type":"module","private":true}');
  execFileSync("npm", ["install", "--silent", "--offline", "--no-audit", "--no-fund", `./${tarball}`], { cwd: folder });
});
after(() => rmSync(folder, { recursive: true, force: true }));

const expected = {
  "Call the platform": /MB left\nordered \d+ \{ balance: '\d+\.\d\d', currency: 'USD' \}\n$/,
  "Receive callbacks": /^8985 is running low: 100\n200\n$/,
  "Use it from a page": /^not_named iccid\n$/,
  "Read CDR files": /^Map\(1\) \{ '8985' => 1024 \} 1\n\[\]\n$/,
};

test("the README has its four samples", () => assert.deepEqual(samples.map(([, title]) => title), Object.keys(expected)));

for (const [, title, code] of samples) {
  test(`"${title}" runs from the packed package`, () => {
    writeFileSync(join(folder, "sample.js"), code);
    const output = execFileSync(process.execPath, ["sample.js"], { cwd: folder, encoding: "utf8", timeout: 20_000 });
    assert.match(output, expected[title]);
  });
}

test("require works too", () => {
  const code = 'const { sign } = require("eiotclub"); console.log(sign({ a: 1 }, "s"))';
  assert.match(execFileSync(process.execPath, ["-e", code], { cwd: folder, encoding: "utf8" }), /^[0-9A-F]{40}\n$/);
});
