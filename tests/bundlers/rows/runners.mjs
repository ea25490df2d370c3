// Test runners: a user's test of code that uses the package.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../scripts/steps.mjs";
import { source, write } from "../app.mjs";
import { place, program } from "../install.mjs";

const slug = (name) => name.replace(/\W+/g, "-").toLowerCase();

const runner = (name, files, command) => ({
  name,
  async run({ url }) {
    const directory = write(join(place, "apps", slug(name)), files(url));
    await run(process.execPath, command, { log: `matrix-${slug(name)}`, cwd: directory, minutes: 2 });
    return JSON.parse(readFileSync(join(directory, "cells.json"), "utf8"));
  },
});

// jsdom has no fetch of its own, and its signals are not those that the fetch of Node.js takes.
const OUTER_FETCH = '(url, { signal, ...init }) => require("node:vm").runInThisContext("fetch")(url, init)';

const jest = (environment) =>
  runner(
    `Jest, ${environment}`,
    (url) => ({
      "package.json": { private: true },
      "jest.config.json": { testEnvironment: environment, transform: {} },
      "app.test.js": source({
        url,
        commonJs: true,
        run: `test("the package", async () => {
          ${environment === "jsdom" ? 'if (typeof document === "undefined") throw new Error("this is no jsdom");' : ""}
          const cells = await probed(${environment === "jsdom" ? `{ fetch: ${OUTER_FETCH} }` : ""});
          require("node:fs").writeFileSync(__dirname + "/cells.json", JSON.stringify(cells));
        });`,
      }),
    }),
    [program("jest/bin/jest.js"), "--config", "jest.config.json", "--no-cache", "--watchman=false", "--runInBand"],
  );

const vitest = (environment) =>
  runner(
    `Vitest, ${environment}`,
    (url) => ({
      "package.json": { private: true, type: "module" },
      "vitest.config.js": `export default { cacheDir: ".vite", test: { environment: ${JSON.stringify(environment)}, include: ["app.test.js"] } };`,
      "app.test.js": source({
        url,
        before: 'import { writeFileSync } from "node:fs";\nimport { test } from "vitest";',
        run: `test("the package", async () => {
          ${environment === "jsdom" ? 'if (typeof document === "undefined") throw new Error("this is no jsdom");' : ""}
          writeFileSync("cells.json", JSON.stringify(await probed()));
        });`,
      }),
    }),
    [program("vitest/vitest.mjs"), "run"],
  );

export const runners = [vitest("node"), vitest("jsdom"), jest("node"), jest("jsdom")];
