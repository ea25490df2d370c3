// docs/quirks.md keeps its promises: every number is there, and every test and text it names exists.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import test from "node:test";

const root = new URL("../../", import.meta.url).pathname;
const read = (path) => readFileSync(join(root, path), "utf8");
const rows = [...read("docs/quirks.md").matchAll(/^\| (\d+) \| (.+?) \| (handled|documented|unknowable) \| (.+) \|$/gm)].map(
  ([, number, what, how, where]) => ({ number: Number(number), what, how, where: where.split(" <br> ").map((one) => one.match(/^`([^`]+)`: “(.+)”$/) ?? assert.fail(`${number}: ${one}`)) }),
);

/** Every file that a row may name, by the end of its path. */
const files = ["docs/reference", "tests", "src"].flatMap((directory) =>
  readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|mjs|rs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
);
const words = (text) => text.replace(/\s+/g, " ");

/** The files that are called so: a name alone may stand for one of src/ and one of tests/. */
function named(name) {
  const found = files.filter((file) => file === name || file.endsWith(`/${name}`));
  assert.ok(found.length > 0, `no such file: ${name}`);
  return found;
}

/** Whether a line of the file declares a test with such a title. */
function declares(file, title) {
  return read(file).split("\n").some((line) => line.includes(title) && (file.endsWith(".rs") ? line.includes(`fn ${title}()`) : /\btest\(/.test(line) || basename(file) === "table.mjs"));
}

test("all 136 are there, once and in order", () => {
  assert.deepEqual(rows.map(({ number }) => number), Array.from({ length: 136 }, (_, at) => at + 1));
  assert.equal(new Set(rows.map(({ what }) => what)).size, 136);
});

for (const { number, how, where } of rows) {
  test(`${number} is ${how} where it says`, () => {
    let tests = 0;
    for (const [, name, quoted] of where) {
      const text = quoted.replaceAll("\\|", "|");
      if (name.endsWith(".md")) {
        assert.ok(named(name).some((file) => words(read(file)).includes(words(text))), `${name} does not say: ${text}`);
      } else {
        assert.ok(named(name).some((file) => declares(file, text)), `${name} has no test: ${text}`);
        tests += 1;
      }
    }
    assert.ok(how !== "handled" || tests > 0, "handled, but no test is named");
  });
}
